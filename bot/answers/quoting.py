"""Quoting: chooses the set of sentences that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bot.answers.answer import Quote
from bot.answers.quotables import Quotable
from bot.answers.trees import Floats

MOST_QUOTES = 7
MOST_CHARACTERS = 900

# Found on questions asked in 2022 and 2023.
_SHOWN = 2.5
_LIKELY = 2.0
_PER_100_CHARACTERS = 0.9
_FURTHEST_BEHIND = 6.0

_POOL = 40
_NEAR_DUPLICATE = 0.5


class Reason(StrEnum):
    """Why a sentence that was ranked is not quoted."""

    SAME = "says the same"
    ROOM = "no room"
    BEHIND = "too far behind"
    FULL = "enough quotes"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that is quoted, by its number, and what its value is made of.

    ``value`` is ``score``, less what its ``length`` costs, less what it costs that candidates
    are ``shown`` already, plus what the ``new`` ones that it holds, by their numbers, add.
    """

    sentence: int
    score: float
    length: float
    shown: float
    adds: float
    new: tuple[int, ...]

    @property
    def value(self) -> float:
        """Return what put it before the others that were left."""
        return self.score - self.length - self.shown + self.adds


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that is not quoted, by its number; ``quote`` is the one that says the same."""

    sentence: int
    reason: Reason
    value: float
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What is quoted, best first, and what is not and why."""

    chosen: tuple[Chosen, ...]
    dropped: tuple[Dropped, ...]


def quotes(sentences: Sequence[Quotable], made: Choice) -> tuple[Quote, ...]:
    """Return what was chosen as quotes."""
    chosen = ((sentences[one.sentence], one.value) for one in made.chosen)
    return tuple(Quote(sentence.article, sentence.span, value) for sentence, value in chosen)


def choice(sentences: Sequence[Quotable], scores: Floats) -> Choice:
    """Choose the sentences that together most likely hold the answer.

    Each is the sentence with the best score, plus what its candidates for the answer are
    worth, less the share of that worth that is shown already, less its length. Of two that
    say the same, only the better one is shown.
    """
    order = np.argsort(-scores, kind="stable")[:_POOL].tolist()
    remaining = [_Rated(number, sentences[number], float(scores[number])) for number in order]
    chosen: list[Chosen] = []
    dropped: list[Dropped] = []
    shown: set[int] = set()
    while remaining:
        rated = max(remaining, key=lambda one: one.value)
        enough = _enough(chosen, rated.value)
        if enough:
            dropped.extend(Dropped(rated.number, enough, rated.value) for rated in remaining)
            break
        remaining.remove(rated)
        before = [sentences[one.sentence] for one in chosen]
        same = next((n for n, other in enumerate(before) if _same(rated.sentence, other)), None)
        if not _fits(rated.sentence, before):
            dropped.append(Dropped(rated.number, Reason.ROOM, rated.value))
        elif same is not None:
            dropped.append(Dropped(rated.number, Reason.SAME, rated.value, same))
        else:
            chosen.append(rated.chosen(shown))
            shown.update(rated.sentence.answers)
            for one in remaining:
                one.value_beside(shown)
    return Choice(tuple(chosen), tuple(dropped))


class _Rated:
    """A sentence with its score, and its value beside what is shown already."""

    __slots__ = ("_left", "length", "number", "repeats", "score", "sentence", "value", "worth")

    def __init__(self, number: int, sentence: Quotable, score: float) -> None:
        self.number = number
        self.sentence = sentence
        self.score = score
        self.length = _PER_100_CHARACTERS * sentence.letters / 100
        self.worth = self._left = sum(sentence.answers.values())
        self.repeats = 0.0
        self.value = score - self.length + _LIKELY * self.worth

    def value_beside(self, shown: set[int]) -> None:
        """Take into account which candidates for the answer are shown."""
        answers = self.sentence.answers
        if not shown.isdisjoint(answers):
            self._left = sum(value for key, value in answers.items() if key not in shown)
        self.repeats = _SHOWN * (1 - self._left / self.worth if self.worth else 1.0)
        self.value = self.score - self.length - self.repeats + _LIKELY * self._left

    def chosen(self, shown: set[int]) -> Chosen:
        keys = tuple(key for key in self.sentence.answers if key not in shown)
        adds = _LIKELY * self._left
        return Chosen(self.number, self.score, self.length, self.repeats, adds, keys)


def _enough(chosen: Sequence[Chosen], value: float) -> Reason | None:
    """Return why nothing more is quoted, None while something may be."""
    if len(chosen) == MOST_QUOTES:
        return Reason.FULL
    if chosen and value < chosen[0].value - _FURTHEST_BEHIND:
        return Reason.BEHIND
    return None


def _fits(sentence: Quotable, chosen: Sequence[Quotable]) -> bool:
    return not chosen or sentence.letters + sum(o.letters for o in chosen) <= MOST_CHARACTERS


def _same(one: Quotable, other: Quotable) -> bool:
    """Tell whether two sentences share most of their words, or overlap."""
    smaller = min(len(one.terms), len(other.terms))
    if len(one.terms & other.terms) > _NEAR_DUPLICATE * smaller:
        return True
    # Only several sentences overlap with others: of single ones no article has to be read.
    if not (one.window or other.window) or one.article.id != other.article.id:
        return False
    return one.span.start < other.span.end and other.span.start < one.span.end
