"""Confidence: how likely the answer stands in the quotes, from 0 to 1.

Learned trees say how much a question looks like one that its corpus can answer; a logistic
function makes that a likelihood. Both are fitted by ``python -m training.confidence``.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.answers.data import DATA
from bot.answers.features.candidate_features import COLUMNS
from bot.answers.features.candidates import Candidates
from bot.answers.features.sentence_pool import Pool
from bot.answers.ragged import Reals
from bot.answers.trees import Floats, Trees, load_trees, save_trees

CONFIDENCE = DATA / "confidence.json"

_BEST_HITS = 10
_MEAN_OF = 5
_DATED_HITS = 20
_WEEK = 7
_WELL_COVERED = 0.7
_OLDEST = 90  # days: what is older is no news, however old
_NEW, _OLD = 14, 60  # days
_NONE = -5.0  # what nothing scores

# Of the question, in one passage with its title: 199 in 200 questions that were answered right
# have more. Below, the trees have seen next to nothing, and may say anything.
_LEAST_COVERED = 0.4

FEATURES = (
    "whole", "best_hits", "best_passages", "title", "own", "named",  # what is covered
    "weight", "matched", "last_hit",  # how much there is to cover, and how well it was found
    "likeliest", "candidate", "votes", "sentence", "behind",  # what may answer
    "vouching",  # how many articles agree
    "oldness", "oldness_of_first", "burst", "new", "old",  # when they are from
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Confidence:
    """Trees over features, what makes their score a likelihood, and the least that answers."""

    trees: Trees
    slope: float
    bias: float
    threshold: float

    def of(self, evidence: Floats) -> float:
        """Return the confidence that ``evidence``, in the order of ``FEATURES``, gives."""
        if evidence[FEATURES.index("whole")] < _LEAST_COVERED:
            return 0.0
        margin = self.bias + self.slope * float(self.trees.score(evidence[None, :])[0])
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, margin))))

    def save(self, path: Path) -> None:
        """Write what ``load_confidence`` reads: a file, and the trees beside it."""
        numbers = {"slope": self.slope, "bias": self.bias, "threshold": self.threshold}
        path.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
        save_trees(self.trees, path.with_suffix(".npz"))


def load_confidence(path: Path = CONFIDENCE) -> Confidence:
    """Read what ``Confidence.save`` wrote."""
    numbers = json.loads(path.read_text(encoding="utf-8"))
    return Confidence(load_trees(path.with_suffix(".npz")), **numbers)


def evidence(
    pool: Pool, ages: Reals, candidates: Candidates, likely: Floats, scores: Floats
) -> Floats:
    """Return the features of what was found for a question, in the order of ``FEATURES``.

    ``ages`` tell for each hit how many days it is off those that are asked about, ``likely``
    are the candidates' scores, ``scores`` those of the sentences. The age of what was found
    says little where few articles are: theirs may be no corpus of news.
    """
    dated = 1 - 1 / pool.articles
    dates = pool.age[:_DATED_HITS]
    weight = sum(word.weight for word in pool.query.words)
    best = np.sort(scores)[::-1]
    first = int(np.argmax(likely)) if len(likely) else None
    values = {
        "whole": pool.whole.max(initial=0.0),
        "best_hits": _mean_of_best(pool),
        "best_passages": _mean_of_passages(pool),
        "title": pool.title.max(initial=0.0),
        "own": pool.own.max(initial=0.0),
        "named": _named(pool),
        "weight": weight,
        "matched": pool.hits[0].score / max(weight, 1e-9),
        "last_hit": pool.relevance[-1],
        "likeliest": _likeliest(likely),
        "candidate": _NONE if first is None else likely[first],
        "votes": 0.0 if first is None else candidates.rows[first, COLUMNS.index("votes")],
        "sentence": best[0] if len(best) else _NONE,
        "behind": best[0] - best[_MEAN_OF - 1] if len(best) >= _MEAN_OF else 0.0,
        "vouching": math.log1p(_count_covering(pool)),
        "oldness": dated * _oldness(ages),
        "oldness_of_first": dated * _oldness(ages[:_MEAN_OF]),
        "burst": float(np.mean(np.abs(dates - dates[0]) <= _WEEK)) if len(dates) else 0.0,
        "new": pool.whole[(ages <= _NEW)[pool.hit]].max(initial=0.0),
        "old": pool.whole[(ages > _OLD)[pool.hit]].max(initial=0.0),
    }
    return np.array([values[name] for name in FEATURES], np.float32)


def _mean_of_passages(pool: Pool) -> float:
    """Return how much of the question the best of the first passages cover."""
    first = pool.whole[(pool.place == 0) & (pool.hit < _DATED_HITS)]
    return float(np.sort(first)[-_MEAN_OF:].mean()) if len(first) else 0.0


def _mean_of_best(pool: Pool) -> float:
    if not len(pool):
        return 0.0
    best = np.maximum.reduceat(pool.titled, np.flatnonzero(pool.place == 0))[:_BEST_HITS]
    return float(np.sort(best)[-_MEAN_OF:].mean())


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
