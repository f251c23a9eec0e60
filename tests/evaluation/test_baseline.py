from datetime import date

import numpy as np
import pytest
from rank_bm25 import BM25Okapi

from bot.articles.article import Article
from bot.evaluation.baseline import BM25S, RANK_BM25, Baseline, build_baselines, stem_words
from bot.evaluation.questions import Question

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


def texts(baseline: Baseline, question: str, at: date) -> list[str]:
    return [excerpt.text for excerpt in baseline.search(question, at)]


def test_nothing_is_shown_that_was_published_later() -> None:
    baseline = Baseline(articles(), BM25S)
    assert texts(baseline, "fell", date(2026, 1, 3)) == [TEXTS[1]]
    assert set(texts(baseline, "fell", date(2026, 1, 4))) == {TEXTS[1], TEXTS[3]}
    assert texts(baseline, "fell", date(2025, 12, 31)) == []


def test_a_passage_is_shown_with_its_article_and_day() -> None:
    (shown,) = Baseline(articles(), BM25S).search("Porto", date(2026, 1, 4))
    assert (shown.article, shown.published) == ("1", date(2026, 1, 2))


def test_titles_count_and_are_not_shown() -> None:
    titled = Article("t", "Rain fell.", date(2026, 1, 1), "t.txt", title="Weather in Porto")
    with_titles = Baseline([titled], BM25S, stem_words, titles=True)
    assert texts(with_titles, "Porto", date(2026, 1, 1)) == ["Rain fell."]
    assert texts(Baseline([titled], BM25S, stem_words), "Porto", date(2026, 1, 1)) == []


def test_the_fresh_come_first_where_all_else_is_equal() -> None:
    days = (date(2026, 1, 1), date(2026, 2, 1), date(2025, 1, 1))
    same = [Article(str(day), "Rain fell.", day, "a.txt") for day in days]
    fresh = Baseline(same, BM25S, stem_words, fresh_days=14)
    shown = [excerpt.published for excerpt in fresh.search("rain", date(2026, 2, 2))]
    assert shown == sorted(days, reverse=True)


def test_what_was_asked_before_is_joined_to_the_question() -> None:
    question = Question("q", "of Lisbon", date(2026, 1, 9), ("Porto",), context=("tower Porto",))
    assert texts(Baseline(articles(), BM25S), question.text, question.at)[0] == TEXTS[3]
    assert Baseline(articles(), BM25S).prepare(question)().quotes[0].text == TEXTS[1]


def passages(text: str, body: int = 0) -> list[str]:
    article = Article("a", text, date(2026, 1, 1), "a.txt", body=body)
    return texts(Baseline([article], BM25S), "w", date(2026, 1, 1))


def test_a_long_paragraph_is_cut_at_a_hundred_words_and_the_date_left_out() -> None:
    shown = passages("date 2026-01-01 " + "w " * 150, body=16)
    assert sorted(len(passage.split()) for passage in shown) == [50, 100]
    assert not any("2026" in passage for passage in shown)


def test_short_paragraphs_share_a_passage_and_are_not_cut() -> None:
    shown = passages("\n\n".join(["w " * 40] * 5))
    assert sorted(len(passage.split()) for passage in shown) == [40, 80, 80]


def test_at_most_three_passages_are_shown() -> None:
    assert len(Baseline(articles(), BM25S).search("the of on", date(2026, 1, 9))) == 3


def test_stop_words_go_and_endings_are_cut() -> None:
    assert stem_words("The towers were falling, at 5 or 10 a.m.") == ["tower", "were", "fall", "10"]


def test_without_articles_there_is_nothing_to_show() -> None:
    question = Question("q", "Who won?", date(2026, 1, 9), ("Ann",))
    systems = dict(build_baselines([]))
    assert list(systems) == ["rank_bm25", "bm25s", "bm25s with recency"]
    assert all(system.prepare(question)().quotes == () for system in systems.values())
