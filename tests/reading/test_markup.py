import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.markup import to_line, to_prose


@pytest.mark.parametrize(
    "text",
    [
        "The harbour opened again.\n\n  Two ferries left.  ",
        "Whoever earns a < b pays AT&T; R&D; code and Q&A stay, 1 < 2 and 3 > 2.",
        "if x<b and c>d: print(a<b>c)",
        "Write to <news@gazette.example> or see <https://gazette.example>.",
        "He called them <censored> & left.",
        "https://gazette.example/?a=1&copy=2&lt=3",
        "5 * 3 * 2 = 30, 2**3**4, f*** off, *****",
        "Prices from 5* (*taxes apply) and __init__ of a_b_c",
        "Prices* rose. *Taxes fell. Prices* fell.",
        "He [the mayor] said so [sic] [1][2] [...] (see [3])",
        "#1 song, # of ships, #harbour",
        "It was *not* so.",
        "Harbour 2 7\n\n# - division title\n\n* - district",
        "[video] The storm in pictures [gallery of 12]",
        "- Yes, he said.\n- No, she said.",
        "Use &foo; and &#; in a page",
    ],
)
def test_what_is_no_markup_stays_as_it_is(text: str) -> None:
    assert to_prose(text) == text


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("<p>One &amp; two.</p><p>Three < four</p>", "One & two.\n\nThree < four"),
        ("<div class='a'>One<br/>Two</div>", "One\n\nTwo"),
        ("Still <b>shut</b>.\n\nTwo <a href='/x'>ferries</a>", "Still shut.\n\nTwo ferries"),
        ("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;", "One & two."),
        ("&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;", "One."),
        ("<div>&lt;p&gt;One.&lt;/p&gt;</div>", "One."),
        ("<p>Use the &lt;p&gt; tag.</p>", "Use the <p> tag."),
        ("Use &lt;b&gt; for bold.", "Use <b> for bold."),
        ("it&amp;#8217;s &ldquo;so&rdquo;&nbsp;&hellip;", "it’s “so” …"),
        ("<![CDATA[<p>One.</p>]]>", "One."),
        ("<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->", "One."),
        ("<p>Mail <news@gazette.example></p>", "Mail <news@gazette.example>"),
        ("<h2>Ferries</h2>\n\nOne\nline.\n\nTwo.", "Ferries\n\nOne line.\n\nTwo."),
        ("<p>One.</p><script>var a = '<p>';</script><style>p {}</style>", "One."),
        ("<figure><img src='x.jpg'><figcaption>Photo</figcaption></figure><p>One.</p>", "One."),
        ("<p>One.</p><p>Two <a hre", "One.\n\nTwo"),
        ("<img src='a.jpg'/>", ""),
    ],
)
def test_html_becomes_its_paragraphs(text: str, prose: str) -> None:
    assert to_prose(text) == prose


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("[The port](https://gazette.example/a_(b) 'T') is open.", "The port is open."),
        ("Open: ![Ferries](ferries.jpg) **at last**.", "Open: at last."),
        ("[![Ferries](f.jpg)](https://gazette.example) Open.", "Open."),
        ("It was *not* **so**.", "It was not so."),
        ("# Ferries\n\nThe *first* of _two_.\n\n## Storm", "Ferries\n\nThe first of two.\n\nStorm"),
        ("[The port][1] is open.\n\n[1]: https://gazette.example\n", "The port is open."),
        ("**Bold**\n\n* One\n* Two\n\n---\n\nEnd\\.", "Bold\n\nOne\nTwo\n\nEnd."),
        ("这是**重要**的新闻。", "这是重要的新闻。"),
    ],
)
def test_markdown_loses_its_marks(text: str, prose: str) -> None:
    assert to_prose(text) == prose


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ('[gallery ids="1,2,3"]\nOne.', "One."),
        ("[gallery ids=&quot;1,2&quot;]\nOne.", "One."),
        ("[gallery]\nOne.", "One."),
        ('[caption id="a" width="3"]<img src="x"> By night[/caption] One.', "One."),
        ("[embed]https://gazette.example/film[/embed]\nOne.", "One."),
        ("[youtube https://gazette.example/film] One.", "One."),
        ('[vc_row][vc_column width="1/2"]One.[/vc_column][/vc_row]', "One."),
        ("<p>One.</p>\n<p>[playlist ids=”7″]</p>", "One."),
        ("[b]One[/b] [url=https://gazette.example]two[/url] [img]a.jpg[/img]", "One two"),
    ],
)
def test_short_codes_are_cut(text: str, prose: str) -> None:
    assert to_prose(text) == prose


def test_a_title_is_one_line() -> None:
    assert to_line("Harbour &amp;\n <em>town</em>") == "Harbour & town"
    assert to_line("Harbour  town") == "Harbour  town"


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<",
                ">",
                "&lt;",
                "&",
                "#",
                "*",
                "[b]",
                "[/b]",
                "[a x='1']",
                "](http://",
                "![",
                " ",
                "\n",
                "a",
                "é",
                "\0",
                "\ud800",
            ]
        )
    )
)
def test_any_text_is_borne(parts: list[str]) -> None:
    text = "".join(parts)
    assert isinstance(to_prose(text), str)


@given(st.text(st.characters(exclude_characters="<&[*#", exclude_categories=["Cs"])))
def test_a_text_without_marks_is_the_same_object(text: str) -> None:
    assert to_prose(text) is text
