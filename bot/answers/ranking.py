"""Ranking: orders hits by what their day adds to their score."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.index.base import Hit

_FRESH_DAYS = 14


def rank(hits: Sequence[Hit], at: date) -> list[Hit]:
    """Return ``hits``, best first, each with its score times 1 + exp(-age in days / 14).

    News is asked about while it is news: of two passages that match alike, the one from the
    week of the question answers it.
    """
    ranked = [replace(hit, score=hit.score * _freshness(hit, at)) for hit in hits]
    return sorted(ranked, key=lambda hit: -hit.score)


def _freshness(hit: Hit, at: date) -> float:
    return 1 + math.exp(-(at - hit.published).days / _FRESH_DAYS)
