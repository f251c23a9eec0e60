"""Dates of three numbers, and the order of day and month in them."""

import enum
import re
from collections.abc import Iterable, Iterator
from datetime import date

from bot.reading.dates.calendars import is_buddhist, to_gregorian
from bot.reading.dates.characters import fold_digits, squeeze
from bot.reading.dates.clock import split_clock
from bot.reading.dates.doubts import SeveralDaysError
from bot.reading.dates.words import expand_year

_SEPARATOR = r"( ?[/.-] ?)"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_SEPARATOR}([0-9]{{1,2}})\2([0-9]{{1,2}})\.?")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}})\2([0-9]{{4}})(?: ?[гр])?\.?")
_SHORT = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2['’]?([0-9]{2})\.?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MARKS = " ,;|·•–—-"


class DayOrder(enum.Enum):
    """Which of the first two numbers of a date such as 07/01/2026 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "nothing else in the file shows which is the day"
    AMBIGUOUS = "the file has dates in both orders"


def infer_day_order(dates: Iterable[str]) -> DayOrder:
    """Return the order of day and month, as a file's unambiguous dates show it."""
    day_first = month_first = False
    for first, second in _first_numbers(dates):
        day_first = day_first or first > 12 >= second
        month_first = month_first or second > 12 >= first
    if day_first and month_first:
        return DayOrder.AMBIGUOUS
    if day_first:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if month_first else DayOrder.UNKNOWN


def parse_numbers(text: str, order: DayOrder, written: str) -> date | None:
    """Return the day of a date of three numbers, or None where it is none.

    ``text`` has ASCII digits, ``written`` its own. Raise ValueError where there is no such day,
    and SeveralDaysError where it may be several.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        return to_gregorian(int(match[1]), int(match[3]), int(match[4]), written)
    if match := _COMPACT.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        return _choose(int(match[4]), int(match[1]), int(match[3]), order, written)
    if (match := _SHORT.fullmatch(text)) and not is_buddhist(written):
        first, second, last = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "-" and (day := _read_year_first(first, second, last)):
            # Where the year is last is a matter of the country: 26-01-07.
            return _choose_short(first, second, last, order, written, day)
        return _choose(expand_year(last), first, second, order, written)
    return None


def has_short_year(text: str) -> bool:
    """Tell whether a date of three numbers has a year of two digits."""
    return bool(_SHORT.fullmatch(text))


def strip_marks(text: str) -> str:
    """Return a date without the marks that stood between it and its time."""
    return text.strip(_MARKS)


def _first_numbers(dates: Iterable[str]) -> Iterator[tuple[int, int]]:
    for text in dates:
        digits = fold_digits(text)
        # Most dates begin with their year, and most others have words.
        if digits[:4].isdigit() or not any(mark in digits for mark in "/.-"):
            continue
        try:
            day = strip_marks(squeeze(split_clock(squeeze(digits))[0]))
        except ValueError:
            continue
        match = _YEAR_LAST.fullmatch(day) or _SHORT.fullmatch(day)
        if match:
            yield int(match[1]), int(match[3])


def _choose(year: int, first: int, second: int, order: DayOrder, written: str) -> date:
    """Return the day by its order, or by what can be a month."""
    if first > 12 or first == second:
        return to_gregorian(year, second, first, written)
    if second > 12 or order is DayOrder.MONTH_FIRST:
        return to_gregorian(year, first, second, written)
    if order is DayOrder.DAY_FIRST:
        return to_gregorian(year, second, first, written)
    pairs = ((second, first), (first, second))
    raise SeveralDaysError((to_gregorian(year, *pair, written) for pair in pairs), order.value)


def _choose_short(
    first: int, second: int, last: int, order: DayOrder, written: str, year_first: date
) -> date:
    """Return the day of numbers whose first may be the year as well."""
    try:
        days = [_choose(expand_year(last), first, second, order, written)]
    except SeveralDaysError as error:
        days = [*error.days]
    except ValueError:
        days = []
    if set(days) <= {year_first}:
        return year_first
    reason = "the year may be its first number or its last"
    raise SeveralDaysError((*days, year_first), reason)


def _read_year_first(year: int, month: int, day: int) -> date | None:
    try:
        return date(expand_year(year), month, day)
    except ValueError:
        return None
