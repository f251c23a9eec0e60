import pytest
from lxml import html

from bot.reading.html.main_text import extract_main_text

PROSE = (
    "<p>The harbour opened again on Wednesday after three days of storm, its master said.</p>"
    "<p>Two ferries left before noon with 140 passengers, and the pier held through the night.</p>"
)


def _text(inside: str, around: str = "") -> str:
    page = f"<html><body>{around}<article><h1>Harbour</h1>{PROSE}{inside}</article></body></html>"
    return extract_main_text(html.document_fromstring(page))


def test_paragraphs_are_parted_by_blank_lines() -> None:
    first, second, third = _text("").split("\n\n")
    assert (first, second[:11], third[:11]) == ("Harbour", "The harbour", "Two ferries")


def test_lists_and_tables_keep_their_lines() -> None:
    text = _text(
        "<ul><li>The northern <b>ferry</b> runs every hour.</li><li>The southern one runs twice a"
        " day.</li></ul><table><tr><th>Day</th><th>Ferries</th></tr><tr><td>Monday</td><td>3</td>"
        "</tr></table><p>The market opens<br>on Thursday at six.</p>"
    )
    assert "The northern ferry runs every hour.\nThe southern one runs twice a day." in text
    assert "Day | Ferries\nMonday | 3" in text
    assert "The market opens\non Thursday at six." in text


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul><li><a href='/'>Front page of the Gazette</a></li></ul></nav>",
        "<div class='cookie-banner'><p>We use cookies to make this better for you.</p></div>",
        "<aside><h2>Related</h2><p><a href='/a'>Snow closes the northern road.</a></p></aside>",
        "<footer><p>All rights are reserved by the Gazette and its owners.</p></footer>",
        "<div id='comments'><p>What a storm that was, I have never seen the like.</p></div>",
        "<script>var words = 'The harbour is closed for good.';</script>",
        "<!-- The harbour is closed for good. -->",
    ],
)
def test_what_stands_around_is_left_out(around: str) -> None:
    assert _text("", around) == _text("")


def test_a_page_without_an_article_gives_nothing() -> None:
    assert extract_main_text(html.document_fromstring("<html><body></body></html>")) == ""
