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
_SHOWN = 3.5
_LIKELY = 2.0
_PER_100_CHARACTERS = 0.6
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
    are ``shown`` already, plus what the ``new`` ones that it holds add.
    """

    sentence: int
    score: float
    length: float
    shown: float
    adds: float
    new: tuple[str, ...]

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
    remaining = [_rated(number, float(scores[number]), sentences[number]) for number in order]
    chosen: list[Chosen] = []
    dropped: list[Dropped] = []
    shown: set[str] = set()
    while remaining:
        values = [rated.value(shown) for rated in remaining]
        best = max(range(len(values)), key=values.__getitem__)
        enough = _enough(chosen, values[best])
        if enough:
            left = zip(remaining, values, strict=True)
            dropped.extend(Dropped(rated.number, enough, value) for rated, value in left)
            break
        rated = remaining.pop(best)
        before = [sentences[one.sentence] for one in chosen]
        same = next((n for n, other in enumerate(before) if _same(rated.sentence, other)), None)
        if not _fits(rated.sentence, before):
            dropped.append(Dropped(rated.number, Reason.ROOM, values[best]))
        elif same is not None:
            dropped.append(Dropped(rated.number, Reason.SAME, values[best], same))
        else:
            chosen.append(rated.chosen(shown))
            shown.update(rated.sentence.answers)
    return Choice(tuple(chosen), tuple(dropped))


@dataclass(frozen=True, slots=True)
class _Rated:
    """A sentence, its score, what its length costs and what all its candidates are worth."""

    number: int
    sentence: Quotable
    score: float
    length: float
    worth: float

    def value(self, shown: set[str]) -> float:
        new = self._new(shown)
        return self.score - self.length - self._repeats(shown, new) + _LIKELY * new

    def chosen(self, shown: set[str]) -> Chosen:
        new = self._new(shown)
        keys = tuple(key for key in self.sentence.answers if key not in shown)
        repeats = self._repeats(shown, new)
        return Chosen(self.number, self.score, self.length, repeats, _LIKELY * new, keys)

    def _new(self, shown: set[str]) -> float:
        if not shown:
            return self.worth
        return sum(value for key, value in self.sentence.answers.items() if key not in shown)

    def _repeats(self, shown: set[str], new: float) -> float:
        if not shown:
            return 0.0
        return _SHOWN * (1 - new / self.worth if self.worth else 1.0)


def _rated(number: int, score: float, sentence: Quotable) -> _Rated:
    length = _PER_100_CHARACTERS * sentence.letters / 100
    return _Rated(number, sentence, score, length, sum(sentence.answers.values()))


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
    """Tell whether two sentences overlap, or share most of their words."""
    if one.article.id == other.article.id and (
        one.span.start < other.span.end and other.span.start < one.span.end
    ):
        return True
    smaller = min(len(one.terms), len(other.terms))
    return len(one.terms & other.terms) > _NEAR_DUPLICATE * smaller
