"""Multilingual confidence: how likely a small corpus in another language answers a question.

Of few articles one is on the matter or none is, and which of the two is told by how much of the
question it has: by a logistic function, fitted to questions on invented stories in two dozen
languages, each asked with its story and without it (docs/languages.md).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.window_features import cover_articles

_FILE = "coverage.json"

COVERAGE = ("article", "title", "sentence", "lead", "unknown", "unknown_names")
"""What ``measure_coverage`` returns."""


@dataclass(frozen=True, slots=True)
class MultilingualConfidence:
    """A logistic function over what ``measure_coverage`` returns.

    ``threshold``: the least likelihood that answers.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def estimate(self, pool: SentencePool) -> float:
        """Return how likely the corpus holds the answer, from 0 to 1."""
        features = measure_coverage(pool)
        margin = self.bias + sum(self.weights[name] * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, margin))))

    def save(self, folder: Path) -> None:
        """Write what ``load_multilingual_confidence`` reads."""
        fields = {"weights": self.weights, "bias": self.bias, "threshold": self.threshold}
        (folder / _FILE).write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")


def load_multilingual_confidence(folder: Path) -> MultilingualConfidence:
    """Return what was fitted."""
    fields = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    return MultilingualConfidence(fields["weights"], fields["bias"], fields["threshold"])


def measure_coverage(pool: SentencePool) -> Mapping[str, float]:
    """Return how much of a question articles have, each a share from 0 to 1.

    ``article``, ``title``, ``sentence``: of the one that has most. ``lead``: by how much the best
    article has more than the next. ``unknown``: what no article has; ``unknown_names``: how many
    names.
    """
    coverage = np.sort(cover_articles(pool, with_titles=True))[::-1]
    words = [word for word in pool.query.words if not word.is_temporal]
    unknown = [word for word in words if not (word.df or word.alternatives)]
    return {
        "article": float(coverage[0]),
        "title": float(pool.coverage_title.max(initial=0.0)),
        "sentence": float(pool.coverage_sentence.max(initial=0.0)),
        "lead": float(coverage[0] - coverage[1]) if len(coverage) > 1 else float(coverage[0]),
        "unknown": sum(word.weight for word in unknown) / (pool.query.weight or 1.0),
        "unknown_names": float(sum(word.is_entity for word in unknown)),
    }
