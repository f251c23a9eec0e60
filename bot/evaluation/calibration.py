"""Calibration: whether the confidence says how often answers are right, and when none can be."""

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answers.answer import Answer
from bot.answers.answerer import Answerer
from bot.errors import DatelineError
from bot.evaluation.questions import Question, quotes_contain_answer
from bot.evaluation.runs import CHARACTERS
from bot.evaluation.truncated_index import TruncatedIndex
from bot.index.protocol import Index
from bot.language.analyzer import Analyzer
from bot.system.progress import Progress, no_progress

EARLIER = timedelta(days=183)
"""How long before a question a corpus has to end to hold no answer to it."""

_BINS = 10


class CalibrationError(DatelineError):
    """Say why the chart cannot be written, and what to do."""

    def __init__(self, folder: Path, fault: str) -> None:
        self.folder = folder
        super().__init__(f"{folder}: {fault}; give --calibration a folder that you can write to")


@dataclass(frozen=True, slots=True)
class CalibrationOutcome:
    """The reply to one question.

    ``answerable``: whether the corpus can answer it; if it ends too early, no reply is right.
    ``confidence``: that of the answer, from 0 to 1.
    ``is_answered``: whether there are quotes.
    ``is_right``: whether they contain an answer.
    """

    answerable: bool
    confidence: float
    is_answered: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """The replies to questions that can be answered, and to others that cannot."""

    outcomes: tuple[CalibrationOutcome, ...]

    @property
    def area(self) -> float | None:
        """Return the area under the ROC curve: how often an answerable one has more confidence."""
        positives, negatives = self._positives, self._negatives
        if not len(positives) or not len(negatives):
            return None
        differences = positives[:, None] - negatives[None, :]
        return float(np.mean((differences > 0) + (differences == 0) / 2))

    @property
    def answer_rate(self) -> float | None:
        """Return the share of the answerable ones that are answered."""
        return _mean([o.is_answered for o in self.outcomes if o.answerable])

    @property
    def refusal_rate(self) -> float | None:
        """Return the share of the others that are refused."""
        return _mean([not o.is_answered for o in self.outcomes if not o.answerable])

    def roc(self) -> list[tuple[float, float]]:
        """Return the share of the others and of the answerable ones above each threshold."""
        positives, negatives = self._positives, self._negatives
        levels = sorted({outcome.confidence for outcome in self.outcomes}, reverse=True)
        return [
            (0.0, 0.0),
            *(
                (float(np.mean(negatives >= level)), float(np.mean(positives >= level)))
                for level in levels
            ),
        ]

    def reliability(self) -> list[tuple[float, float, int]]:
        """Return for each tenth of confidence its mean, the share of right replies, and how many.

        Refusals are not counted.
        """
        points = []
        replies = [outcome for outcome in self.outcomes if outcome.is_answered]
        for number in range(_BINS):
            members = [o for o in replies if min(_BINS - 1, int(o.confidence * _BINS)) == number]
            if members:
                mean = float(np.mean([o.confidence for o in members]))
                share = float(np.mean([o.is_right for o in members]))
                points.append((mean, share, len(members)))
        return points

    def lines(self) -> Iterator[str]:
        """Yield a table for people to read."""
        counts = f"{len(self._positives):,} questions and {len(self._negatives):,}"
        yield f"Confidence, on {counts} asked of a cut corpus:"
        for name, value in self.to_json().items():
            yield f"{name:<34}{'-' if value is None else f'{value:.3f}'}"

    def to_json(self) -> dict[str, float | None]:
        """Return the three figures by name."""
        return {
            "area under the ROC curve": _round(self.area),
            "answerable, answered": _round(self.answer_rate),
            "not answerable, refused": _round(self.refusal_rate),
        }

    def draw(self, folder: Path) -> None:
        """Write calibration.png into ``folder``: reliability beside the ROC curve."""
        matplotlib: Any = importlib.import_module("matplotlib")
        matplotlib.use("Agg")
        pyplot: Any = importlib.import_module("matplotlib.pyplot")
        figure, (left_axes, right_axes) = pyplot.subplots(
            1, 2, figsize=(8, 4), layout="constrained"
        )
        for axes in (left_axes, right_axes):
            axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        bins = self.reliability()
        left_axes.plot([mean for mean, _, _ in bins], [share for _, share, _ in bins], marker="o")
        left_axes.set(xlabel="confidence", ylabel="answer in the reply", title="Reliability")
        if self.area is not None:
            false_rates, true_rates = zip(*self.roc(), strict=True)
            right_axes.plot(false_rates, true_rates)
            right_axes.set(title=f"ROC, area {self.area:.2f}")
        right_axes.set(xlabel="not answerable, yet answered", ylabel="answerable, answered")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            figure.savefig(folder / "calibration.png", dpi=80)
        except OSError as error:
            raise CalibrationError(folder, f"it cannot be written ({error.strerror})") from None
        finally:
            pyplot.close(figure)

    @property
    def _positives(self) -> NDArray[np.float64]:
        """The confidences in questions that can be answered."""
        return np.array([o.confidence for o in self.outcomes if o.answerable], np.float64)

    @property
    def _negatives(self) -> NDArray[np.float64]:
        """The confidences in questions that cannot be answered."""
        return np.array([o.confidence for o in self.outcomes if not o.answerable], np.float64)


def calibrate(
    questions: Sequence[Question],
    index: Index,
    analyzer: Analyzer,
    cut: date | None = None,
    track: Progress = no_progress,
) -> Calibration:
    """Ask questions that can be answered and others that cannot.

    If there is a day ``cut``, the corpus ends there: questions up to it can be answered, later
    ones cannot. Otherwise each question is asked of the whole corpus, and of one that ended
    half a year before it.
    """
    outcomes: list[CalibrationOutcome] = []
    answerer = Answerer(index if cut is None else TruncatedIndex(index, cut), analyzer)
    for question in track(questions, "Calibrating", len(questions)):
        answerable = cut is None or question.at <= cut
        outcomes.append(_ask(answerer, question, answerable=answerable))
        if cut is None:
            earlier = answerer.with_index(TruncatedIndex(index, question.at - EARLIER))
            outcomes.append(_ask(earlier, question, answerable=False))
    return Calibration(tuple(outcomes))


def _ask(answerer: Answerer, question: Question, *, answerable: bool) -> CalibrationOutcome:
    answer: Answer = answerer.answer(question.text, question.at)
    texts = [quote.text for quote in answer.quotes]
    # If nothing can answer, what is right by chance is not an answer.
    is_right = answerable and quotes_contain_answer(texts, question.answers, CHARACTERS[-1])
    return CalibrationOutcome(answerable, answer.confidence, bool(texts), is_right)


def _mean(values: Sequence[bool]) -> float | None:
    return float(np.mean(values)) if values else None


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
