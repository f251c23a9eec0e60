"""Timing: the days that a question is about, and what was published or speaks of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot.articles.article import Article
from bot.index.protocol import Hit, Snapshot
from bot.language.languages import is_english
from bot.language.sentences import split_sentences
from bot.language.temporal.calendar import DayRange
from bot.language.temporal.resolve import find_named_dates, resolve_dates, resolve_question

# The news of a day is published up to two days later.
_LATE = timedelta(2)

# Days. No sure words of a sentence, as "last week" is, reach further from its article's day.
_RELATIVE = 14

_MOST_YEARS = 10

_WORD = re.compile(r"\w+")
_FRESH = frozenset("latest newest recent recently now nowadays current currently today".split())


@dataclass(frozen=True)
class TimeFocus:
    """The days that a question of the day ``at`` is about.

    ``range`` is None where it names none; ``fresh`` is true where it asks for the newest.
    ``words`` are those of the question, as written, that only say when: what is published at
    that time need not hold them.
    """

    at: date
    range: DayRange | None
    fresh: bool
    words: frozenset[str] = frozenset()

    @cached_property
    def published(self) -> tuple[date, date] | None:
        """Return from when to when the range's news was published.

        None where no range is named, and where it is still to come on the day ``at``.
        """
        if self.range is None:
            return None
        first = self.range.first or date.min
        last = min(_later(self.range.last or date.max), self.at)
        return (first, last) if first <= last else None

    @property
    def is_over(self) -> bool:
        """Tell whether all news of the range was published before the day asked."""
        return self.published is not None and self.published[1] < self.at

    def distance(self, published: date) -> int:
        """Return how many days a publication is off the range, or off the day asked."""
        first, last = self.published or (self.at, self.at)
        return max((first - published).days, (published - last).days, 0)

    def holds(self, published: date) -> bool:
        """Tell whether what was published on a day may be news of the range."""
        return self.published is not None and self.distance(published) == 0

    def is_named(self, text: str, article: Article) -> bool:
        """Tell whether a sentence of a text names days in the range, or means them by its words.

        It reads English; a year alone is no day of a range within the year.
        """
        if self.range is None or not is_english(article.language):
            return False
        is_near = self.distance(article.published) <= _RELATIVE
        if not (is_near or self._year.search(text)):
            return False
        return any(
            self._means(span.slice(text), article.published, is_near)
            for span in split_sentences(text)
        )

    def _means(self, sentence: str, published: date, is_near: bool) -> bool:
        named = find_named_dates(sentence) if self._year.search(sentence) else ()
        found = [(days.first, days.last) for days in named]
        if is_near:
            found += [(days.first, days.last) for days in resolve_dates(sentence, published)]
        return any(self._contains(first or date.min, last or date.max) for first, last in found)

    def _contains(self, first: date, last: date) -> bool:
        if self.range is None:
            return False
        return (self.range.first or date.min) <= first and last <= (self.range.last or date.max)

    @cached_property
    def _year(self) -> re.Pattern[str]:
        """Match what may be a year of the range: most texts have none, and are not read."""
        if self.range is None or self.range.first is None:
            return re.compile(r"\d{4}")
        first, last = self.range.first.year, (self.range.last or self.at).year
        few = range(first, min(max(first, last), first + _MOST_YEARS) + 1)
        return re.compile("|".join(map(str, few)) if last in few else r"\d{4}")


@dataclass(frozen=True, slots=True)
class TimeFit:
    """How an answer fits the days that its question asks for.

    ``range`` are the days it names. ``nearest`` is the day of the nearest quote where none is
    of the range. ``newest`` is the last day of the articles where the newest is asked for, but
    they end before the day of the question.
    """

    range: DayRange | None = None
    nearest: date | None = None
    newest: date | None = None


def focus_of(question: str, at: date) -> TimeFocus:
    """Return the days that ``question``, asked on the day ``at``, is about."""
    asked = resolve_question(question, at)
    words = {word for span in asked.spans for word in _WORD.findall(span.slice(question))}
    if asked.fresh:
        words |= {word for word in _WORD.findall(question) if word.lower() in _FRESH}
    return TimeFocus(at, asked.range, asked.fresh, frozenset(words))


def search_focused(
    terms: Sequence[str], top_k: int, snapshot: Snapshot, focus: TimeFocus
) -> list[Hit]:
    """Return the best passages up to the question's day, with the best ones of its range."""
    hits = snapshot.search(terms, top_k, until=focus.at)
    if focus.published is None or len(hits) < top_k:
        return hits
    since, until = focus.published
    inside = snapshot.search(terms, top_k, since=since, until=until)
    outside = [hit for hit in hits if not focus.holds(hit.published)]
    return sorted([*inside, *outside], key=lambda hit: -hit.score)


def _later(day: date) -> date:
    return day + _LATE if day <= date.max - _LATE else day
