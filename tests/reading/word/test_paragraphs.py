from docx.oxml import parse_xml

from bot.reading.word.paragraphs import StyledParagraph, read_paragraphs

SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _read(xml: str, **styles: str) -> list[StyledParagraph]:
    return list(read_paragraphs(parse_xml(f"<w:body {SPACES}>{xml}</w:body>"), styles))


def _p(text: str, inside: str = "") -> str:
    return f"<w:p>{inside}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def test_styles_go_by_their_names_and_else_by_their_keys() -> None:
    style = "<w:pPr><w:pStyle w:val='Titel'/></w:pPr>"
    assert _read(_p("A", style), Titel="Title") == [StyledParagraph("A", "title")]
    assert _read(_p("A", style)) == [StyledParagraph("A", "titel")]
    assert _read(_p("A")) == [StyledParagraph("A")]


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    run = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
    assert _read(f"<w:p><w:r>{run}</w:r></w:p>")[0].text == "a\tb\nc\N{NON-BREAKING HYPHEN}d"


def test_hidden_runs_are_left_out_and_those_that_say_they_are_not_are_kept() -> None:
    for value, text in (("", ""), (" w:val='1'", ""), (" w:val='0'", "a"), (" w:val='false'", "a")):
        run = f"<w:r><w:rPr><w:vanish{value}/></w:rPr><w:t>a</w:t></w:r>"
        assert "".join(one.text for one in _read(f"<w:p>{run}</w:p>")) == text


def test_paragraphs_that_were_moved_or_deleted_stand_once() -> None:
    xml = (
        f"<w:moveFrom>{_p('a')}</w:moveFrom><w:moveTo>{_p('a')}</w:moveTo><w:del>{_p('b')}</w:del>"
    )
    assert [one.text for one in _read(xml)] == ["a"]


def test_rows_of_short_cells_are_lines_and_prose_breaks_them_up() -> None:
    long = "word " * 30
    table = _row(_p("a"), _p("b")) + _row(_p("c"), "") + _row(_p(long)) + _row(_p("d"), _p("e"))
    texts = [one.text for one in _read(f"<w:tbl>{table}</w:tbl>")]
    assert texts == ["a | b\nc", long.strip(), "d | e"]


def test_a_table_in_a_table_stands_in_its_cell_once() -> None:
    inner = f"<w:tbl>{_row(_p('x'), _p('y'))}</w:tbl>"
    texts = [one.text for one in _read(f"<w:tbl>{_row(_p('a') + inner, _p('b'))}</w:tbl>")]
    assert texts == ["a", "x | y", "b"]


def test_comments_and_other_instructions_are_passed_over() -> None:
    assert _read(f"<!-- a --><?b c?>{_p('d')}<w:sectPr/>") == [StyledParagraph("d")]
