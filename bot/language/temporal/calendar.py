"""Calendar periods: the days of a week, month, quarter, season or holiday."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

Days = tuple[date, date]
"""First and last day of a closed period, both included."""

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FIXED_HOLIDAYS: dict[str, tuple[int, int, int]] = {
    # Month and day of the first day, and how many days follow it.
    "christmas": (12, 24, 2),
    "christmas eve": (12, 24, 0),
    "christmas day": (12, 25, 0),
    "boxing day": (12, 26, 0),
    "new year": (12, 31, 1),
    "new year's eve": (12, 31, 0),
    "new year's day": (1, 1, 0),
    "valentine's day": (2, 14, 0),
    "st patrick's day": (3, 17, 0),
    "halloween": (10, 31, 0),
}
_EASTER_HOLIDAYS = {
    # Days from Easter Sunday to the first and to the last day.
    "ash wednesday": (-46, -46),
    "good friday": (-2, -2),
    "easter": (-2, 1),
    "easter sunday": (0, 0),
    "easter monday": (1, 1),
}


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from ``first`` to ``last``, both included; None is an open end."""

    first: date | None
    last: date | None


def days_around(day: date, before: int = 0, after: int = 0) -> Days:
    """Return the days from ``before`` days earlier to ``after`` days later."""
    return day - timedelta(before), day + timedelta(after)


def week(day: date) -> Days:
    """Return the week of ``day``, Monday to Sunday."""
    return days_around(day, day.weekday(), 6 - day.weekday())


def weekend(day: date) -> Days:
    """Return the Saturday and Sunday of the week of ``day``."""
    sunday = week(day)[1]
    return sunday - timedelta(1), sunday


def month(year: int, number: int, months: int = 1) -> Days:
    """Return ``months`` months from a month on; numbers beyond 1 to 12 count into other years."""
    first = _month(year, number)
    last = _month(year, number + months - 1)
    return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def years(first: int, last: int) -> Days:
    """Return the days from the first day of a year to the last day of another."""
    return date(first, 1, 1), date(last, 12, 31)


def season(name: str, year: int) -> Days:
    """Return the three whole months of a northern season that begins in ``year``."""
    return month(year, _SEASONS[name], 3)


def holiday(name: str, year: int) -> Days:
    """Return the days of a holiday, by its name in lower case."""
    if name in _EASTER_HOLIDAYS:
        sunday: date = easter(year)
        before, after = _EASTER_HOLIDAYS[name]
        return sunday + timedelta(before), sunday + timedelta(after)
    if name.startswith("thanksgiving"):
        # The fourth Thursday of November.
        return days_around(date(year, 11, 22 + (3 - date(year, 11, 22).weekday()) % 7))
    number, day, more = _FIXED_HOLIDAYS[name]
    return days_around(date(year, number, day), after=more)


def shifted(unit: str, day: date, count: int) -> Days:
    """Return the week, month ... (``unit``) that lies ``count`` units after the one of ``day``."""
    return _SHIFTS[unit](day, count)


def back(unit: str, day: date, count: int) -> date:
    """Return the day that lies ``count`` units before ``day``; negative counts look ahead."""
    if unit in _DAYS_OF:
        return day - timedelta(_DAYS_OF[unit] * count)
    if unit == "hour":
        # Hours begun count as days: what happened "in the past 36 hours" may be two days old.
        return day - timedelta(-(-abs(count) // 24) * (1 if count > 0 else -1))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
    first = _month(day.year, day.month - months)
    last = calendar.monthrange(first.year, first.month)[1]
    return first.replace(day=min(day.day, last))


def part(days: Days, name: str) -> Days:
    """Return the early, mid or late third of a period, or its first or second half.

    A period of whole months is divided by months, a month on the 10th and 20th (halves: on
    the 15th), any other evenly.
    """
    first, last = days
    low, high = _PARTS[name]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > 1:
        begin, end = round(months * low), round(months * high)
        return month(first.year, first.month + begin, end - begin)
    length = (last - first).days + 1
    if length > 27:
        length = 30
    begin, end = round(length * low), round(length * high) - 1
    return first + timedelta(begin), last if high == 1 else first + timedelta(end)


def _month(year: int, number: int) -> date:
    return date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)


_DAYS_OF = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_PARTS = {
    "early": (0, 1 / 3),
    "mid": (1 / 3, 2 / 3),
    "late": (2 / 3, 1),
    "first half": (0, 1 / 2),
    "second half": (1 / 2, 1),
    "first quarter": (0, 1 / 4),
    "second quarter": (1 / 4, 1 / 2),
    "third quarter": (1 / 2, 3 / 4),
    "fourth quarter": (3 / 4, 1),
}
_SHIFTS: dict[str, Callable[[date, int], Days]] = {
    "day": lambda day, n: days_around(day + timedelta(n)),
    "night": lambda day, n: days_around(day + timedelta(n)),
    "week": lambda day, n: week(day + timedelta(7 * n)),
    "fortnight": lambda day, n: week(day + timedelta(14 * n)),
    "weekend": lambda day, n: weekend(day + timedelta(7 * n)),
    "month": lambda day, n: month(day.year, day.month + n),
    "quarter": lambda day, n: month(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * n, 3),
    "year": lambda day, n: years(day.year + n, day.year + n),
    "decade": lambda day, n: years(day.year // 10 * 10 + 10 * n, day.year // 10 * 10 + 10 * n + 9),
    "century": lambda day, n: years(
        (day.year - 1) // 100 * 100 + 1 + 100 * n, (day.year - 1) // 100 * 100 + 100 + 100 * n
    ),
}
