"""Quoting: chooses the set of sentences that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bot.answers.arrays import Float32Array, FloatArray, IdArray
from bot.answers.selection.quotables import Quotable

MAX_QUOTES = 7
MAX_CHARACTERS = 900

# Found on questions asked in 2022 and 2023.
_REPETITION_COST = 2.5
_LIKELIHOOD_GAIN = 2.0
_COST_PER_100_CHARACTERS = 0.8
_MAX_GAP = 6.0

_CONSIDERED_SENTENCES = 40
_NEAR_DUPLICATE = 0.5


class DropReason(StrEnum):
    """Why a sentence that was ranked is not quoted."""

    DUPLICATE = "says the same"
    NO_ROOM = "no room"
    LOW_VALUE = "too far behind"
    ENOUGH = "enough quotes"


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence that is quoted, and what its value is made of.

    ``sentence``: its number among the quotables.
    ``length_cost``: what its length costs.
    ``repetition_cost``: what it costs that its candidates are in a quote already.
    ``candidate_gain``: what its new candidates add.
    ``new_candidates``: the numbers of those.
    """

    sentence: int
    score: float
    length_cost: float
    repetition_cost: float
    candidate_gain: float
    new_candidates: tuple[int, ...]

    @property
    def value(self) -> float:
        """Return what put it before the others that were left."""
        return self.score - self.length_cost - self.repetition_cost + self.candidate_gain


@dataclass(frozen=True, slots=True)
class Drop:
    """A sentence that is not quoted; ``quote`` is the number of the pick that says the same.

    ``quotable``: the sentence, where another says the same.
    """

    sentence: int
    reason: DropReason
    value: float
    quote: int | None = None
    quotable: Quotable | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What is quoted, best first, and what is not and why.

    ``quotables``: what each pick quotes: its sentence, of the first with what stands around it.
    """

    picks: tuple[Pick, ...]
    drops: tuple[Drop, ...]
    quotables: tuple[Quotable, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What is quoted first: a sentence, and the window in which it is shown.

    ``answer_likelihoods``: how likely each candidate in the window is the answer.
    """

    sentence: int
    window: Quotable
    answer_likelihoods: FloatArray


def rate_sentences(
    sentences: Sequence[Quotable], scores: Float32Array, answer_likelihoods: FloatArray
) -> FloatArray:
    """Return the value of each sentence as if nothing were quoted yet, of shape (sentences,)."""
    lengths = np.array([sentence.length for sentence in sentences], np.float64)
    values: FloatArray = (
        scores.astype(np.float64)
        - _COST_PER_100_CHARACTERS * lengths / 100
        + _LIKELIHOOD_GAIN * answer_likelihoods.sum(axis=1)
    )
    return values


def choose_sentences(
    sentences: Sequence[Quotable],
    scores: Float32Array,
    answer_likelihoods: FloatArray,
    opening: Opening | None = None,
) -> Choice:
    """Choose the sentences that together most likely hold the answer.

    ``answer_likelihoods`` are of shape (sentences, candidates), 0 for what a sentence does not
    hold. ``opening`` is quoted first. Each pick after it is the sentence with the best score,
    plus what its candidates are worth, less the share of that worth that is quoted already, less
    its length. Of two that say the same, only the better one is picked.
    """
    best = np.argsort(-scores, kind="stable")[:_CONSIDERED_SENTENCES]
    if opening and opening.sentence not in best:
        best = np.append(best[:-1], opening.sentence)
    contest = _Contest(best, sentences, scores, answer_likelihoods)
    picks: list[Pick] = []
    quotes: list[Quotable] = []
    drops: list[Drop] = []
    characters = 0
    best_value = contest.find_best()[1] if contest.size else 0.0
    if opening and contest.size:
        place = int(np.flatnonzero(contest.numbers == opening.sentence)[0])
        contest.remove(place)
        picks.append(contest.pick(place, opening.answer_likelihoods))
        quotes.append(opening.window)
        characters += opening.window.length
    while contest.size:
        place, value = contest.find_best()
        end = _reason_to_stop(picks, best_value - value)
        if end:
            drops.extend(Drop(number, end, value) for number, value in contest.list_remaining())
            break
        contest.remove(place)
        number = int(contest.numbers[place])
        sentence = sentences[number]
        duplicate = _find_duplicate(sentence, quotes)
        if quotes and characters + sentence.length > MAX_CHARACTERS:
            drops.append(Drop(number, DropReason.NO_ROOM, value))
        elif duplicate is not None:
            drops.append(Drop(number, DropReason.DUPLICATE, value, duplicate, sentence))
        else:
            picks.append(contest.pick(place))
            quotes.append(sentence)
            characters += sentence.length
    return Choice(tuple(picks), tuple(drops), tuple(quotes))


