"""Ranking: orders hits by what their day adds to their score."""

import math
from collections.abc import Callable, Sequence

from bot.answers.question.time_focus import TimeFocus
from bot.index.protocol import Hit, prefetch

_FRESH_DAYS = 14

# Chosen on questions asked in 2022 and 2023. A range has news on a question when its best
# passage matches nearly as well as the best one of all days: preferring it without that
# condition made answers to questions that name past days worse by six points.
_NEARLY = 0.9
_OUTSIDE = 0.8

# Hits of other days that are read for the days that they speak of: reading takes its time.
_READ = 30


def rank(hits: Sequence[Hit], focus: TimeFocus) -> list[Hit]:
    """Return ``hits``, best first, each with its score times 1 + exp(-age in days / 14).

    News is asked about while it is news: of two passages that match alike, the one from the
    week of the question answers it. Where the question names a range that has news on it,
    passages of other days lose. Where it has none, those that match nearly best are ordered by
    how near to it they are, and where the newest is asked for, by their day.
    """
    ranked = _ordered(hits, lambda hit: _weight((focus.at - hit.published).days))
    if focus.range is not None:
        of_range = _of_range(ranked, focus)
        if any(id(hit.ref) in of_range for hit in relevant(hits)):
            ranked = _preferring(hits, of_range, focus)
        elif focus.published:
            ranked = _dealt(ranked, hits, lambda hit: focus.distance(hit.published))
    if focus.fresh:
        ranked = _dealt(ranked, hits, lambda hit: (focus.at - hit.published).days)
    return ranked


def relevant(hits: Sequence[Hit]) -> list[Hit]:
    """Return those of ``hits``, with their scores by BM25, that match nearly best."""
    best = max((hit.score for hit in hits), default=0.0)
    return [hit for hit in hits if hit.score >= _NEARLY * best]


def _weight(days: int) -> float:
    return 1 + math.exp(-days / _FRESH_DAYS)


def _ordered(hits: Sequence[Hit], weight: Callable[[Hit], float]) -> list[Hit]:
    weighted = (Hit(hit.ref, hit.score * weight(hit)) for hit in hits)
    return sorted(weighted, key=lambda hit: -hit.score)


def _of_range(ranked: Sequence[Hit], focus: TimeFocus) -> set[int]:
    """Return which passages are of the range: by their day, or by a day that they name."""
    of_range = {id(hit.ref) for hit in ranked if focus.holds(hit.published)}
    others = [hit for hit in ranked if id(hit.ref) not in of_range][:_READ]
    prefetch(others)
    return of_range | {
        id(hit.ref) for hit in others if focus.is_named(hit.passage.text, hit.passage.article)
    }


def _preferring(hits: Sequence[Hit], of_range: set[int], focus: TimeFocus) -> list[Hit]:
    """Order hits with those of the range before others that match alike.

    A range that is over has its own present: what was published later is not fresher.
    """

    def weight(hit: Hit) -> float:
        inside = id(hit.ref) in of_range
        if not focus.is_over:
            return _weight((focus.at - hit.published).days) * (1 if inside else _OUTSIDE)
        return _weight(0) if inside else _weight(focus.distance(hit.published)) * _OUTSIDE

    return _ordered(hits, weight)


def _dealt(ranked: Sequence[Hit], hits: Sequence[Hit], distance: Callable[[Hit], int]) -> list[Hit]:
    """Deal the places and scores of the relevant hits out anew, the nearest first."""
    near = {id(hit.ref) for hit in relevant(hits)}
    dealt = iter(sorted((hit for hit in ranked if id(hit.ref) in near), key=distance))
    return [Hit(next(dealt).ref, hit.score) if id(hit.ref) in near else hit for hit in ranked]
