"""Multilingual time: the days that a question names, in a language other than English."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache, partial

from bot.answers.question.multilingual.phrases import find_phrases, simplify
from bot.answers.question.time_focus import TimeFocus
from bot.language.languages.language import Language
from bot.language.span import Span
from bot.language.temporal.calendar import (
    DayRange,
    Days,
    extend_day,
    find_months,
    find_week,
    find_years,
)
from bot.localization.cldr import load_locale

_DAY = timedelta(1)
_FEW_DAYS = 7
_FULL_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[-./年년] ?(?P<m>\d{1,2})[-./月월] ?(?P<d>\d{1,2})[日号號일]?"
    r"|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>(?:19|20)\d\d))(?!\d)"
)
_NUMBER_DATE = re.compile(r"(?<!\d)(?P<m>\d{1,2})[月월] ?(?P<d>\d{1,2})[日号號일]")
_YEAR = re.compile(r"(?<![\d.,$€£])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_NEIGHBOUR_LENGTH = 12  # characters beside a weekday
_PERIODS: Mapping[str, Callable[[date], Days]] = {
    "today": extend_day,
    "yesterday": lambda at: extend_day(at - _DAY),
    "day_before_yesterday": lambda at: extend_day(at - 2 * _DAY),
    "tomorrow": lambda at: extend_day(at + _DAY),
    "this_week": find_week,
    "last_week": lambda at: find_week(at - 7 * _DAY),
    "next_week": lambda at: find_week(at + 7 * _DAY),
    "this_month": lambda at: find_months(at.year, at.month),
    "last_month": lambda at: find_months(at.year, at.month - 1),
    "this_year": lambda at: find_years(at.year, at.year),
    "last_year": lambda at: find_years(at.year - 1, at.year - 1),
    "last_days": lambda at: (at - _FEW_DAYS * _DAY, at),
}


def find_multilingual_focus(
    question: str, at: date, language: Language
) -> tuple[TimeFocus, list[Span]]:
    """Return the days that a question is about, and the words that only say when."""
    text = simplify(question, language)
    dates = [*_find_relative(text, at, language), *_find_dates(text, at, language)]
    fresh_spans = find_phrases(text, language.news.latest, language)
    coming_spans = find_phrases(text, language.time.coming, language)
    if not dates:
        dates = list(_find_years(text))
    ranges = tuple(days for _, days in dates)
    spans = [span for span, _ in dates]
    fresh = bool(fresh_spans) or bool(find_phrases(text, language.time.today, language))
    words = frozenset(word for span in spans for word in re.findall(r"\w+", span.slice(question)))
    if not ranges:
        return TimeFocus(at, None, fresh, words), [*spans, *fresh_spans, *coming_spans]
    first = max((days.first for days in ranges if days.first), default=None)
    last = min((days.last for days in ranges if days.last), default=None)
    if first and last and first > last:
        first = min(days.first for days in ranges if days.first)
        last = max(days.last for days in ranges if days.last)
    focus = TimeFocus(at, DayRange(first, last), fresh, words)
    return focus, [*spans, *fresh_spans, *coming_spans]


def _find_relative(text: str, at: date, language: Language) -> Iterator[tuple[Span, DayRange]]:
    matches = [
        (span, name)
        for name in ("coming", *_PERIODS)
        for span in find_phrases(text, getattr(language.time, name), language)
    ]
    for span, name in matches:
        # "last week's" stands inside "the week before last" and the like.
        if name in _PERIODS and not any(_contains(other, span) for other, _ in matches):
            yield from _make_range(span, at, _PERIODS[name])
    weekdays = _load_names(language.code)[1]
    for span in find_phrases(text, tuple(weekdays), language):
        number = weekdays.get(span.slice(text))
        if number is None or any(_overlap(span, other) for other, _ in matches):
            continue
        day_count = (at.weekday() - number) % 7
        if _stands_beside(text, span, language.time.next, language):
            day_count -= 7
        elif not day_count and _stands_beside(text, span, language.time.last, language):
            day_count = 7
        yield from _make_range(span, at, partial(_go_back, day_count))


def _go_back(days: int, at: date) -> Days:
    return extend_day(at - _DAY * days)


def _stands_beside(text: str, span: Span, phrases: tuple[str, ...], language: Language) -> bool:
    """Tell whether last or next stands before a weekday, or after it where it follows."""
    if language.time.last_weekday_follows:
        neighbours = text[span.end :].lstrip()[:_NEIGHBOUR_LENGTH]
    else:
        neighbours = text[: span.start].rstrip()[-_NEIGHBOUR_LENGTH:]
    return bool(find_phrases(neighbours, phrases, language))


def _make_range(
    span: Span, at: date, find: Callable[[date], Days]
) -> Iterator[tuple[Span, DayRange]]:
    """Yield a range with its words, unless it lies beyond the calendar."""
    with suppress(ValueError, OverflowError):
        yield span, DayRange(*find(at))


def _find_dates(text: str, at: date, language: Language) -> Iterator[tuple[Span, DayRange]]:
    spans: list[Span] = []
    for match in _FULL_DATE.finditer(text):
        year = match["y"] or match["y2"]
        day = _make_day(int(year), int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
        if day:
            spans.append(Span(*match.span()))
            yield spans[-1], DayRange(day, day)
    for match in (*_NUMBER_DATE.finditer(text), *_named_date(language).finditer(text)):
        span = Span(*match.span())
        if any(_overlap(span, other) for other in spans):
            continue
        groups = match.groupdict()
        month = _load_names(language.code)[0].get(groups.get("name") or "", 0)
        month = month or int(groups.get("m") or 0)
        year = int(groups["year"]) if groups.get("year") else at.year
        number = groups.get("d") or groups.get("after")
        if number:
            day = _make_day(year, month, int(number))
            if day and day - at > _DAY * 31 and not groups.get("year"):
                day = _make_day(year - 1, month, int(number))
            if day:
                spans.append(span)
                yield span, DayRange(day, day)
        elif 1 <= month <= 12 and (groups.get("year") or len(groups.get("name") or "") > 3):
            year -= not groups.get("year") and month > at.month
            if year >= date.min.year:
                spans.append(span)
                yield span, DayRange(*find_months(year, month))


def _find_years(text: str) -> Iterator[tuple[Span, DayRange]]:
    for match in _YEAR.finditer(text):
        yield Span(*match.span()), DayRange(*find_years(int(match[0]), int(match[0])))


@cache
def _named_date(language: Language) -> re.Pattern[str]:
    months = _load_names(language.code)[0]
    if not months or not language.divides_words or language.code == "ko":
        return re.compile(r"(?!)")
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    return re.compile(
        rf"(?<!\w)(?:(?P<d>\d{{1,2}})(?:[.ºª°]|er)?\s+(?:de\s+|d')?)?(?P<name>{names})(?!\w)"
        rf"(?:\s+(?P<after>\d{{1,2}})(?!\d))?(?:,?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)(?!\d))?"
    )


@cache
def _load_names(code: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return the numbers of months and of weekdays, from 0 on Monday, by their names."""
    try:
        locale = load_locale(code)
    except ValueError:
        return {}, {}
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for table, target in ((locale.months, months), (locale.days, weekdays)):
        for context in ("format", "stand-alone"):
            for number, name in table[context]["wide"].items():
                target.setdefault(name.lower().replace("’", "'"), number)
    return months, weekdays


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _overlap(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _contains(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end
