"""Time focus: the days that a question is about, and what was published or speaks of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot.articles.article import Article
from bot.index.protocol import Hit, Snapshot
from bot.index.search_terms import SearchTerm
from bot.language.languages.lookup import is_english
from bot.language.sentences import split_sentences
from bot.language.temporal.calendar import DayRange
from bot.language.temporal.resolve import (
    ResolvedDate,
    find_named_dates,
    resolve_dates,
    resolve_question,
)

# The news of a day is published up to two days later.
_DELAY = timedelta(2)

# Days. No sure words of a sentence, as "last week" is, reach further from its article's day.
_RELATIVE = 14

_MAX_YEARS = 10

_WORD = re.compile(r"\w+")
# What happens at Christmas may be about Christmas.
HOLIDAY_WORDS = frozenset(
    "christmas boxing easter thanksgiving halloween valentine's patrick's"
    " ash spring summer autumn fall winter".split()
)
_FRESH = frozenset("latest newest recent recently now nowadays current currently today".split())


_ANNOUNCED = timedelta(days=14)


@dataclass(frozen=True)
class TimeFocus:
    """The days that a question is about.

    ``at``: the day on which it is asked.
    ``range``: the days that it names, or None; of several times, from the first to the last.
    ``fresh``: whether it asks for the newest.
    ``words``: those of its words, as written, that only say when: what is published at that
    time need not hold them.
    ``ranges``: the days of each time, where it names several that have no day in common.
    """

    at: date
    range: DayRange | None
    fresh: bool
    words: frozenset[str] = frozenset()
    ranges: tuple[DayRange, ...] = ()

    @cached_property
    def published(self) -> tuple[date, date] | None:
        """Return the first and last day on which news of the range was published.

        None if the question names no range, or one that begins after the day ``at``.
        """
        parts = self.published_parts
        return (min(first for first, _ in parts), max(last for _, last in parts)) if parts else None

    @cached_property
    def published_parts(self) -> tuple[tuple[date, date], ...]:
        """Return the same for each time that is named; empty where ``published`` is None."""
        ranges = self.ranges or ((self.range,) if self.range else ())
        parts = (
            (days.first or date.min, min(_add_delay(days.last or date.max), self.at))
            for days in ranges
        )
        return tuple((first, last) for first, last in parts if first <= last)

    @property
    def is_over(self) -> bool:
        """Tell whether all news of the range was published before the day of the question."""
        return self.published is not None and self.published[1] < self.at

    def distance(self, published: date) -> int:
        """Return the days between a publication and the range, or the day of the question."""
        if not self.published_parts:
            return abs((self.at - published).days)
        return min(
            max((first - published).days, (published - last).days, 0)
            for first, last in self.published_parts
        )

    def is_after(self, last: date) -> bool:
        """Tell whether all of the range is well after a day, so that articles up to it end early.

        What is announced some days ahead is news before it happens.
        """
        return self.published is not None and self.published[0] > last + _ANNOUNCED

    def includes(self, published: date) -> bool:
        """Tell whether an article of that day may be news of the range."""
        return self.published is not None and self.distance(published) == 0

    def is_named(self, text: str, article: Article) -> bool:
        """Tell whether a sentence names days in the range, or refers to them, as "on Monday" does.

        Only English is read. A year alone is not within a range that is shorter.
        """
        if self.range is None or not is_english(article.language):
            return False
        is_near = self.distance(article.published) <= _RELATIVE
        if not (is_near or self._year.search(text)):
            return False
        return any(
            self._refers_to(span.slice(text), article.published, is_near)
            for span in split_sentences(text)
        )

    def _refers_to(self, sentence: str, published: date, is_near: bool) -> bool:
        ranges: list[DayRange | ResolvedDate] = []
        if self._year.search(sentence):
            ranges += find_named_dates(sentence)
        if is_near:
            ranges += resolve_dates(sentence, published)
        return any(self._contains(days.first or date.min, days.last or date.max) for days in ranges)

    def _contains(self, first: date, last: date) -> bool:
        return any(
            (days.first or date.min) <= first and last <= (days.last or date.max)
            for days in self.ranges or ((self.range,) if self.range else ())
        )

    @cached_property
    def _year(self) -> re.Pattern[str]:
        """A pattern of the years in the range: a text without any need not be read closely."""
        if self.range is None or self.range.first is None:
            return re.compile(r"\d{4}")
        first, last = self.range.first.year, (self.range.last or self.at).year
        years = range(first, min(max(first, last), first + _MAX_YEARS) + 1)
        return re.compile("|".join(map(str, years)) if last in years else r"\d{4}")


@dataclass(frozen=True, slots=True)
class TimeFit:
    """How an answer fits the days that its question asks for.

    ``range``: the days that the question names, or None.
    ``nearest``: the day of the nearest quote, if none is from the range.
    ``newest``: the last day of the articles, if the newest is asked for and they end before
    the day of the question.
    """

    range: DayRange | None = None
    nearest: date | None = None
    newest: date | None = None


def find_focus(question: str, at: date) -> TimeFocus:
    """Return the days that ``question``, asked on the day ``at``, is about."""
    time = resolve_question(question, at)
    words = {word for span in time.spans for word in _WORD.findall(span.slice(question))}
    if time.fresh:
        words |= {word for word in _WORD.findall(question) if word.lower() in _FRESH}
    words -= {word for word in words if word.casefold() in HOLIDAY_WORDS}
    ranges = time.ranges if _is_disjoint(time.ranges) else ()
    return TimeFocus(at, time.range, time.fresh, frozenset(words), ranges)


def _is_disjoint(ranges: Sequence[DayRange]) -> bool:
    first = max((days.first for days in ranges if days.first), default=None)
    last = min((days.last for days in ranges if days.last), default=None)
    return first is not None and last is not None and first > last


def search_focused(
    terms: Sequence[SearchTerm], top_k: int, snapshot: Snapshot, focus: TimeFocus
) -> list[Hit]:
    """Return the best passages up to the question's day, with the best ones of its range."""
    hits = snapshot.search(terms, top_k, until=focus.at)
    return add_focused(hits, terms, top_k, snapshot, focus)


def add_focused(
    hits: Sequence[Hit],
    terms: Sequence[SearchTerm],
    top_k: int,
    snapshot: Snapshot,
    focus: TimeFocus,
) -> list[Hit]:
    """Return ``hits``, the best ``top_k`` up to the question's day, with the best of its range."""
    if focus.published is None or len(hits) < top_k:
        return list(hits)
    inside = [
        hit
        for since, until in focus.published_parts
        for hit in snapshot.search(terms, top_k, since=since, until=until)
    ]
    outside = [hit for hit in hits if not focus.includes(hit.published)]
    return sorted([*inside, *outside], key=lambda hit: -hit.score)


def _add_delay(day: date) -> date:
    return day + _DELAY if day <= date.max - _DELAY else day
