"""Calibrating: fits the confidence to questions with known answers: part of `make train`.

Trees learn to tell questions of a corpus that can answer them from the same questions of a
corpus that ended half a year before. So that old news is not always taken for a wrong answer,
some are asked late, of a corpus that ends at their own day. What the trees say of questions of
a time that they did not learn from is then fitted to whether the reply was right.
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
from bot.answers.confidence import CONFIDENCE, FEATURES, Confidence
from bot.answers.quoting import quotes
from bot.answers.ragged import Reals
from bot.answers.trees import Floats, Trees
from bot.evaluation.calibration import EARLIER
from bot.evaluation.match import says_within
from bot.evaluation.questions import Question, read_questions
from bot.evaluation.run import CHARACTERS
from bot.evaluation.truncated_index import TruncatedIndex
from bot.index.library import IndexConfig, open_library
from bot.index.protocol import Index
from bot.language.analyzer import Analyzer
from training.boosting import boosted, mean

_SEED = 20260107
_LATE = (30, 700)  # days
_LATE_WEIGHT = 0.1
_WRONG_WEIGHT = 0.2  # how much a wrong reply counts as one to a question that none answers
REFUSED = 0.65  # of the questions to a cut corpus
_STEPS = 30
_RIDGE = 1e-6
_FOLDS = 4
_SEEDS = (1, 2, 3)
_TREES = 80
# No question is surer for being covered less, or for what was found being older: without this,
# trees say anything of what they never saw.
RISING = frozenset(
    "whole best_hits best_passages title own named matched likeliest candidate votes sentence"
    " vouching new".split()
)
FALLING = frozenset(("oldness", "oldness_of_first"))
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
    """What was found for a question, whether the corpus was ``cut``, and the reply right."""

    evidence: Floats
    right: bool
    weight: float
    truncated: bool


def samples(
    questions: Sequence[Question], index: Index, analyzer: Analyzer
) -> Iterator[list[Sample]]:
    """Yield the samples that each question gives."""
    chance = random.Random(_SEED)  # noqa: S311 - a draw, not a secret
    bot = Answerer(index, analyzer)
    for question in questions:
        late = question.at + timedelta(days=chance.randint(*_LATE))
        own, cut = question.at, question.at - EARLIER
        found = []
        for at, last, weight in ((own, own, 1.0), (late, own, _LATE_WEIGHT), (own, cut, 1.0)):
            steps = bot.on(TruncatedIndex(index, last)).trace(question.text, at)
            if steps.weighed is None:
                continue
            chosen = steps.weighed.chosen
            texts = [q.text for q in quotes(chosen.quotables.sentences, chosen.choice)]
            right = last != cut and says_within(texts, question.answers, CHARACTERS[-1])
            found.append(Sample(steps.weighed.evidence, right, weight, last == cut))
        yield found


def fit(found: Sequence[Sequence[Sample]]) -> Confidence:
    """Return the confidence that fits the samples of questions in the order of their time.

    Its threshold is where so many of the questions to a cut corpus are refused.
    """
    scores: list[float] = []
    for start, end in pairwise(len(found) * fold // _FOLDS for fold in range(_FOLDS + 1)):
        apart = _learn([*found[:start], *found[end:]])
        scores += (
            float(apart.score(one.evidence[None, :])[0]) for of in found[start:end] for one in of
        )
    return calibrated(_learn(found), np.array(scores), [one for of in found for one in of])


def calibrated(trees: Trees, scores: Reals, found: Sequence[Sample]) -> Confidence:
    """Return the confidence by ``trees`` whose ``scores`` of these samples are fair.

    A logistic function makes them likelihoods: Platt (1999), "Probabilistic outputs for support
    vector machines".
    """
    right = np.array([one.right for one in found], float)
    weight = np.array([one.weight for one in found])
    table = np.column_stack([scores, np.ones(len(scores))])
    line = np.zeros(2)
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(table @ line)))
        slope = table.T @ (weight * (likely - right))
        curve = (table.T * (weight * likely * (1 - likely))) @ table + _RIDGE * np.eye(2)
        line = line - np.linalg.solve(curve, slope)
    unsure = float(np.quantile(table[[one.truncated for one in found]] @ line, REFUSED))
    least = 1 / (1 + math.exp(-unsure))
    return Confidence(trees, round(float(line[0]), 5), round(float(line[1]), 5), round(least, 3))


def _learn(found: Sequence[Sequence[Sample]]) -> Trees:
    """Return trees that tell questions that can be answered from those to a cut corpus."""
    every = [one for of in found for one in of]
    wrong = [one for one in every if not (one.truncated or one.right)]
    answerable = [not one.truncated for one in every] + [False] * len(wrong)
    weight = [
        one.weight * (1 if one.truncated or one.right else 1 - _WRONG_WEIGHT) for one in every
    ] + [one.weight * _WRONG_WEIGHT for one in wrong]
    table = np.array([one.evidence for one in (*every, *wrong)], np.float32)
    return mean(
        boosted(
            table,
            np.array(answerable),
            FEATURES,
            _PARAMETERS,
            _TREES,
            seed,
            weight=np.array(weight),
        )
        for seed in _SEEDS
    )


def main() -> None:
    """Fit to the questions up to a day, and write what Answerer reads."""
    parser = argparse.ArgumentParser(description="Fit the confidence: `make train`.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="where the index is kept")
    parser.add_argument("--until", type=date.fromisoformat, default=date(2023, 12, 31))
    given = parser.parse_args()
    analyzer = Analyzer()
    library, _ = open_library([given.articles], IndexConfig(given.data, "disk"), analyzer)
    lines = given.questions.read_text("utf-8").splitlines()
    asked = read_questions(lines, "at", given.until).questions
    known = [question for question in asked if question.at <= given.until]
    fit_to(known, library.index, analyzer).save(CONFIDENCE)
    print(f"{CONFIDENCE}: {len(FEATURES)} features, fitted to {len(known):,} questions")


def fit_to(questions: Sequence[Question], index: Index, analyzer: Analyzer) -> Confidence:
    """Return the confidence that is fitted to these questions."""
    known = sorted(questions, key=lambda question: question.at)
    return fit(list(samples(known, index, analyzer)))


if __name__ == "__main__":
    main()
