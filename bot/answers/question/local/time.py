"""Local time: the days that a question names, in a language other than English."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from bot.answers.question.local.phrases import find_phrases, simplify
from bot.answers.question.time_focus import TimeFocus
from bot.language.languages.language import Language
from bot.language.span import Span
from bot.language.temporal.calendar import DayRange, find_months, find_week, find_years

_DAY = timedelta(1)
_FEW_DAYS = 7
_FULL_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[-./年년] ?(?P<m>\d{1,2})[-./月월] ?(?P<d>\d{1,2})[日号號일]?"
    r"|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>(?:19|20)\d\d))(?!\d)"
)
_NUMBERED = re.compile(r"(?<!\d)(?P<m>\d{1,2})[月월] ?(?P<d>\d{1,2})[日号號일]")
_YEAR = re.compile(r"(?<![\d.,$€£])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_UNITS = {
    "today": (0, 0), "yesterday": (-1, -1), "day_before_yesterday": (-2, -2), "tomorrow": (1, 1),
}  # fmt: skip


def find_local_focus(question: str, at: date, language: Language) -> tuple[TimeFocus, list[Span]]:
    """Return the days that a question is about, and the words that only say when."""
    text = simplify(question, language)
    found = [*_find_relative(text, at, language), *_find_dates(text, at, language)]
    fresh_spans = find_phrases(text, language.news.latest, language)
    if not found:
        found = list(_find_years(text))
    ranges = tuple(days for _, days in found)
    spans = [span for span, _ in found]
    fresh = bool(fresh_spans) or bool(find_phrases(text, language.time.today, language))
    words = frozenset(word for span in spans for word in re.findall(r"\w+", span.slice(question)))
    if not ranges:
        return TimeFocus(at, None, fresh, words), [*spans, *fresh_spans]
    first = max((days.first for days in ranges if days.first), default=None)
    last = min((days.last for days in ranges if days.last), default=None)
    if first and last and first > last:
        first = min(days.first for days in ranges if days.first)
        last = max(days.last for days in ranges if days.last)
    focus = TimeFocus(at, DayRange(first, last), fresh, words)
    return focus, [*spans, *fresh_spans]


def _find_relative(text: str, at: date, language: Language) -> Iterator[tuple[Span, DayRange]]:
    time = language.time
    week = timedelta(7)
    periods = {
        name: (at + _DAY * first, at + _DAY * last) for name, (first, last) in _UNITS.items()
    }
    periods |= {
        "this_week": find_week(at), "last_week": find_week(at - week),
        "next_week": find_week(at + week), "this_month": find_months(at.year, at.month),
        "last_month": find_months(at.year, at.month - 1), "this_year": find_years(at.year, at.year),
        "last_year": find_years(at.year - 1, at.year - 1), "last_days": (at - _DAY * _FEW_DAYS, at),
    }  # fmt: skip
    matches = [
        (span, DayRange(*days))
        for name, days in periods.items()
        for span in find_phrases(text, getattr(time, name), language)
    ]
    for span, days in matches:
        # "last week's" stands inside "the week before last" and the like.
        if not any(_contains(other, span) for other, _ in matches):
            yield span, days
    weekdays = _load_names(language.code)[1]
    for span in find_phrases(text, tuple(weekdays), language):
        number = weekdays.get(span.slice(text))
        if number is None or any(_overlap(span, other) for other, _ in matches):
            continue
        day = at - _DAY * ((at.weekday() - number) % 7)
        if find_phrases(text[: span.start].rstrip()[-12:], time.next, language):
            day += week
        elif day == at and find_phrases(text[: span.start].rstrip()[-12:], time.last, language):
            day -= week
        yield span, DayRange(day, day)


def _find_dates(text: str, at: date, language: Language) -> Iterator[tuple[Span, DayRange]]:
    spans: list[Span] = []
    for match in _FULL_DATE.finditer(text):
        year = match["y"] or match["y2"]
        day = _make_day(int(year), int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
        if day:
            spans.append(Span(*match.span()))
            yield spans[-1], DayRange(day, day)
    for match in (*_NUMBERED.finditer(text), *_named_date(language).finditer(text)):
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
            if day and day > at + _DAY * 31 and not groups.get("year"):
                day = _make_day(year - 1, month, int(number))
            if day:
                spans.append(span)
                yield span, DayRange(day, day)
        elif 1 <= month <= 12 and (groups.get("year") or len(groups.get("name") or "") > 3):
            year -= not groups.get("year") and month > at.month
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
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
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
