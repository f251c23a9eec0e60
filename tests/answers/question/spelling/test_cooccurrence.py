from datetime import date

import pytest

from bot.answers.question.spelling.cooccurrence import (
    PassageWords,
    are_neighbours,
    count_forms,
    measure_company,
    read_words,
)
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Hit
from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_terms
from tests.newsroom import ARTICLES

ANALYZER = Analyzer()


def stem(word: str) -> str:
    """Return the term of a word."""
    (term,) = ANALYZER.terms(word)
    return term


def read(*texts: str) -> list[PassageWords]:
    """Return the words of articles of a passage each."""
    day = date(2026, 3, 2)
    news = [Article(f"a{n}", text, day, f"{n}.txt") for n, text in enumerate(texts)]
    refs = MemoryIndex(news, ANALYZER).snapshot().passage_refs([article.id for article in news])
    return read_words([Hit(ref, 1.0) for (ref,) in refs], ANALYZER)


def test_hashes_are_those_of_all_words() -> None:
    snapshot = MemoryIndex(ARTICLES, ANALYZER).snapshot()
    refs = snapshot.passage_refs([article.id for article in ARTICLES])
    passages = read_words([Hit(ref, 1.0) for group in refs for ref in group], ANALYZER)
    assert len(passages) >= len(ARTICLES)
    for passage in passages:
        terms = {term for _, word_terms in passage.words for term in word_terms}
        assert passage.hashes == set(hash_terms(terms))


def test_nothing_is_read_of_no_passages() -> None:
    assert read_words([], ANALYZER) == []


@pytest.mark.parametrize(
    ("words", "weights", "share"),
    [
        (["storm"], {"Monday": 3.0, "tower": 1.0}, 0.75),
        (["storm"], {"Monday": 3.0, "ferry": 1.0}, 0.75),
        (["storm"], {}, 1.0),
        (["whale"], {"Monday": 3.0}, 0.0),
        ([], {"ferry": 1.0, "tower": 1.0}, 0.5),
    ],
)
def test_company_is_the_largest_share_in_one_passage(
    words: list[str], weights: dict[str, float], share: float
) -> None:
    passages = read("A storm came on Monday.", "A storm hit the tower.", "The ferry sank.")
    peer_weights = {stem(word): weight for word, weight in weights.items()}
    assert measure_company([*map(stem, words)], peer_weights, passages) == share


@pytest.mark.parametrize(
    ("first", "second", "is_next"),
    [
        ("old", "tower", True),
        ("tower", "Marenne", True),  # no stop word counts
        ("tower", "old", False),
        ("old", "Marenne", False),
        ("old", "whale", False),
    ],
)
def test_neighbours_stand_next_to_each_other_in_order(
    first: str, second: str, is_next: bool
) -> None:
    passages = read("A whale.", "The old tower of Marenne fell.")
    assert are_neighbours({((stem(first),), (stem(second),))}, passages) == is_next
    assert not are_neighbours(set(), passages)


def test_forms_are_counted_without_possessive_endings() -> None:
    passages = read("Marenne's tower, Marenne’s ferry.", "The MARENNE ferry.", "A whale.")
    assert count_forms((stem("Marenne"),), passages) == {"Marenne": 2, "MARENNE": 1}
