"""What tells whether a small corpus in another language answers: what it has of the question."""

from collections.abc import Mapping
from datetime import date

import pytest

from bot.answers.answerer import Answerer
from bot.answers.data import MULTILINGUAL_DATA
from bot.answers.selection.multilingual_confidence import (
    MultilingualConfidence,
    load_multilingual_confidence,
    measure_coverage,
)
from bot.articles.article import Article, derive_id
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

AT = date(2026, 4, 2)
FIRE = (
    "Brand in zwembad van Lindholm\n\nIn Lindholm is maandag het zwembad De Vloed uitgebrand. De"
    " brandweer van Lindholm haalde 26 omwonenden uit hun huizen."
)
MAYOR = (
    "Burgemeester van Talmor treedt af\n\nDe burgemeester van Talmor, Jan Weidner, is dinsdag"
    " afgetreden. Hij was zes jaar burgemeester van Talmor."
)


def measure(question: str) -> Mapping[str, float]:
    published, analyzer = date(2026, 3, 31), Analyzer()
    articles = [
        Article(derive_id("", published, "", text), text, published, "a.txt", language="nl")
        for text in (FIRE, MAYOR)
    ]
    trace = Answerer(MemoryIndex(articles, analyzer), analyzer).trace(question, AT)
    assert trace.pool is not None
    return measure_coverage(trace.pool)


def test_a_name_counts_however_the_question_writes_it() -> None:
    hurried = measure("hoeveel omwonenden van het zwembad in lindholm gingen weg")
    assert hurried["names"] > 0
    assert measure("hoeveel omwonenden van het zwembad gingen weg")["names"] == 0


def test_a_name_of_an_article_makes_an_answer_likelier() -> None:
    confidence = load_multilingual_confidence(MULTILINGUAL_DATA)
    coverage = dict(measure("hoeveel omwonenden van het zwembad in lindholm gingen weg"))
    likelihood = confidence.estimate(coverage)
    assert 0 < confidence.estimate({**coverage, "names": 0.0}) < likelihood < 1


@pytest.mark.parametrize(
    ("likelihood", "names", "is_shown"),
    [(0.5, 0.3, False), (0.3, 0.3, True), (0.3, 0.0, False), (0.1, 0.3, False)],
    ids=["likely", "unlikely", "of another name", "hopeless"],
)
def test_what_is_unlikely_but_has_a_name_is_the_nearest(
    likelihood: float, names: float, *, is_shown: bool
) -> None:
    confidence = MultilingualConfidence({}, bias=0.0, threshold=0.45, nearest=0.15)
    assert confidence.has_nearest({"names": names}, likelihood) is is_shown
