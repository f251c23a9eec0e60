"""Confidence: how likely the answer stands in the quotes, from 0 to 1.

A logistic function of few features, fitted by ``python -m bot.evaluation.calibrating``.
"""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bot.answers.pool import Pool
from bot.answers.runs import Reals
from bot.answers.trees import Floats

WEIGHTS = Path(__file__).parent / "confidence.json"

_BEST_HITS = 10
_MEAN_OF = 5
_DATED_HITS = 20
_WEEK = 7
_WELL_COVERED = 0.7
_OLDEST = 90  # days: what is older is no news, however old

FEATURES = (
    "whole", "best_hits", "title", "own", "named",  # what is covered of the question
    "likeliest",  # how the candidates' scores are shaped
    "vouching",  # how many articles agree
    "oldness", "oldness_of_first", "burst",  # when they are from
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic function of features, and the least confidence with which one answers."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float

    def of(self, evidence: Reals) -> float:
        """Return the confidence that ``evidence``, in the order of ``FEATURES``, gives."""
        margin = self.bias + float(evidence @ np.array(self.weights))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, margin))))

    def save(self, path: Path) -> None:
        """Write a file that ``load_confidence`` reads."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def load_confidence(path: Path = WEIGHTS) -> Confidence:
    """Read what ``Confidence.save`` wrote."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Confidence(
        tuple(stored["names"]), tuple(stored["weights"]), stored["bias"], stored["threshold"]
    )


def evidence(pool: Pool, ages: Reals, likely: Floats) -> Reals:
    """Return the features of what was found for a question, in the order of ``FEATURES``.

    ``ages`` tell for each hit how many days it is off those that are asked about, ``likely``
    are the candidates' scores. The age of what was found says little where few articles are:
    theirs may be no corpus of news.
    """
    dated = 1 - 1 / pool.articles
    dates = pool.age[:_DATED_HITS]
    values = {
        "whole": pool.whole.max(initial=0.0),
        "best_hits": _mean_of_best(pool),
        "title": pool.title.max(initial=0.0),
        "own": pool.own.max(initial=0.0),
        "named": _named(pool),
        "likeliest": _likeliest(likely),
        "vouching": math.log1p(_count_covering(pool)),
        "oldness": dated * _oldness(ages),
        "oldness_of_first": dated * _oldness(ages[:_MEAN_OF]),
        "burst": float(np.mean(np.abs(dates - dates[0]) <= _WEEK)) if len(dates) else 0.0,
    }
    return np.array([values[name] for name in FEATURES], float)


def _mean_of_best(pool: Pool) -> float:
    best = [
        pool.titled[pool.hit == number].max(initial=0.0)
        for number in range(min(_BEST_HITS, len(pool.hits)))
    ]
    return float(np.mean(sorted(best, reverse=True)[:_MEAN_OF])) if best else 0.0


def _named(pool: Pool) -> float:
    """Return the most of the question's names that one sentence, with its title, has."""
    words = pool.query.words
    total = sum(word.weight for word in words if word.named)
    if not total:
        return 1.0
    masks = (pool.masks | pool.title_masks[pool.hit]) & pool.query.named_mask
    share = total / sum(word.weight for word in words)
    return float(pool.query.coverages(masks).max(initial=0.0)) / share


def _likeliest(likely: Floats) -> float:
    """Return how likely the best candidate is, by softmax of all."""
    return float(1 / np.exp(likely.astype(float) - likely.max()).sum()) if len(likely) else 0.0


def _count_covering(pool: Pool) -> int:
    """Return how many articles have a sentence that covers most of the question."""
    covering: list[int] = pool.article[pool.hit[pool.titled >= _WELL_COVERED]].tolist()
    return len(set(covering))


def _oldness(ages: Reals) -> float:
    return math.log1p(min(float(ages.min(initial=_OLDEST)), _OLDEST))