class _Contest:
    """The sentences that may still be picked, and their values given what is picked already."""

    def __init__(
        self,
        numbers: IdArray,
        sentences: Sequence[Quotable],
        scores: Float32Array,
        answer_likelihoods: FloatArray,
    ) -> None:
        self.numbers = numbers
        self.size = len(numbers)
        lengths = np.array([sentences[number].length for number in numbers.tolist()], np.float64)
        self._scores = scores[numbers].astype(np.float64)
        self._length_costs = _COST_PER_100_CHARACTERS * lengths / 100
        self._new_likelihoods = answer_likelihoods[numbers]
        self._worth = self._new_likelihoods.sum(axis=1)
        self._gains = _LIKELIHOOD_GAIN * self._worth
        self._repetition_costs = np.zeros(len(numbers))
        self._removal_costs = np.zeros(len(numbers))

    @property
    def _values(self) -> FloatArray:
        values: FloatArray = (
            self._scores - self._length_costs - self._repetition_costs + self._gains
            - self._removal_costs
        )  # fmt: skip
        return values

    def find_best(self) -> tuple[int, float]:
        """Return the place of the best sentence, and its value."""
        values = self._values
        place = int(np.argmax(values))
        return place, float(values[place])

    def list_remaining(self) -> list[tuple[int, float]]:
        """Return the numbers and values of all sentences that were not removed."""
        remains = self._removal_costs == 0
        return list(
            zip(self.numbers[remains].tolist(), self._values[remains].tolist(), strict=True)
        )

    def remove(self, place: int) -> None:
        """Take out the sentence at a place."""
        self._removal_costs[place] = np.inf
        self.size -= 1

    def pick(self, place: int, answer_likelihoods: FloatArray | None = None) -> Pick:
        """Return the sentence at a place as a pick, and lower the others' values accordingly.

        ``answer_likelihoods``: those of all that is quoted with it.
        """
        new = np.flatnonzero(
            self._new_likelihoods[place] if answer_likelihoods is None else answer_likelihoods
        )
        pick = Pick(
            int(self.numbers[place]), float(self._scores[place]),
            float(self._length_costs[place]), float(self._repetition_costs[place]),
            float(self._gains[place]), tuple(new.tolist()),
        )  # fmt: skip
        self._new_likelihoods[:, new] = 0
        new_worth = self._new_likelihoods.sum(axis=1)
        has_worth = self._worth > 0
        share = np.divide(new_worth, self._worth, out=np.zeros_like(new_worth), where=has_worth)
        self._repetition_costs = _REPETITION_COST * (1 - share)
        self._gains = _LIKELIHOOD_GAIN * new_worth
        return pick


def _reason_to_stop(picks: Sequence[Pick], gap: float) -> DropReason | None:
    """Return why nothing more is quoted, None while something may be."""
    if len(picks) == MAX_QUOTES:
        return DropReason.ENOUGH
    if picks and gap > _MAX_GAP:
        return DropReason.LOW_VALUE
    return None


def _find_duplicate(sentence: Quotable, quotes: Sequence[Quotable]) -> int | None:
    """Return the number of the first quote that says the same, None without one."""
    for number, quote in enumerate(quotes):
        if _says_same(sentence, quote):
            return number
    return None


def _says_same(sentence: Quotable, quote: Quotable) -> bool:
    """Tell whether two sentences share most of their words, or overlap."""
    shorter = min(len(sentence.terms), len(quote.terms))
    if len(sentence.terms & quote.terms) > _NEAR_DUPLICATE * shorter:
        return True
    # Only several sentences overlap with others: for single ones no article has to be read.
    if not (sentence.context or quote.context) or (
        sentence.hit.ref.article_key != quote.hit.ref.article_key
    ):
        return False
    return sentence.span.start < quote.span.end and quote.span.start < sentence.span.end
