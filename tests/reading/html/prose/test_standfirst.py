import pytest

from tests.reading.html.prose.page_markup import (
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    article,
    extract_paragraphs,
)

_LEAD = "Ferries sail to the islands again after the longest closure in thirty years."
_PROSE = [FIRST, SECOND, THIRD, FOURTH]


@pytest.mark.parametrize(
    "markup",
    [
        "<p class='standfirst'>{}</p>",
        "<h2 class='article__subtitle'>{}</h2>",
        "<div class='c-article-header__chapo'>{}</div>",
        "<div class='Article_elementLead__x1'><p>{}</p></div>",
        "<p class='vorspann'>{}</p><p class='byline'>By Ann Lee</p>",
        "<p class='byline'>By Ann Lee</p><time>7 January 2026</time><p class='dek'>{}</p>",
        "<p>{}</p>",
    ],
)
def test_the_sentence_beside_the_headline_is_the_first_paragraph(markup: str) -> None:
    assert extract_paragraphs(article("", below_title=markup.format(_LEAD))) == [_LEAD, *_PROSE]


def test_a_description_that_the_page_shows_is_part_of_the_text() -> None:
    head = f"<meta property='og:description' content='{_LEAD[:65]}…'>"
    shown = f"<div class='teaser'><div class='x'>{_LEAD}</div></div>"
    assert extract_paragraphs(article("", head, shown)) == [_LEAD, *_PROSE]


def test_a_description_that_the_page_does_not_show_is_no_part_of_the_text() -> None:
    head = f"<meta name='description' content='{_LEAD}'>"
    assert extract_paragraphs(article("", head)) == _PROSE


def test_a_standfirst_that_the_text_begins_with_comes_once() -> None:
    head = f"<meta name='description' content='{FIRST}'>"
    assert extract_paragraphs(article("", head)) == _PROSE


@pytest.mark.parametrize(
    "markup",
    [
        "<p class='byline'>By Ann Lee and Bo Berg, reporters of the Gazette</p>",
        "<figure><figcaption>The harbour on Tuesday, before the storm.</figcaption></figure>",
        "<p class='date'>Published on 7 January 2026 at 18:30</p>",
        "<p><a href='/news'>All the news of the harbour and its ships and ferries.</a></p>",
        "<div class='newsletter'><p>Our letter brings you all the news each morning.</p></div>",
    ],
)
def test_what_else_stands_below_a_headline_is_no_standfirst(markup: str) -> None:
    assert extract_paragraphs(article("", below_title=markup), "Ann Lee", "Bo Berg") == _PROSE
