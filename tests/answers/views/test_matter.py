from datetime import date

import numpy as np
import pytest

from bot.answers.features.sentence_pool import SentencePool, pool_sentences
from bot.answers.views.matter import Matter, measure_matter
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_terms
from tests.answers.views.corpora import make_answerer, make_article
from tests.newsroom import ARTICLES, TODAY

ANALYZER = Analyzer()


def measure(question: str, articles: tuple[Article, ...] = ARTICLES) -> tuple[SentencePool, Matter]:
    answerer = make_answerer(*articles)
    trace = answerer.trace(question, TODAY)
    lead = answerer.answer(question, TODAY).quotes[0]
    snapshot = MemoryIndex(articles, ANALYZER).snapshot()
    pool = pool_sentences(trace.query, snapshot.search(trace.query.search_terms, 150, until=TODAY))
    terms = np.array(hash_terms(ANALYZER.terms(f"{lead.article.title} {lead.text}")), np.intp)
    assert trace.pool is not None
    day = lead.article.published.toordinal()
    return pool, measure_matter(pool, trace.pool, terms, day)


def log_odds(pool: SentencePool, matter: Matter, word: str) -> list[float]:
    """Return those of the passages whose title has a word."""
    return [
        float(value)
        for hit, value in zip(pool.hits, matter.passages, strict=True)
        if word in hit.passage.article.title
    ]


def test_passages_on_the_matter_have_larger_odds_than_all_others() -> None:
    pool, matter = measure("Who won the election in Valdoria?")
    (inside,) = log_odds(pool, matter, "wins the election")
    others = sorted(matter.passages.tolist())[:-1]
    assert len(others) > 5
    assert inside > 1 > 0 > others[-1]


def test_the_farther_a_day_is_the_less_likely_it_is_on_the_matter() -> None:
    text = "The tower of Kelden was closed because stones fell from the tower, the mayor said."
    days = ("2026-03-01", "2026-02-01", "2025-03-01")
    articles = tuple(
        make_article(day, text, title=f"Kelden tower closed {day[:7]}", source=day) for day in days
    )
    pool, matter = measure("Why was the tower of Kelden closed?", (*articles, *ARTICLES))
    by_day = {
        hit.published: float(value) for hit, value in zip(pool.hits, matter.passages, strict=True)
        if "Kelden" in hit.passage.article.title
    }  # fmt: skip
    ordered = [by_day[date.fromisoformat(day)] for day in days]
    assert ordered == sorted(ordered, reverse=True)
    assert len(set(ordered)) == 3


@pytest.mark.parametrize(
    ("place", "question", "has_name"),
    [
        ("the valley", "Which bridge did the heavy rain sweep away?", False),
        ("Kelden", "Which bridge of Kelden did the heavy rain sweep away?", True),
    ],
)
def test_another_season_is_on_the_matter_only_of_a_question_that_names_somebody_or_a_place(
    place: str, question: str, has_name: bool
) -> None:
    articles = tuple(
        make_article(
            day,
            f"Heavy rain swept away the old bridge of {place} on Monday, and the {what} with it.",
            title=f"Heavy rain sweeps away a bridge of {place}",
            source=what,
        )
        for day, what in (("2026-03-10", "mill"), ("2026-02-20", "dam"), ("2025-03-10", "barn"))
    )
    pool, matter = measure(question, (*articles, *ARTICLES))
    odds = {
        hit.published.isoformat(): value
        for hit, value in zip(pool.hits, matter.passages.tolist(), strict=True)
        if hit.passage.article.title.startswith("Heavy rain")
    }
    assert min(odds["2026-03-10"], odds["2026-02-20"]) > 1.3
    assert (odds["2025-03-10"] > 1.3) == has_name
    assert (odds["2025-03-10"] == -np.inf) != has_name


def test_a_figure_that_the_question_names_is_repeated_by_what_is_on_it_long_before() -> None:
    articles = (
        make_article(
            "2026-03-10",
            "A ticket from Brask won the Valdoria lottery jackpot of 41 million crowns on Tuesday.",
            title="Ticket from Brask wins lottery jackpot of 41 million crowns",
        ),
        make_article(
            "2025-11-03",
            "A ticket from Brask won the Valdoria lottery jackpot of 17 million crowns on Monday.",
            title="Ticket from Brask wins lottery jackpot of 17 million crowns",
        ),
    )
    question = "Where was the ticket for the lottery jackpot of 41 million crowns sold?"
    pool, matter = measure(question, (*articles, *ARTICLES))
    assert log_odds(pool, matter, "41 million")[0] > 1
    assert log_odds(pool, matter, "17 million") == [-np.inf]


def test_sentences_that_say_more_of_the_matter_have_larger_shares() -> None:
    pool, matter = measure("Who stole The Blue Heron?")
    texts = [
        hit.passage.sentences[position].slice(hit.passage.article.text)
        for hit, position in map(pool.locate, range(len(pool)))
    ]
    shares = dict(zip(texts, matter.sentences.tolist(), strict=True))
    assert max(shares.values()) == 1
    assert min(shares.values()) >= 0
    theft = next(share for text, share in shares.items() if text.startswith("Thieves stole the"))
    aside = next(share for text, share in shares.items() if text.startswith("The picture is un"))
    assert theft > 0.5 > aside
