"""Calibration: whether the bot's confidence says how often it is right, and when it cannot be."""

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from bot.answers.answer import Answer
from bot.answers.answerer import Answerer
from bot.errors import DatelineError
from bot.evaluation.match import says_within
from bot.evaluation.questions import Question
from bot.evaluation.run import CHARACTERS
from bot.evaluation.truncated_index import TruncatedIndex
from bot.index.protocol import Index
from bot.language.analyzer import Analyzer
from bot.system.progress import Progress, no_progress

EARLIER = timedelta(days=183)
"""How far before its question a corpus is cut to hold no answer."""

_BINS = 10


class CalibrationError(DatelineError):
    """Say why the pictures cannot be written, and what to do."""

    def __init__(self, folder: Path, fault: str) -> None:
        self.folder = folder
        super().__init__(f"{folder}: {fault}; give --calibration a folder of yours")


@dataclass(frozen=True, slots=True)
class CalibrationQuestion:
    """What became of one question: the confidence, whether quotes were shown and hold an answer.

    ``answerable`` is false where the corpus was cut, so that nothing in it can answer: then
    no reply is right.
    """

    answerable: bool
    confidence: float
    answered: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """What became of questions that can be answered, and of others that cannot."""

    asked: tuple[CalibrationQuestion, ...]

    @property
    def area(self) -> float | None:
        """Return the area under the ROC curve: how often an answerable one has more confidence."""
        yes, no = self._confidences(answerable=True), self._confidences(answerable=False)
        if not yes or not no:
            return None
        pairs = np.array(yes)[:, None] - np.array(no)[None, :]
        return float(np.mean((pairs > 0) + (pairs == 0) / 2))

    @property
    def answered(self) -> float | None:
        """Return the share of the answerable ones that are answered."""
        return _mean([one.answered for one in self.asked if one.answerable])

    @property
    def refused(self) -> float | None:
        """Return the share of the others that are refused."""
        return _mean([not one.answered for one in self.asked if not one.answerable])

    def roc(self) -> list[tuple[float, float]]:
        """Return the share of the others and of the answerable ones above each threshold."""
        yes, no = self._confidences(answerable=True), self._confidences(answerable=False)
        levels = sorted({one.confidence for one in self.asked}, reverse=True)
        return [
            (0.0, 0.0),
            *(
                (float(np.mean(np.array(no) >= level)), float(np.mean(np.array(yes) >= level)))
                for level in levels
            ),
        ]

    def reliability(self) -> list[tuple[float, float, int]]:
        """Return for tenths of confidence: its mean, how often the answer was shown, how many.

        Refusals are no replies and are not counted.
        """
        found = []
        for place in range(_BINS):
            within = [
                one
                for one in self.asked
                if one.answered and min(_BINS - 1, int(one.confidence * _BINS)) == place
            ]
            if within:
                mean = float(np.mean([one.confidence for one in within]))
                found.append((mean, float(np.mean([one.right for one in within])), len(within)))
        return found

    def lines(self) -> Iterator[str]:
        """Yield what a person reads."""
        counts = [sum(one.answerable == yes for one in self.asked) for yes in (True, False)]
        yield f"Confidence, on {counts[0]:,} questions and {counts[1]:,} asked of a cut corpus:"
        for name, value in self.to_json().items():
            yield f"{name:<34}{'-' if value is None else f'{value:.3f}'}"

    def to_json(self) -> dict[str, float | None]:
        """Return the three figures by name."""
        return {
            "area under the ROC curve": _rounded(self.area),
            "answerable, answered": _rounded(self.answered),
            "not answerable, refused": _rounded(self.refused),
        }

    def draw(self, folder: Path) -> None:
        """Write calibration.png into ``folder``: reliability beside the ROC curve."""
        matplotlib: Any = importlib.import_module("matplotlib")
        matplotlib.use("Agg")
        pyplot: Any = importlib.import_module("matplotlib.pyplot")
        figure, (left, right) = pyplot.subplots(1, 2, figsize=(8, 4), layout="constrained")
        for axes in (left, right):
            axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        bins = self.reliability()
        left.plot([mean for mean, _, _ in bins], [share for _, share, _ in bins], marker="o")
        left.set(xlabel="confidence", ylabel="answer in the reply", title="Reliability")
        if self.area is not None:
            across, up = zip(*self.roc(), strict=True)
            right.plot(across, up)
            right.set(title=f"ROC, area {self.area:.2f}")
        right.set(xlabel="not answerable, yet answered", ylabel="answerable, answered")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            figure.savefig(folder / "calibration.png", dpi=80)
        except OSError as error:
            raise CalibrationError(folder, f"it cannot be written ({error.strerror})") from None
        finally:
            pyplot.close(figure)

    def _confidences(self, *, answerable: bool) -> list[float]:
        return [one.confidence for one in self.asked if one.answerable == answerable]


def calibrate(
    questions: Sequence[Question],
    index: Index,
    analyzer: Analyzer,
    cut: date | None = None,
    track: Progress = no_progress,
) -> Calibration:
    """Ask what can be answered and what cannot.

    With a day ``cut`` the corpus ends there: questions up to it can be answered, later ones
    cannot. Without, each question is asked of the whole corpus, and of one that ended half a
    year before it.
    """
    asked: list[CalibrationQuestion] = []
    whole = Answerer(index if cut is None else TruncatedIndex(index, cut), analyzer)
    for question in track(questions, "Calibrating", len(questions)):
        answerable = cut is None or question.at <= cut
        asked.append(_ask(whole, question, answerable=answerable))
        if cut is None:
            earlier = whole.on(TruncatedIndex(index, question.at - EARLIER))
            asked.append(_ask(earlier, question, answerable=False))
    return Calibration(tuple(asked))


def _ask(answerer: Answerer, question: Question, *, answerable: bool) -> CalibrationQuestion:
    answer: Answer = answerer.answer(question.text, question.at)
    texts = [quote.text for quote in answer.quotes]
    # Where nothing can answer, what is right there by chance is no answer.
    right = answerable and says_within(texts, question.answers, CHARACTERS[-1])
    return CalibrationQuestion(answerable, answer.confidence, bool(texts), right)


def _mean(values: Sequence[bool]) -> float | None:
    return float(np.mean(values)) if values else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
