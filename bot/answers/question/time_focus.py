"""Time focus: the days that a question is about, and what was published or speaks of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot.articles.article import Article
from bot.index.protocol import Hit, Snapshot
from bot.index.search_terms import SearchTerm
from bot.language.languages import is_english
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
_FRESH = frozenset("latest newest recent recently now nowadays current currently today".split())


@dataclass(frozen=True)
class TimeFocus:
    """The days that a question is about.

    ``at``: the day on which it is asked.
    ``range``: the days that it names, or None.
    ``fresh``: whether it asks for the newest.
    ``words``: those of its words, as written, that only say when: what is published at that
    time need not hold them.
    """

    at: date
    range: DayRange | None
    fresh: bool
    words: frozenset[str] = frozenset()

    @cached_property
    def published(self) -> tuple[date, date] | None:
        """Return the first and last day on which news of the range was published.

        None if the question names no range, or one that begins after the day ``at``.
        """
        if self.range is None:
            return None
        first = self.range.first or date.min
        last = min(_add_delay(self.range.last or date.max), self.at)
        return (first, last) if first <= last else None

    @property
    def is_over(self) -> bool:
        """Tell whether all news of the range was published before the day of the question."""
        return self.published is not None and self.published[1] < self.at

    def distance(self, published: date) -> int:
        """Return the days between a publication and the range, or the day of the question."""
        first, last = self.published or (self.at, self.at)
        return max((first - published).days, (published - last).days, 0)

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
        if self.range is None:
            return False
        return (self.range.first or date.min) <= first and last <= (self.range.last or date.max)

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
    return TimeFocus(at, time.range, time.fresh, frozenset(words))


def search_focused(
    terms: Sequence[SearchTerm], top_k: int, snapshot: Snapshot, focus: TimeFocus
) -> list[Hit]:
    """Return the best passages up to the question's day, with the best ones of its range."""
    hits = snapshot.search(terms, top_k, until=focus.at)
    if focus.published is None or len(hits) < top_k:
        return hits
    since, until = focus.published
    inside = snapshot.search(terms, top_k, since=since, until=until)
    outside = [hit for hit in hits if not focus.includes(hit.published)]
    return sorted([*inside, *outside], key=lambda hit: -hit.score)


def _add_delay(day: date) -> date:
    return day + _DELAY if day <= date.max - _DELAY else day
