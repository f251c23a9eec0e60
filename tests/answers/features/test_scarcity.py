"""Scarcity: how much a sentence has of the question's words that few of its article have."""

from datetime import date

import pytest

from bot.answers.answerer import Answerer
from bot.answers.features.window_features import measure_scarcity
from bot.articles.article import Article, derive_id
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

TITLE = "Maker of Brandol cleaner recalls bottles"
SENTENCES = (
    "The Brandol cleaner may hold bacteria, its maker said on Monday.",
    "The Brandol cleaner was sold in Talmor and Lindholm.",
    "Inspectors of Talmor found the bacteria.",
    "The cleaner is made in Lindholm by machines from Pellworth.",
)


def measure(question: str) -> dict[str, float]:
    """Return the largest value of each sentence's windows."""
    text, published, analyzer = " ".join(SENTENCES), date(2026, 3, 31), Analyzer()
    article = Article(derive_id(TITLE, published, "", text), text, published, "a.txt", TITLE)
    trace = Answerer(MemoryIndex([article], analyzer), analyzer).trace(question, date(2026, 4, 2))
    assert trace.selection is not None
    openings = trace.selection.openings
    assert openings.evidence is not None
    values = measure_scarcity(openings.evidence)
    assert values.shape == (len(openings.windows),)
    return {
        openings.evidence.core_texts[core]: float(value)
        for core, value in zip(openings.evidence.core_ids.tolist(), values.tolist(), strict=True)
    }


def test_a_word_of_one_sentence_says_more_than_a_word_of_several() -> None:
    values = measure("were the Brandol bacteria found in Pellworth or in Lindholm?")
    of_pellworth, of_lindholm = values[SENTENCES[3]], values[SENTENCES[1]]
    assert 0 <= of_lindholm < of_pellworth <= 1


def test_all_that_is_asked_beyond_the_title_is_all() -> None:
    values = measure("is the Brandol cleaner made by machines?")
    assert values[SENTENCES[3]] == pytest.approx(1)


def test_words_of_the_title_tell_no_sentences_apart() -> None:
    assert set(measure("is the Brandol cleaner recalled?").values()) == {0.0}
