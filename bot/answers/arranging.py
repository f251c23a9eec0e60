"""Arranging: orders quotes by day where that is asked, and says how they fit the days asked."""

from collections.abc import Sequence
from datetime import date

from bot.answers.answer import Quote
from bot.answers.question.time_focus import TimeFit, TimeFocus
from bot.answers.ranking import relevant
from bot.index.protocol import Hit


def arranged(
    quotes: Sequence[Quote], matched: Sequence[Hit], focus: TimeFocus
) -> tuple[Quote, ...]:
    """Return ``quotes``, the newest first where the question asks for the newest.

    Only those change places that are of articles which match nearly best.
    """
    if not focus.fresh:
        return tuple(quotes)
    near = {hit.passage.article.id for hit in relevant(matched)}
    moving = [quote for quote in quotes if quote.article.id in near]
    newest = iter(sorted(moving, key=lambda quote: quote.article.published, reverse=True))
    return tuple(next(newest) if quote.article.id in near else quote for quote in quotes)


def fit(quotes: Sequence[Quote], focus: TimeFocus, last: date | None) -> TimeFit:
    """Return how ``quotes`` fit the days asked, of articles that end with the day ``last``."""
    newest = last if focus.fresh and last is not None and last < focus.at else None
    nearest = None
    if quotes and focus.published and not any(_is_of_range(quote, focus) for quote in quotes):
        days = (quote.article.published for quote in quotes)
        nearest = min(days, key=lambda day: (focus.distance(day), focus.at - day))
    return TimeFit(focus.range, nearest, newest)


def _is_of_range(quote: Quote, focus: TimeFocus) -> bool:
    article = quote.article
    return focus.holds(article.published) or focus.is_named(quote.text, article)
