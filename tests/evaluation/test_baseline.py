from datetime import date

import numpy as np
import pytest
from rank_bm25 import BM25Okapi

from bot.articles.article import Article
from bot.evaluation.baseline import BM25S, RANK_BM25, Baseline, build_baselines, stem_words

TEXTS = [
    "the harbour of Lisbon reopened on Friday and the harbour rejoiced",
    "the tower of Porto fell on Saturday",
    "the council of the city counted the votes",
    "rain fell on the city of Lisbon",
]

# By bm25s 0.3.16 with stopwords="en" and PyStemmer, for the question that is asked below.
BM25S_SCORES = [0.48218936, 0.79878736, 0.0, 0.8755543]


def articles() -> list[Article]:
    return [Article(str(n), text, date(2026, 1, n + 1), f"{n}.txt") for n, text in enumerate(TEXTS)]


@pytest.mark.parametrize("question", ["the harbour", "Lisbon Lisbon fell", "of the on city", "no"])
def test_scores_are_those_of_rank_bm25(question: str) -> None:
    library = BM25Okapi([text.split() for text in TEXTS])
    expected = library.get_scores(question.split())
    assert np.allclose(Baseline(articles(), RANK_BM25).scores(question), expected, atol=1e-12)


def test_scores_are_those_that_bm25s_gave() -> None:
    found = Baseline(articles(), BM25S, stem_words).scores("Which towers fell in Lisbon, Lisbon?")
    assert np.allclose(found, BM25S_SCORES, atol=1e-6)


def test_nothing_is_shown_that_was_published_later() -> None:
    baseline = Baseline(articles(), BM25S)
    assert baseline("fell", date(2026, 1, 3)) == [TEXTS[1]]
    assert set(baseline("fell", date(2026, 1, 4))) == {TEXTS[1], TEXTS[3]}
    assert baseline("fell", date(2025, 12, 31)) == []


def passages(text: str, body: int = 0) -> list[str]:
    article = Article("a", text, date(2026, 1, 1), "a.txt", body=body)
    return Baseline([article], BM25S)("w", date(2026, 1, 1))


def test_a_long_paragraph_is_cut_at_a_hundred_words_and_the_date_left_out() -> None:
    shown = passages("date 2026-01-01 " + "w " * 150, body=16)
    assert sorted(len(passage.split()) for passage in shown) == [50, 100]
    assert not any("2026" in passage for passage in shown)


def test_short_paragraphs_share_a_passage_and_are_not_cut() -> None:
    shown = passages("\n\n".join(["w " * 40] * 5))
    assert sorted(len(passage.split()) for passage in shown) == [40, 80, 80]


def test_at_most_three_passages_are_shown() -> None:
    assert len(Baseline(articles(), BM25S)("the of on", date(2026, 1, 9))) == 3


def test_stop_words_go_and_endings_are_cut() -> None:
    assert stem_words("The towers were falling, at 5 or 10 a.m.") == ["tower", "were", "fall", "10"]


def test_without_articles_there_is_nothing_to_show() -> None:
    for _, system in build_baselines([]):
        assert not system("Who won?", date(2026, 1, 9))
