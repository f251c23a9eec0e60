"""Alignment: which words of an article stand for which words of a claim.

The claim is aligned as a whole with that part of an article that fits it best, by dynamic
programming with free ends on the side of the article. What a claim leaves out costs little more
where it is long than where it is short (affine gaps, as of Gotoh).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_ScoreArray = npt.NDArray[np.float64]

_ABSENCE = 1.0  # the cost of a word that the article lacks, or has another in place of
_OPENING, _EXTENSION = 1.0, 0.15  # of a run of words that the claim lacks
_EPSILON = 1e-9
_LEAST_GAIN, _MOST_GAIN = 1.0, 3.0  # of a common word, and of one that tells most


@dataclass(frozen=True, slots=True)
class Step:
    """A place of the claim and one of the article, None where the other side has a word more."""

    claim: int | None
    article: int | None
    is_match: bool


def align_words(
    claim: Sequence[str], article: Sequence[str], weights: Mapping[str, float]
) -> list[Step]:
    """Return the best alignment of a claim, from its first word in the article to its last.

    Empty where they share no word.
    """
    heaviest = max(weights.values(), default=0.0) or 1.0
    gains = [
        _LEAST_GAIN + (_MOST_GAIN - _LEAST_GAIN) * weights.get(key, 0.0) / heaviest for key in claim
    ]
    direct, scores = _score(claim, article, gains)
    steps = list(_trace(direct, scores, claim, article, gains))[::-1]
    matches = [number for number, step in enumerate(steps) if step.is_match]
    return steps[matches[0] : matches[-1] + 1] if matches else []


def _score(
    claim: Sequence[str], article: Sequence[str], gains: Sequence[float]
) -> tuple[_ScoreArray, _ScoreArray]:
    """Return the best scores of each beginning of the claim, by where it ends in the article.

    The first array has those that do not end with a word that only the article has.
    """
    ids = {key: number for number, key in enumerate(dict.fromkeys(claim))}
    words = np.array([ids.get(key, -1) for key in article], np.int32)
    slope = _EXTENSION * np.arange(len(article) + 1)
    direct = np.zeros((len(claim) + 1, len(article) + 1))
    scores = np.zeros_like(direct)
    for row, (key, gain) in enumerate(zip(claim, gains, strict=True), 1):
        previous_row, best = scores[row - 1], direct[row]
        best[:] = previous_row - _ABSENCE
        pairs = previous_row[:-1] + np.where(words == ids[key], gain, -_ABSENCE)
        np.maximum(best[1:], pairs, out=best[1:])
        surplus = np.maximum.accumulate(best + slope) - slope - _OPENING
        np.maximum(best, surplus, out=scores[row])
    return direct, scores


def _trace(
    direct: _ScoreArray,
    scores: _ScoreArray,
    claim: Sequence[str],
    article: Sequence[str],
    gains: Sequence[float],
) -> Iterator[Step]:
    """Yield the steps of the best alignment, the last first."""
    row, column = len(claim), int(np.argmax(scores[-1]))
    while row:
        if scores[row, column] > direct[row, column]:
            costs = _OPENING + _EXTENSION * np.arange(column, 0, -1)
            origin = int(np.argmax(direct[row, :column] - costs))
            for number in range(column - 1, origin - 1, -1):
                yield Step(None, number, is_match=False)
            column = origin
        is_match = column > 0 and claim[row - 1] == article[column - 1]
        change = gains[row - 1] if is_match else -_ABSENCE
        row -= 1
        if column and abs(direct[row + 1, column] - scores[row, column - 1] - change) < _EPSILON:
            column -= 1
            yield Step(row, column, is_match)
        else:
            yield Step(row, None, is_match=False)
