"""Digest: the stories of a day, the most told first."""

from dataclasses import replace
from datetime import date

from bot.answers.answer import Answer
from bot.answers.kinds.browse import answer_browse
from bot.answers.question.filters.language_preference import prefer_language
from bot.answers.question.time_focus import TimeFocus
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import find_language
from bot.language.temporal.calendar import DayRange


def write_digest(
    snapshot: Snapshot, analyzer: Analyzer, day: date, at: date, reader: str = ""
) -> Answer | None:
    """Return the stories of ``day`` as they are known on the day ``at``; None without any.

    ``reader``: the tag of a language whose articles are preferred, where there are some of that
    day.
    """
    focus, stats = TimeFocus(at, DayRange(day, day), False), snapshot.stats(until=at)
    for source in (prefer_language(snapshot, find_language(reader), at), snapshot):
        if source.openings(1, since=day, until=day):
            answer = answer_browse("", at, source, stats, analyzer, focus)
            # Where a day has few stories, those of the days around it come after them.
            quotes = tuple(quote for quote in answer.quotes if quote.article.published == day)
            if quotes:
                return replace(answer, quotes=quotes)
    return None
