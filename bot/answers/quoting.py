"""Quoting: chooses the set of sentences that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bot.answers.answer import Quote
from bot.answers.quotables import Quotable
from bot.answers.ragged import Places, Reals
from bot.answers.trees import Floats

MOST_QUOTES = 7
MOST_CHARACTERS = 900

# Found on questions asked in 2022 and 2023.
_SHOWN = 2.5
_LIKELY = 2.0
_PER_100_CHARACTERS = 0.8
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


def choice(sentences: Sequence[Quotable], scores: Floats, answers: Reals) -> Choice:
    """Choose the sentences that together most likely hold the answer.

    ``answers`` say how likely each candidate is the answer that each sentence holds, of shape
    (sentences, candidates), 0 for what it does not hold. Each that is chosen is the sentence
    with the best score, plus what its candidates are worth, less the share of that worth that
    is shown already, less its length. Of two that say the same, only the better one is shown.
    """
    rated = _Rated(np.argsort(-scores, kind="stable")[:_POOL], sentences, scores, answers)
    chosen: list[Chosen] = []
    shown: list[tuple[Quotable, frozenset[int]]] = []
    dropped: list[Dropped] = []
    while rated.left:
        place, value = rated.best()
        number = int(rated.numbers[place])
        enough = _enough(chosen, value)
        if enough:
            dropped.extend(Dropped(number, enough, value) for number, value in rated.others())
            break
        rated.remove(place)
        sentence = sentences[number]
        terms = frozenset(sentence.terms)
        same = next((n for n, other in enumerate(shown) if _same(sentence, terms, *other)), None)
        if not _fits(sentence, [other for other, _ in shown]):
            dropped.append(Dropped(number, Reason.ROOM, value))
        elif same is not None:
            dropped.append(Dropped(number, Reason.SAME, value, same))
        else:
            chosen.append(rated.show(place))
            shown.append((sentence, terms))
    return Choice(tuple(chosen), tuple(dropped))


class _Rated:
    """Sentences by ``numbers``, and their values beside what is shown already."""

    def __init__(
        self, numbers: Places, sentences: Sequence[Quotable], scores: Floats, answers: Reals
    ) -> None:
        self.numbers = numbers
        self.left = len(numbers)
        letters = np.array([sentences[number].letters for number in numbers.tolist()], np.float64)
        self._scores = scores[numbers].astype(np.float64)
        self._lengths = _PER_100_CHARACTERS * letters / 100
        self._new = answers[numbers]
        self._worth = self._new.sum(axis=1)
        self._adds = _LIKELY * self._worth
        self._repeats = np.zeros(len(numbers))
        self._gone = np.zeros(len(numbers))

    @property
    def _values(self) -> Reals:
        values: Reals = self._scores - self._lengths - self._repeats + self._adds - self._gone
        return values

    def best(self) -> tuple[int, float]:
        """Return the place of the best one that is left, and its value."""
        values = self._values
        place = int(np.argmax(values))
        return place, float(values[place])

    def others(self) -> list[tuple[int, float]]:
        """Return the numbers and values of all that are left."""
        left = self._gone == 0
        return list(zip(self.numbers[left].tolist(), self._values[left].tolist(), strict=True))

    def remove(self, place: int) -> None:
        """Take out the sentence at a place."""
        self._gone[place] = np.inf
        self.left -= 1

    def show(self, place: int) -> Chosen:
        """Return the sentence at a place as chosen; the others' values take account of it."""
        new = np.flatnonzero(self._new[place])
        chosen = Chosen(
            int(self.numbers[place]), float(self._scores[place]), float(self._lengths[place]),
            float(self._repeats[place]), float(self._adds[place]), tuple(new.tolist()),
        )  # fmt: skip
        self._new[:, new] = 0
        left = self._new.sum(axis=1)
        share = np.divide(left, self._worth, out=np.zeros_like(left), where=self._worth > 0)
        self._repeats = _SHOWN * (1 - share)
        self._adds = _LIKELY * left
        return chosen


def _enough(chosen: Sequence[Chosen], value: float) -> Reason | None:
    """Return why nothing more is quoted, None while something may be."""
    if len(chosen) == MOST_QUOTES:
        return Reason.FULL
    if chosen and value < chosen[0].value - _FURTHEST_BEHIND:
        return Reason.BEHIND
    return None


def _fits(sentence: Quotable, chosen: Sequence[Quotable]) -> bool:
    return not chosen or sentence.letters + sum(o.letters for o in chosen) <= MOST_CHARACTERS


def _same(one: Quotable, terms: frozenset[int], other: Quotable, others: frozenset[int]) -> bool:
    """Tell whether two sentences, of these terms, share most of their words, or overlap."""
    if len(terms & others) > _NEAR_DUPLICATE * min(len(terms), len(others)):
        return True
    # Only several sentences overlap with others: of single ones no article has to be read.
    if not (one.window or other.window) or one.article.id != other.article.id:
        return False
    return one.span.start < other.span.end and other.span.start < one.span.end
