"""Fit the confidence to questions with known answers: part of `make train`.

Trees learn to tell questions to a corpus that can answer them from the same questions to a
corpus that ended half a year before. So that old news is not always taken for a wrong answer,
some are asked late, of a corpus that ends on their original day. The trees' scores of questions
from a time that they were not trained on are then fitted to whether the reply was right.
"""

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.answers.answerer import Answerer
from bot.answers.arrays import Float32Array, FloatArray
from bot.answers.data import DATA, MULTILINGUAL_DATA
from bot.answers.selection.confidence import CONFIDENCE, FEATURES, ConfidenceModel
from bot.answers.selection.reply_quotes import make_quotes
from bot.answers.trees import Trees
from bot.evaluation.calibration import EARLIER
from bot.evaluation.questions import quotes_contain_answer
from bot.evaluation.runs import CHARACTERS
from bot.evaluation.truncated_index import TruncatedIndex
from bot.index.library import IndexConfig, open_library
from bot.index.protocol import Index
from bot.language.analyzer import Analyzer
from training.boosting import average_trees, fit_trees
from training.folds import Folds
from training.people import AskedQuestion, read_people, read_quiz

_SEED = 20260107
_DELAY_DAYS = (30, 700)
_DELAY_WEIGHT = 0.1
_WRONG_WEIGHT = 0.2  # how much a wrong reply counts as one to a question without an answer
_CUT_WEIGHT = 0.2  # of a question to a corpus that ended before: there are too many of them
RIGHT_LOSS = 0.006  # of the questions that can be answered: right, and refused nevertheless
NEAREST_RATE = 0.12  # of the same, for what is said to be only the nearest
_ASKED_WEIGHT = 6.0  # of a question that people wrote so that nothing answers it
_STEPS = 30
_RIDGE = 1e-6
_FOLDS = 4
_SEEDS = (1, 2, 3)
_TREES = 80
# Less coverage or older articles never make an answer surer: without this, the trees may say
# anything of what they have never seen.
RISING = frozenset(
    "coverage_passage best_hits best_passages coverage_title coverage_sentence coverage_entities"
    " bm25_by_weight top_likelihood top_candidate top_votes top_sentence agreeing_articles"
    " coverage_new opening_score opening_coverage opening_entities opening_content"
    " opening_has_rarest opening_worth".split()
)
FALLING = frozenset(
    "oldness oldness_of_first largest_uncovered missing_share missing_names days_ahead".split()
)
_PARAMETERS = {
    "objective": "binary",
    "monotone_constraints": [(name in RISING) - (name in FALLING) for name in FEATURES],
    "num_leaves": 6,
    "learning_rate": 0.06,
    "min_data_in_leaf": 40,
    "lambda_l2": 10.0,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """What was found for a question.

    ``features``: those of the confidence; shape (FEATURES,).
    ``is_right``: whether the reply contains an answer.
    ``truncated``: whether the corpus cannot answer: mostly, since it ended half a year before.
    """

    features: Float32Array
    is_right: bool
    weight: float
    truncated: bool


def draw_samples(
    questions: Sequence[AskedQuestion],
    index: Index,
    analyzer: Analyzer,
    folds: Folds,
    *,
    is_multilingual: bool = False,
) -> Iterator[list[Sample]]:
    """Yield the samples that each question gives, ranked by what does not know it."""
    randomness = random.Random(_SEED)  # noqa: S311 - a draw, not a secret
    ready = Answerer(index, analyzer)
    ready = ready.with_multilingual_ranking() if is_multilingual else ready
    for question in questions:
        answerer = ready.with_trees(folds.select(question.at))
        day, cut = question.at, question.at - EARLIER
        late = day + timedelta(days=randomness.randint(*_DELAY_DAYS))
        samples = []
        cases = [(day, day, 1.0), (late, day, _DELAY_WEIGHT), (day, cut, _CUT_WEIGHT)]
        if not question.is_answerable:
            cases = [(day, day, _ASKED_WEIGHT)]
        for at, last, weight in cases:
            trace = answerer.with_index(TruncatedIndex(index, last)).trace(question.text, at)
            selection = trace.selection
            if selection is None:
                continue
            quotes = make_quotes(selection.choice)
            texts = [quote.text for quote in quotes]
            is_hopeless = last == cut or not question.is_answerable
            is_right = not is_hopeless and quotes_contain_answer(
                texts, question.answers, CHARACTERS[0]
            )
            samples.append(Sample(selection.confidence_features, is_right, weight, is_hopeless))
        yield samples


def fit_confidence(samples: Sequence[Sequence[Sample]]) -> ConfidenceModel:
    """Return the model that fits the samples of questions, which are in the order of their time.

    At its threshold, RIGHT_LOSS of the questions that can be answered are refused though the reply
    would be right: of those that would be wrong many more.
    """
    scores: list[float] = []
    for start, end in pairwise(len(samples) * fold // _FOLDS for fold in range(_FOLDS + 1)):
        trees = _learn([*samples[:start], *samples[end:]])
        scores += (
            float(trees.score(sample.features[None, :])[0])
            for group in samples[start:end]
            for sample in group
        )
    every_sample = [sample for group in samples for sample in group]
    return calibrate_trees(_learn(samples), np.array(scores), every_sample)


def calibrate_trees(trees: Trees, scores: FloatArray, samples: Sequence[Sample]) -> ConfidenceModel:
    """Return the model by ``trees``, given out-of-sample ``scores`` of the samples.

    A logistic function makes them likelihoods: Platt (1999), "Probabilistic outputs for support
    vector machines".
    """
    labels = np.array([sample.is_right for sample in samples], float)
    weights = np.array([sample.weight for sample in samples])
    table = np.column_stack([scores, np.ones(len(scores))])
    line = np.zeros(2)
    for _ in range(_STEPS):
        likelihoods = 1 / (1 + np.exp(-(table @ line)))
        gradient = table.T @ (weights * (likelihoods - labels))
        curvature = weights * likelihoods * (1 - likelihoods)
        hessian = (table.T * curvature) @ table + _RIDGE * np.eye(2)
        line = line - np.linalg.solve(hessian, gradient)
    margins = table @ line
    answerable = np.array([not s.truncated and s.weight == 1 for s in samples])

    is_right = np.array([sample.is_right for sample in samples])
    right_margins = np.sort(margins[answerable & is_right])
    lost = int(RIGHT_LOSS * np.sum(answerable))
    slope, bias = line.tolist()
    return ConfidenceModel(
        trees,
        round(slope, 5),
        round(bias, 5),
        _to_likelihood(right_margins[min(lost, len(right_margins) - 1)]),
        _to_likelihood(np.quantile(margins[answerable], NEAREST_RATE)),
    )


def _to_likelihood(margin: float) -> float:
    return round(1 / (1 + math.exp(-float(margin))), 3)


def _learn(samples: Sequence[Sequence[Sample]]) -> Trees:
    """Return trees that tell questions that can be answered from those to a cut corpus."""
    every_sample = [sample for group in samples for sample in group]
    wrong = [sample for sample in every_sample if not (sample.truncated or sample.is_right)]
    labels = [not sample.truncated for sample in every_sample] + [False] * len(wrong)
    weights = [
        sample.weight * (1 if sample.truncated or sample.is_right else 1 - _WRONG_WEIGHT)
        for sample in every_sample
    ] + [sample.weight * _WRONG_WEIGHT for sample in wrong]
    rows = np.array([sample.features for sample in (*every_sample, *wrong)], np.float32)
    return average_trees(
        fit_trees(
            rows,
            np.array(labels),
            FEATURES,
            _PARAMETERS,
            _TREES,
            seed,
            weight=np.array(weights),
        )
        for seed in _SEEDS
    )


def main() -> None:
    """Fit to the questions up to a day, and write what Answerer reads."""
    parser = argparse.ArgumentParser(description="Fit the confidence: `make train`.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="the folder for the index")
    parser.add_argument("--until", type=date.fromisoformat, default=date(2023, 12, 31))
    parser.add_argument("--only-multilingual", action="store_true", help="leave that of English")
    arguments = parser.parse_args()
    analyzer = Analyzer()
    library, _ = open_library([arguments.articles], IndexConfig(arguments.data, "disk"), analyzer)
    questions = sorted(
        (
            question
            for question in (
                *read_quiz(arguments.questions, arguments.until),
                *read_people(arguments.until),
            )
        ),
        key=lambda question: question.at,
    )
    for data, copies, is_multilingual in (
        (DATA, arguments.data, False),
        (MULTILINGUAL_DATA, arguments.data / "multilingual", True),
    ):
        if is_multilingual or not arguments.only_multilingual:
            folds = Folds.load(copies, data)
            samples = draw_samples(
                questions, library.index, analyzer, folds, is_multilingual=is_multilingual
            )
            fit_confidence(list(samples)).save(data / CONFIDENCE.name)
            print(f"{data.name}: fitted to {len(questions):,} questions")


if __name__ == "__main__":
    main()
