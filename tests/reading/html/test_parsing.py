from lxml import html

from bot.reading.html.parsing import load_parser, load_xpath

PAGE = b"<p>A<!-- b --> <a href='#c'>c</a><form><input name='d'></form></p>"


def test_elements_are_of_one_class_and_comments_are_left_out() -> None:
    root = html.document_fromstring(PAGE, parser=load_parser())
    assert {type(element) for element in root.iter()} == {html.HtmlElement}
    assert "b" not in root.text_content()


def test_an_expression_is_compiled_once_and_searches_the_whole_page() -> None:
    links = load_xpath("//a[re:test(@href, '^#')]")
    assert links is load_xpath("//a[re:test(@href, '^#')]")
    root = html.document_fromstring(PAGE, parser=load_parser())
    assert [link.text for link in links(root.find(".//input"))] == ["c"]
