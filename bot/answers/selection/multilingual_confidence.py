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

from bot.answers.arrays import FloatArray, MaskArray, make_ragged
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.window_features import cover_articles
from bot.language.annotations import KINDS
from bot.language.mentions.mention_kind import Kind

_FILE = "coverage.json"

COVERAGE = ("article", "title", "sentence", "lead", "unknown", "unknown_names", "names")
"""What ``measure_coverage`` returns."""


@dataclass(frozen=True, slots=True)
class MultilingualConfidence:
    """A logistic function over what ``measure_coverage`` returns.

    ``threshold``: the least likelihood that answers. ``nearest``: the least with which an article
    that has a name of the question is worth showing as the nearest.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float
    nearest: float

    def estimate(self, coverage: Mapping[str, float]) -> float:
        """Return how likely the corpus holds the answer, from 0 to 1."""
        margin = self.bias + sum(self.weights[name] * value for name, value in coverage.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, margin))))

    def has_nearest(self, coverage: Mapping[str, float], likelihood: float) -> bool:
        """Tell whether an unlikely answer is worth showing, marked as the nearest."""
        return self.nearest <= likelihood < self.threshold and coverage["names"] > 0

    def save(self, folder: Path) -> None:
        """Write what ``load_multilingual_confidence`` reads."""
        fields = {
            "weights": self.weights,
            "bias": self.bias,
            "threshold": self.threshold,
            "nearest": self.nearest,
        }
        (folder / _FILE).write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")


def load_multilingual_confidence(folder: Path) -> MultilingualConfidence:
    """Return what was fitted."""
    fields = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    return MultilingualConfidence(**fields)


def measure_coverage(pool: SentencePool) -> Mapping[str, float]:
    """Return how much of a question articles have, each a share from 0 to 1.

    ``article``, ``title``, ``sentence``: of the one that has most. ``lead``: by how much the best
    article has more than the next. ``unknown``: what no article has; ``unknown_names``: how many
    names. ``names``: what the best article has as a name, however the question writes it.
    """
    by_article = cover_articles(pool, with_titles=True)
    coverage = np.sort(by_article)[::-1]
    words = [word for word in pool.query.words if not word.is_temporal]
    unknown = [word for word in words if not (word.df or word.alternatives)]
    return {
        "article": float(coverage[0]),
        "title": float(pool.coverage_title.max(initial=0.0)),
        "sentence": float(pool.coverage_sentence.max(initial=0.0)),
        "lead": float(coverage[0] - coverage[1]) if len(coverage) > 1 else float(coverage[0]),
        "unknown": sum(word.weight for word in unknown) / (pool.query.weight or 1.0),
        "unknown_names": float(sum(word.is_entity for word in unknown)),
        "names": float(_cover_names(pool)[int(np.argmax(by_article))]),
    }


def _cover_names(pool: SentencePool) -> FloatArray:
    """Return how much of the question the names in each article have; shape (articles,)."""
    annotations = pool.annotations
    masks: MaskArray = np.zeros(pool.article_count, np.int64)
    if len(annotations.kinds):
        parts = make_ragged(annotations.part_counts)
        terms = make_ragged(annotations.part_lengths)
        term_masks = pool.query.term_masks(annotations.part_terms)
        by_mention = parts.reduce(np.bitwise_or, terms.reduce(np.bitwise_or, term_masks, 0), 0)
        is_name = annotations.kinds == KINDS.index(Kind.NAME)
        sentences = make_ragged(annotations.counts).list_ids()[is_name]
        np.bitwise_or.at(masks, pool.article_ids[pool.hit_ids[sentences]], by_mention[is_name])
    return pool.query.coverages(masks)
