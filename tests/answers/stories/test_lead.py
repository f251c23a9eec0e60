from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.stories.lead import find_lead, skip_dateline, stands_alone
from bot.articles.article import Article
from bot.articles.passages.segment import split_passages
from bot.language.analyzer import Analyzer
from bot.language.span import Span

ANALYZER = Analyzer()
BRIDGE = "The bridge over the Lune collapsed on Saturday morning and killed eleven people."


def make(text: str, title: str = "Bridge over the Lune collapses") -> Article:
    return Article("a", text, date(2026, 3, 7), "a.txt", title=title)


def lead_of(article: Article, topic: tuple[str, ...] = ()) -> str | None:
    span = find_lead(article, tuple(split_passages(article)), (), ANALYZER, topic)
    return span.slice(article.text) if span else None


@pytest.mark.parametrize(
    "before",
    [
        "He had heard the noise long before anybody else in the village of Oskarvik did.",
        "Who would have thought that such a thing could ever happen in Oskarvik?",
        "You can find everything that has to be known about the accident on this page.",
        "But the mayor of the town did not want to speak about it on Saturday evening.",
        "The bridge over the Lune on a Saturday morning, on March 7, 2026.",
        "“The bridge is gone,” and “there is nothing left of it, nothing at all.",
    ],
)
def test_a_sentence_that_leans_on_others_does_not_lead(before: str) -> None:
    assert not stands_alone(before)
    assert lead_of(make(f"{before} {BRIDGE}")) == BRIDGE


def test_the_first_sentence_on_the_matter_of_the_title_leads() -> None:
    scene = "Rain had fallen for nine days, and the shops of Oskarvik were closed for a holiday."
    assert lead_of(make(f"{scene} {BRIDGE}")) == BRIDGE


def test_what_was_asked_about_is_in_the_lead() -> None:
    asked = make(f"{BRIDGE} Brightmill recalls 48,000 tins of its infant formula in two countries.")
    assert "Brightmill" in (lead_of(asked, tuple(ANALYZER.terms("Brightmill recall"))) or "")


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        (f"OSKARVIK, Valdoria (AP) — {BRIDGE}", BRIDGE),
        (f"OSKARVIK − {BRIDGE}", BRIDGE),
        (f"(Lantern) {BRIDGE}", BRIDGE),
        (BRIDGE, BRIDGE),
        ("The Lune (Valdoria) rose by two metres.", "The Lune (Valdoria) rose by two metres."),
    ],
)
def test_a_dateline_is_left_out(sentence: str, lead: str) -> None:
    assert skip_dateline(sentence, Span(0, len(sentence))).slice(sentence) == lead


@given(st.lists(st.sampled_from([BRIDGE, "He left.", "Why?", "– ", "\n\n", "Say “no.” "])))
def test_a_lead_is_a_sentence_of_the_article_that_stands_alone(parts: list[str]) -> None:
    article = make(" ".join(parts))
    lead = lead_of(article)
    assert lead is None or (lead in article.text and stands_alone(lead))
