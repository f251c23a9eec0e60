"""Question readings: a question as it may be meant, and by which of these it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

_LIKELIHOOD_VALUE = 0.08  # of a unit of likelihood, in confidence


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question as it was written, and the word that was searched for instead."""

    word: str
    replacement: str


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A question as it may be meant; ``likelihood``, a logarithm, compares it with its others."""

    question: str
    corrections: tuple[Correction, ...] = ()
    likelihood: float = 0.0


def choose_reading(readings: Sequence[QuestionReading], confidences: Sequence[float]) -> int:
    """Return the number of the reading to answer by, given the confidence of each answer.

    That with the highest confidence, as far as its likelihood allows.
    """
    values = [
        confidence + _LIKELIHOOD_VALUE * reading.likelihood
        for reading, confidence in zip(readings, confidences, strict=True)
    ]
    return values.index(max(values))
