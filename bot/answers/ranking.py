"""Ranking: orders hits and quotes by their score and by the days that are asked for."""

import math
from collections.abc import Callable, Sequence
from datetime import date

from bot.answers.answer import Quote
from bot.answers.question.time_focus import TimeFit, TimeFocus
from bot.index.protocol import Hit, prefetch

_FRESH_DAYS = 14

# Chosen on questions asked in 2022 and 2023. A range has news on a question when its best
# passage matches nearly as well as the best one of all days: preferring it without that
# condition made answers to questions that name past days worse by six points.
_NEARLY = 0.9
_OUTSIDE_FACTOR = 0.8

# The share of the best score from which a passage of the range holds what was asked about.
_SHARE_OF_BEST = 0.5

# Hits of other days that are read for the days that they speak of: reading takes its time.
_READ_HITS = 30


def rank_hits(hits: Sequence[Hit], focus: TimeFocus) -> list[Hit]:
    """Return ``hits``, best first, each with its score times 1 + exp(-age in days / 14).

    News is asked about while it is news: of two passages that match equally well, the one from
    the week of the question answers it. If the question names a range that has news on it,
    passages from other days lose. If it has none, those that match nearly best are ordered by
    how near to it they are, and if the newest is asked for, by their day.
    """
    order = _order_by(hits, lambda hit: _recency_prior((focus.at - hit.published).days))
    if focus.range is not None:
        inside = _find_inside(order, select_near_best(hits), focus)
        if inside:
            order = _prefer_inside(hits, inside, focus)
        elif focus.published:
            order = _reorder_near_best(order, hits, lambda hit: focus.distance(hit.published))
    if focus.fresh:
        order = _reorder_near_best(order, hits, lambda hit: (focus.at - hit.published).days)
    return order


def select_near_best(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits, with their scores by BM25, that match nearly as well as the best one."""
    best = max((hit.score for hit in hits), default=0.0)
    return [hit for hit in hits if hit.score >= _NEARLY * best]


def reorder_quotes(
    quotes: Sequence[Quote], matches: Sequence[Hit], focus: TimeFocus
) -> tuple[Quote, ...]:
    """Return ``quotes``, the newest first if the question asks for the newest.

    Only those change places whose articles match nearly best. ``matches`` are hits with their
    scores by BM25.
    """
    if not focus.fresh:
        return tuple(quotes)
    near_best = {hit.passage.article.id for hit in select_near_best(matches)}
    movable = [quote for quote in quotes if quote.article.id in near_best]
    newest = iter(sorted(movable, key=lambda quote: quote.article.published, reverse=True))
    return tuple(next(newest) if quote.article.id in near_best else quote for quote in quotes)


def assess_fit(
    quotes: Sequence[Quote], focus: TimeFocus, last: date | None, matches: Sequence[Hit] = ()
) -> TimeFit:
    """Return how ``quotes`` fit the days asked for, in a corpus that ends on the day ``last``.

    That these days have nothing is said only if none of the ``matches``, with their scores by
    BM25, is from them and holds much of what the best one holds.
    """
    newest = last if focus.fresh and last is not None and last < focus.at else None
    nearest = None
    if (
        quotes
        and focus.published
        and not any(_is_in_range(quote, focus) for quote in quotes)
        and not _has_news(matches, focus)
    ):
        days = (quote.article.published for quote in quotes)
        nearest = min(days, key=lambda day: (focus.distance(day), focus.at - day))
    return TimeFit(focus.range, nearest, newest)


def _has_news(matches: Sequence[Hit], focus: TimeFocus) -> bool:
    threshold = _SHARE_OF_BEST * max((hit.score for hit in matches), default=0.0)
    return any(focus.includes(hit.published) and hit.score >= threshold for hit in matches)


def _is_in_range(quote: Quote, focus: TimeFocus) -> bool:
    article = quote.article
    return focus.includes(article.published) or focus.is_named(quote.text, article)


def _recency_prior(days: int) -> float:
    return 1 + math.exp(-days / _FRESH_DAYS)


def _order_by(hits: Sequence[Hit], factor: Callable[[Hit], float]) -> list[Hit]:
    """Return hits with their scores times a factor, best first."""
    weighted_hits = (Hit(hit.ref, hit.score * factor(hit)) for hit in hits)
    return sorted(weighted_hits, key=lambda hit: -hit.score)


def _find_inside(hits: Sequence[Hit], near_best: Sequence[Hit], focus: TimeFocus) -> set[int]:
    """Return the ids of passages in the range: by their day, or by a day that they name.

    None where none of those that match nearly best is in it, so that no other has to be read.
    """
    inside = {id(hit.ref) for hit in hits if focus.includes(hit.published)}
    outside = [hit for hit in hits if id(hit.ref) not in inside][:_READ_HITS]
    best = {id(hit.ref) for hit in near_best}
    if best.isdisjoint(inside):
        inside |= _find_naming([hit for hit in outside if id(hit.ref) in best], focus)
        if best.isdisjoint(inside):
            return set()
        outside = [hit for hit in outside if id(hit.ref) not in best]
    return inside | _find_naming(outside, focus)


def _find_naming(hits: Sequence[Hit], focus: TimeFocus) -> set[int]:
    """Return the ids of passages that name a day in the range."""
    prefetch(hits)
    return {id(hit.ref) for hit in hits if focus.is_named(hit.passage.text, hit.passage.article)}


def _prefer_inside(hits: Sequence[Hit], inside: set[int], focus: TimeFocus) -> list[Hit]:
    """Order hits with those of the range before others that match equally well.

    A range that is over has its own present: what was published later is not fresher.
    """

    def factor(hit: Hit) -> float:
        is_inside = id(hit.ref) in inside
        if not focus.is_over:
            prior = _recency_prior((focus.at - hit.published).days)
            return prior * (1 if is_inside else _OUTSIDE_FACTOR)
        if is_inside:
            return _recency_prior(0)
        return _recency_prior(focus.distance(hit.published)) * _OUTSIDE_FACTOR

    return _order_by(hits, factor)


def _reorder_near_best(
    order: Sequence[Hit], hits: Sequence[Hit], distance: Callable[[Hit], int]
) -> list[Hit]:
    """Give the places and scores of the near-best hits to the same hits, the nearest first."""
    near_best = {id(hit.ref) for hit in select_near_best(hits)}
    nearest = iter(sorted((hit for hit in order if id(hit.ref) in near_best), key=distance))
    return [Hit(next(nearest).ref, hit.score) if id(hit.ref) in near_best else hit for hit in order]
