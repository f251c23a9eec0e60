"""Calibrating: fits the confidence to questions with known answers: part of `make train`.

Right are the questions whose answer is in the reply. Wrong ones are made by asking the same
questions of a corpus that ended half a year before. So that old news is not always taken for
a wrong answer, some are asked late, of a corpus that ends at their own day.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from bot.answers.answerer import Answerer
from bot.answers.confidence import FEATURES, WEIGHTS, Confidence, load_confidence
from bot.answers.quoting import quotes
from bot.answers.runs import Reals
from bot.evaluation.calibration import EARLIER
from bot.evaluation.cut import CutIndex
from bot.evaluation.match import says_within
from bot.evaluation.questions import Question, read_questions
from bot.evaluation.run import CHARACTERS
from bot.index.base import Index
from bot.index.library import Place, open_library
from bot.language.analyzer import Analyzer

_SEED = 20260107
_LATE = (30, 700)  # days
_LATE_WEIGHT = 0.1
REFUSED = 0.66  # of the questions to a cut corpus
_RIDGE = 1.0
_STEPS = 30


def samples(
    questions: Sequence[Question], index: Index, analyzer: Analyzer
) -> Iterator[tuple[Reals, bool, float, bool]]:
    """Yield evidence, whether the reply is right, the weight, and whether the corpus was cut."""
    chance = random.Random(_SEED)  # noqa: S311 - a draw, not a secret
    bot = Answerer(index, analyzer)
    for question in questions:
        late = question.at + timedelta(days=chance.randint(*_LATE))
        own, cut = question.at, question.at - EARLIER
        for at, last, weight in ((own, own, 1.0), (late, own, _LATE_WEIGHT), (own, cut, 1.0)):
            steps = bot.on(CutIndex(index, last)).steps(question.text, at)
            if steps.weighed is None:
                continue
            chosen = steps.weighed.chosen
            texts = [q.text for q in quotes(chosen.quotables.sentences, chosen.choice)]
            right = last != cut and says_within(texts, question.answers, CHARACTERS[-1])
            yield steps.weighed.evidence, right, weight, last == cut


def fit(rows: Reals, right: Reals, weight: Reals, cut: Reals) -> Confidence:
    """Return the logistic function of greatest likelihood, with a little shrinkage.

    Its threshold is where so many of the questions to a cut corpus are refused.
    """
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    table = np.column_stack([(rows - mean) / scale, np.ones(len(rows))])
    shrink = np.diag([_RIDGE] * rows.shape[1] + [1e-6])
    found = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(table @ found)))
        slope = table.T @ (weight * (likely - right)) + shrink @ found
        curve = (table.T * (weight * likely * (1 - likely))) @ table + shrink
        found = found - np.linalg.solve(curve, slope)
    weights = found[:-1] / scale
    made = Confidence(
        FEATURES,
        tuple(round(float(value), 5) for value in weights),
        round(float(found[-1] - weights @ mean), 5),
        0.0,
    )
    refused = [made.of(row) for row in rows[cut > 0]]
    threshold = round(float(np.quantile(refused, REFUSED)), 3) if refused else 0.0
    return Confidence(made.names, made.weights, made.bias, threshold)


def main() -> None:
    """Fit to the questions up to a day, and write what Answerer reads."""
    parser = argparse.ArgumentParser(description="Fit the confidence: `make train`.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="where the index is kept")
    parser.add_argument("--until", type=date.fromisoformat, default=date(2023, 12, 31))
    given = parser.parse_args()
    if load_confidence().names != FEATURES:
        Confidence(FEATURES, (0.0,) * len(FEATURES), 0.0, 0.0).save(WEIGHTS)
    analyzer = Analyzer()
    library, _ = open_library([given.articles], Place(given.data, "disk"), analyzer)
    lines = given.questions.read_text("utf-8").splitlines()
    asked = read_questions(lines, "at", given.until).questions
    known = [question for question in asked if question.at <= given.until]
    fit_to(known, library.index, analyzer).save(WEIGHTS)
    print(f"{WEIGHTS}: {len(FEATURES)} features, fitted to {len(known):,} questions")


def fit_to(questions: Sequence[Question], index: Index, analyzer: Analyzer) -> Confidence:
    """Return the confidence that is fitted to these questions."""
    rows, right, weight, cut = zip(*samples(questions, index, analyzer), strict=True)
    return fit(np.array(rows), np.array(right, float), np.array(weight), np.array(cut, float))


if __name__ == "__main__":
    main()
