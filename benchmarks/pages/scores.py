"""How much of a page an extractor reads rightly."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from benchmarks.pages.extractors import Extraction
from benchmarks.pages.sets import Page

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_FOREIGN = 15
# A standfirst is there where nearly all its shingles are: a comma may be lost, no clause.
_CONTAINED = 0.9


@dataclass(frozen=True, slots=True)
class TextScore:
    """Shingles of four words that are right, foreign and missing, as shares of all of them.

    Shares, so that long pages weigh no more than short ones, as in the article extraction
    benchmark. ``foreign_words`` are those that are more often in the text than in what belongs to
    the page; ``lost`` is the share of the body's words that are not in the text.
    """

    right: float
    foreign: float
    missing: float
    foreign_words: int
    lost: float

    @property
    def has_foreign(self) -> bool:
        """Tell whether the text holds a sentence or more of other things."""
        return self.foreign_words > _FOREIGN

    @property
    def lost_half(self) -> bool:
        """Tell whether more than half of the body is missing."""
        return self.lost > 0.5


def score_text(extraction: Extraction, page: Page) -> TextScore:
    """Score a text; a headline at its beginning is no fault."""
    right = _words("\n".join(page.body))
    text = _words(extraction.text)
    for title in (page.title, extraction.title):
        words = _words(title)
        if words and text[: len(words)] == words and right[: len(words)] != words:
            text = text[len(words) :]
    true, predicted = _shingles(right), _shingles(text)
    shared = sum((true & predicted).values())
    foreign = sum(predicted.values()) - shared
    absent = sum(true.values()) - shared
    total = max(1, shared + foreign + absent)
    belongs = [*right, *_words(page.title), *_words(extraction.title), *_words(page.authors)]
    lost = sum((Counter(right) - Counter(text)).values()) / max(1, len(right))
    return TextScore(
        shared / total,
        foreign / total,
        absent / total,
        sum((Counter(text) - Counter(belongs)).values()),
        lost,
    )


def precision_recall(scores: Sequence[TextScore]) -> tuple[float, float, float]:
    """Return the mean precision and recall, and F1 of both."""
    precision = _mean(
        score.right / (score.right + score.foreign)
        for score in scores
        if score.right + score.foreign
    )
    recall = _mean(
        score.right / (score.right + score.missing)
        for score in scores
        if score.right + score.missing
    )
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def contains(text: str, sentence: str) -> bool:
    """Tell whether a text holds a sentence."""
    wanted = _shingles(_words(sentence))
    shared = sum((wanted & _shingles(_words(text))).values())
    return shared >= _CONTAINED * sum(wanted.values())


def count_segments(extraction: Extraction, page: Page) -> Counter[str]:
    """Count which segments of a page are in a text: right, foreign, missing."""
    text = _squeeze(extraction.text)
    wanted = sum(_squeeze(segment) in text for segment in page.wanted)
    foreign = sum(_squeeze(segment) in text for segment in page.unwanted)
    return Counter(right=wanted, foreign=foreign, missing=len(page.wanted) - wanted)


def is_same_title(title: str, right: str) -> bool:
    """Tell whether two titles are the same but for white space."""
    return _squeeze(title) == _squeeze(right)


def _words(text: str | Iterable[str]) -> list[str]:
    return _WORD.findall(text if isinstance(text, str) else "\n".join(text))


def _shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    if len(words) < _SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(islice(words, start, None) for start in range(_SHINGLE)), strict=False))


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / max(1, len(numbers))
