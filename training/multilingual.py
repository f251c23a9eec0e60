"""Fit what ranks and refuses in languages other than English to invented stories.

Both functions know no language, so that they hold in languages that have no stories: a conditional
logit chooses the window that is read first, and a logistic function tells whether a small corpus
answers, from each question asked with its story and without it, as it is written and in a hurry.
Part of `make train`.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from bot.answers.arrays import BoolArray, FloatArray
from bot.answers.data import MULTILINGUAL_DATA
from bot.answers.features.multilingual_evidence import COLUMNS, build_multilingual_features
from bot.answers.selection.multilingual_confidence import (
    COVERAGE,
    MultilingualConfidence,
    measure_coverage,
)
from bot.answers.selection.multilingual_model import MultilingualModel
from bot.answers.trace import AnswerTrace
from bot.dateline import Dateline
from bot.language.languages.lookup import ENGLISH
from tests.languages.stories import (
    ASKED_ON,
    DEVELOPMENT,
    StoryQuestion,
    find_story,
    list_languages,
    read_questions,
    write_articles,
)

_WINDOW_PENALTY, _CONFIDENCE_PENALTY = 1.5, 1.0
_UNANSWERABLE_WEIGHT = 4.0  # of a question that no story answers: there are few of them
_THRESHOLD, _NEAREST = 0.45, 0.15
_MOST_STORIES = 10  # of a language


@dataclass(frozen=True, slots=True)
class _WindowSample:
    """The windows of one question: their features, and which hold the answer."""

    features: FloatArray
    is_right: BoolArray


def fit_window_weights(samples: Sequence[_WindowSample]) -> FloatArray:
    """Return the weights that make the right windows likeliest; shape (COLUMNS,)."""
    samples = [s for s in samples if s.is_right.any() and not s.is_right.all()]
    rows = np.vstack([sample.features for sample in samples])
    is_right = np.concatenate([sample.is_right for sample in samples]).astype(float)
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    table = (rows - mean) / deviation
    sizes = np.array([len(sample.is_right) for sample in samples])
    starts, groups = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        scores = table @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        total, right = (np.add.reduceat(part, starts) for part in (powers, powers * is_right))
        gradient = table.T @ (powers * is_right / right[groups] - powers / total[groups])
        value = -np.log(right / total).sum() + _WINDOW_PENALTY / 2 * weights @ weights
        return float(value), -gradient + _WINDOW_PENALTY * weights

    result = minimize(loss, np.zeros(len(COLUMNS)), jac=True, method="L-BFGS-B")
    weights: FloatArray = result.x / deviation
    return weights


def fit_coverage(
    rows: FloatArray, labels: FloatArray, importance: FloatArray
) -> MultilingualConfidence:
    """Return the logistic function that tells rows of ``COVERAGE`` apart."""
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    table = np.column_stack([(rows - mean) / deviation, np.ones(len(rows))])

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        margins = table @ weights
        penalty = np.append(weights[:-1], 0.0) * _CONFIDENCE_PENALTY
        value = (importance * (np.logaddexp(0, margins) - labels * margins)).sum()
        likelihoods = 1 / (1 + np.exp(-margins))
        gradient = table.T @ (importance * (likelihoods - labels)) + penalty
        return float(value + penalty @ weights / 2), gradient

    weights = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x
    scaled = weights[:-1] / deviation
    named = dict(zip(COVERAGE, np.round(scaled, 3).tolist(), strict=True))
    bias = round(float(weights[-1] - scaled @ mean), 3)
    return MultilingualConfidence(named, bias, _THRESHOLD, _NEAREST)


def main() -> None:
    """Fit both, and write what Answerer reads."""
    windows: list[_WindowSample] = []
    coverages: list[tuple[list[float], float, float]] = []
    for left_out in (None, *range(_MOST_STORIES)):
        for question, trace in _trace_questions(left_out):
            if trace.pool is None or trace.selection is None:
                continue
            is_there = bool(question.answers) and left_out is None
            weight = 1.0 if question.answers else _UNANSWERABLE_WEIGHT
            coverages.append(([*measure_coverage(trace.pool).values()], float(is_there), weight))
            openings = trace.selection.openings
            if is_there and openings.evidence:
                scores = trace.selection.opening_scores.astype(float)
                features = build_multilingual_features(openings.evidence, scores).astype(float)
                windows.append(_WindowSample(features, _label(openings.windows, question)))
    MultilingualModel(fit_window_weights(windows)).save(MULTILINGUAL_DATA)
    rows, labels, importance = (np.array(column) for column in zip(*coverages, strict=True))
    fit_coverage(rows, labels, importance).save(MULTILINGUAL_DATA)
    print(f"{MULTILINGUAL_DATA.name}: fitted to {len(windows)} questions on stories")


def _label(windows: Sequence[object], question: StoryQuestion) -> BoolArray:
    texts = [window.span.slice(window.article.text) for window in windows]  # type: ignore[attr-defined]
    return np.array([any(answer in text for answer in question.answers) for text in texts], bool)


def _trace_questions(left_out: int | None) -> Iterator[tuple[StoryQuestion, AnswerTrace]]:
    """Yield the questions with their traces: all, or those on the story that is left out."""
    with tempfile.TemporaryDirectory() as folder:
        write_articles(DEVELOPMENT, Path(folder), left_out)
        with Dateline.open(folder) as dateline:
            for language in list_languages():
                if language == ENGLISH.code:  # has a ranking of its own
                    continue
                for question in read_questions(DEVELOPMENT, language):
                    if left_out is None or find_story(DEVELOPMENT, question) == left_out:
                        day = date.fromisoformat(ASKED_ON)
                        for text in dict.fromkeys((question.text, _hurry(question.text))):
                            yield question, dateline.answerer.trace(text, day)


def _hurry(question: str) -> str:
    """Return a question as it is typed in a hurry: in lower case, without its question marks."""
    return question.lower().strip(" ¿?？؟;")


if __name__ == "__main__":
    main()
