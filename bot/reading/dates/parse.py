"""Parsing the date of an article: its day, and the instant where it is known."""

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from bot.articles.findings import ArticleError
from bot.reading.dates.month_names import MONTH, WORD, find_month, is_weekday

_DATE_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4})([-_.])([0-9]{2})\2([0-9]{2})(?![0-9])")
_DAY_IN_NAME = re.compile(r"(?<![0-9])(?:19|20)[0-9]{6}(?![0-9])")

# Python's parser takes any character between day and time, so that it would read a day into
# the first digits of a count of milliseconds.
_ISO = re.compile(r"[0-9]{4}(-?)[0-9]{2}\1[0-9]{2}(?:[Tt ].+)?")

# A blank before the zone, and its name instead of Z, are often written and never parsed.
_ISO_ZONE = re.compile(r"(?<=[0-9]) ?(?:(?:UTC|GMT)|([+-][0-9]{2}:?[0-9]{2}))$")

# The parser of RFC 2822 finds a date in much that is none, so the form is checked here.
_MAIL = re.compile(
    r"(?:[a-z]{3,9}, *)?[0-9]{1,2} +[a-z]{3} +(?:[0-9]{2}|[0-9]{4}) +[0-9]{2}:[0-9]{2}.{0,40}",
    re.IGNORECASE,
)

# A time may follow: it has no zone, and is no instant.
_TIME = r"(?:,? +(?:at +)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]\.?m\.?)?)?"
_WEEKDAY = rf"(?:(?P<weekday>{WORD}(?:-feira)?)\.?[,،]? +)?"
# As Russian and Ukrainian add "of the year".
_OF_THE_YEAR = r"(?: ?(?:г\.|р\.|года\b|року\b))?"
_DAY_FIRST = re.compile(
    _WEEKDAY
    + r"(?P<day>[0-9]{1,2})(?:(?P<dot>\.)|st|nd|rd|th|er|º)?[ -]+"
    + rf"(?P<month>{MONTH})\.?,?[ -]+(?:de +)?(?P<year>[0-9]{{4}})"
    + _OF_THE_YEAR
    + _TIME,
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    _WEEKDAY
    + rf"(?P<month>{WORD})\.? +(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>[0-9]{{4}})"
    + _TIME,
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.])([0-9]{1,2})\2([0-9]{1,2})" + _TIME, re.IGNORECASE)
_UNIX = re.compile(
    r"[a-z]{3} ([a-z]{3}) +([0-9]{1,2}) [0-9]{2}:[0-9]{2}:[0-9]{2}(?: [a-z]{2,5})? ([0-9]{4})",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日" + _TIME)
_NUMBERS = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})" + _TIME, re.IGNORECASE)

# Newspapers are younger, and other years are what programs write for "unknown". It also
# keeps every instant within what a change of time zone can bear.
_FIRST_YEAR, _LAST_YEAR = 1600, 2199


@dataclass(frozen=True, slots=True)
class Published:
    """A day in the source's own time zone; ``instant`` is aware, or None."""

    day: date
    instant: datetime | None = None


class DayOrder(enum.Enum):
    """Which of the first two numbers of a date such as 07/01/2026 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "nothing else in the file shows which is the day"
    AMBIGUOUS = "the file has dates in both orders"


def infer_day_order(dates: Iterable[str]) -> DayOrder:
    """Return the order of day and month, as a file's unambiguous dates show it."""
    day_first = month_first = False
    for text in dates:
        if numbers := _NUMBERS.fullmatch(text.strip()):
            day_first = day_first or int(numbers[1]) > 12 >= int(numbers[3])
            month_first = month_first or int(numbers[3]) > 12 >= int(numbers[1])
    if day_first and month_first:
        return DayOrder.AMBIGUOUS
    if day_first:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if month_first else DayOrder.UNKNOWN


def parse_published(text: str, order: DayOrder = DayOrder.UNKNOWN) -> Published:
    """Parse a date, with a time or without; only one with a UTC offset is an instant.

    Forms are ISO 8601, RFC 2822, months as words, Chinese and Japanese, and numbers; ``order``
    says which number is the day where both could be. Raise ArticleError where it is not a date,
    or could be two.
    """
    text = " ".join(text.split())
    try:
        moment = _moment(text, order)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise ArticleError(
            f"{_short(text)} is not a date: write it like 2026-01-07 or 2026-01-07T18:30:00+01:00"
        )
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ArticleError(f"{_short(text)} is not a plausible date for an article")
    return Published(moment.date(), moment if moment.tzinfo else None)


def parse_date_in_name(name: str) -> Published | None:
    """Parse the date in a file's name; return None where there is none.

    Raise ArticleError where there are several.
    """
    dates = {f"{year}-{month}-{day}" for year, _, month, day in _DATE_IN_NAME.findall(name)}
    dates |= {day for digits in _DAY_IN_NAME.findall(name) if (day := _iso(digits))}
    if len(dates) > 1:
        raise ArticleError(f"its name contains several dates: {', '.join(sorted(dates))}")
    return parse_published(dates.pop()) if dates else None


def _iso(digits: str) -> str:
    """Return eight digits as a day, or nothing where they are not one."""
    try:
        return date.fromisoformat(digits).isoformat()
    except ValueError:
        return ""


def _moment(text: str, order: DayOrder) -> datetime | None:
    """Return the day and the time, if known; raise ValueError for an impossible day."""
    if _ISO.fullmatch(text):
        return datetime.fromisoformat(_ISO_ZONE.sub(lambda zone: zone[1] or "Z", text))
    if _MAIL.fullmatch(text):
        return parsedate_to_datetime(text)
    if match := _UNIX.fullmatch(text):
        return _day(match[3], find_month(match[1]), match[2])
    if match := _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        return _day_in_words(match)
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[3], match[4])
    if match := _CHINESE.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _NUMBERS.fullmatch(text):
        return _in_order(text, match, order)
    return None


def _in_order(text: str, match: re.Match[str], order: DayOrder) -> datetime:
    first, second = int(match[1]), int(match[3])
    if first > 12 or first == second:
        return _day(match[4], second, first)
    if second > 12 or order is DayOrder.MONTH_FIRST:
        return _day(match[4], first, second)
    if order is DayOrder.DAY_FIRST:
        return _day(match[4], second, first)
    day_first, month_first = (_day(match[4], *pair) for pair in ((second, first), (first, second)))
    raise ArticleError(
        f"{_short(text)} may be {day_first:%Y-%m-%d} or {month_first:%Y-%m-%d}, and {order.value}:"
        " write it like 2026-01-07"
    )


def _day_in_words(match: re.Match[str]) -> datetime | None:
    if match["weekday"] and not is_weekday(match["weekday"]):
        return None
    month = find_month(match["month"], is_after_ordinal=bool(match.groupdict().get("dot")))
    return _day(match["year"], month, match["day"])


def _day(year: str | int, month: str | int, day: str | int) -> datetime:
    return datetime(int(year), int(month), int(day))  # noqa: DTZ001 (no zone is known)


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
