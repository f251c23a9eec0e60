import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.html.prose.assemble import BEHIND_PAYWALL
from tests.computing import computing_at_most
from tests.reading.html.prose.page_markup import (
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    TITLE,
    article,
    extract,
    extract_paragraphs,
    page,
    paragraphs,
)

_PROSE = [FIRST, SECOND, THIRD, FOURTH]


def _claims(**fields: object) -> str:
    claims = json.dumps({"@type": "NewsArticle", "headline": TITLE, **fields})
    return f'<script type="application/ld+json">{claims}</script>'


def test_a_text_that_only_a_script_holds_is_read_by_paragraphs() -> None:
    markup = page("<div id='root'></div>", _claims(articleBody="\n".join(_PROSE)))
    assert extract_paragraphs(markup) == _PROSE


def test_a_body_with_markup_loses_it() -> None:
    body = paragraphs(*_PROSE).replace("harbour", "<b>harbour</b>")
    markup = page("<div id='root'></div>", _claims(articleBody=body))
    assert extract_paragraphs(markup) == _PROSE


@pytest.mark.parametrize("words", [900, "900"])
def test_a_text_that_is_far_shorter_than_the_page_says_has_a_notice(words: object) -> None:
    assert "900" in extract(article("", _claims(wordCount=words))).notice


@pytest.mark.parametrize("words", [None, 0, 60, 130, "many"])
def test_a_text_that_is_about_as_long_as_the_page_says_has_none(words: object) -> None:
    assert extract(article("", _claims(wordCount=words))).notice == ""


@pytest.mark.parametrize("is_free", [False, "False", "http://schema.org/False"])
def test_the_beginning_of_a_text_behind_a_paywall_has_a_notice(is_free: object) -> None:
    head = _claims(isAccessibleForFree=is_free, wordCount=900)
    assert extract(article("", head)).notice == BEHIND_PAYWALL


def test_what_stands_above_a_headline_is_left_out() -> None:
    markup = page(f"<article><p>News</p><h1>Storm: {TITLE}</h1>{paragraphs(*_PROSE)}</article>")
    assert extract_paragraphs(markup) == _PROSE


def test_a_page_without_text_gives_none() -> None:
    assert extract(page("")).text == ""


@pytest.mark.parametrize(
    "line",
    ["a" * 200_000 + " @", "Photo: " + "(" * 100_000, "." * 100_000, "Read more: " * 9_000],
)
def test_an_endless_line_is_borne(line: str) -> None:
    with computing_at_most(20):
        assert FIRST in extract(article(f"<p>{line}</p>")).text


def test_thousands_of_boxes_are_borne() -> None:
    box = "<div><p>Read more</p><p>The storm tore forty roofs off houses, police said.</p></div>"
    with computing_at_most(20):
        assert FIRST in extract(article(box * 4_000)).text


_TAGS = "p div ul li blockquote h2 table td figure aside span a b section article header".split()


@given(
    st.recursive(
        st.text("abc .:@©?", max_size=40),
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag} class='lead card'>{''.join(parts)}</{tag}>",
            st.sampled_from(_TAGS),
            st.lists(inner, max_size=4),
        ),
        max_leaves=12,
    )
)
def test_any_markup_is_borne_and_no_line_comes_from_elsewhere(inside: str) -> None:
    markup = article(inside)
    for line in extract(markup).text.split("\n"):
        for cell in line.split(" | "):
            # Elements part the text in the markup, and some of them are left out.
            letters = iter(markup)
            assert all(letter in letters for letter in "".join(cell.split()))


def test_a_drop_cap_that_is_hidden_from_screen_readers_is_kept() -> None:
    markup = article("").replace(
        FIRST, f"<span aria-hidden='true'>{FIRST[0]}</span><span>{FIRST[1:]}</span>"
    )
    assert extract_paragraphs(markup)[0] == FIRST


def test_a_request_to_subscribe_below_few_words_is_remarked_on() -> None:
    wall = "<div><p>Want to keep reading? Subscribe now.</p></div>"
    markup = article("").replace(f"<p>{FOURTH}</p>", f"<p>The council will…</p>{wall}")
    text = extract(markup)
    assert (text.text.split("\n\n"), text.notice) == ([FIRST, SECOND, THIRD], BEHIND_PAYWALL)
