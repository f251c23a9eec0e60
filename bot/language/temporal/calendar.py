"""Calendar periods: the days of a week, month, quarter, season or holiday."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

Days = tuple[date, date]
"""First and last day of a period, both included."""

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FIXED_HOLIDAYS: dict[str, tuple[int, int, int]] = {
    # Month and day of the first day, and the number of days after it.
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


def extend_day(day: date, days_before: int = 0, days_after: int = 0) -> Days:
    """Return a period around ``day``, extended by some days before and after it."""
    return day - timedelta(days_before), day + timedelta(days_after)


def find_week(day: date) -> Days:
    """Return the week of ``day``, Monday to Sunday."""
    return extend_day(day, day.weekday(), 6 - day.weekday())


def find_weekend(day: date) -> Days:
    """Return the Saturday and Sunday of the week of ``day``."""
    sunday = find_week(day)[1]
    return sunday - timedelta(1), sunday


def find_months(year: int, number: int, months: int = 1) -> Days:
    """Return ``months`` months from month ``number``; 0 is December of the year before."""
    first = _find_first_of_month(year, number)
    last = _find_first_of_month(year, number + months - 1)
    return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def find_years(first: int, last: int) -> Days:
    """Return the days from the first day of a year to the last day of another."""
    return date(first, 1, 1), date(last, 12, 31)


def find_season(name: str, year: int) -> Days:
    """Return the three whole months of a northern season that begins in ``year``."""
    return find_months(year, _SEASONS[name], 3)


def find_holiday(name: str, year: int) -> Days:
    """Return the days of a holiday, by its name in lower case."""
    if name in _EASTER_HOLIDAYS:
        sunday: date = easter(year)
        days_before, days_after = _EASTER_HOLIDAYS[name]
        return sunday + timedelta(days_before), sunday + timedelta(days_after)
    if name.startswith("thanksgiving"):
        # The fourth Thursday of November.
        return extend_day(date(year, 11, 22 + (3 - date(year, 11, 22).weekday()) % 7))
    number, day, extra_days = _FIXED_HOLIDAYS[name]
    return extend_day(date(year, number, day), days_after=extra_days)


def shift_period(unit: str, day: date, count: int) -> Days:
    """Return the week, month ... (``unit``) ``count`` units after the one that contains ``day``."""
    return _SHIFTS[unit](day, count)


def subtract_period(unit: str, day: date, count: int) -> date:
    """Return the day ``count`` units before ``day``, or after it for a negative count."""
    if unit in _DAYS_PER_UNIT:
        return day - timedelta(_DAYS_PER_UNIT[unit] * count)
    if unit == "hour":
        # Rounded up to days: what happened "in the past 36 hours" may be two days old.
        return day - timedelta(-(-abs(count) // 24) * (1 if count > 0 else -1))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
    first = _find_first_of_month(day.year, day.month - months)
    last = calendar.monthrange(first.year, first.month)[1]
    return first.replace(day=min(day.day, last))


def find_part(days: Days, name: str) -> Days:
    """Return the early, mid or late third of a period, or its first or second half.

    A period of several months is divided by months, a month after the 10th and 20th (halves:
    after the 15th), any other evenly.
    """
    first, last = days
    low, high = _PARTS[name]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > 1:
        begin, end = round(months * low), round(months * high)
        return find_months(first.year, first.month + begin, end - begin)
    length = (last - first).days + 1
    if length > 27:
        length = 30
    begin, end = round(length * low), round(length * high) - 1
    return first + timedelta(begin), last if high == 1 else first + timedelta(end)


def _find_first_of_month(year: int, number: int) -> date:
    return date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)


_DAYS_PER_UNIT = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
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
    "day": lambda day, n: extend_day(day + timedelta(n)),
    "night": lambda day, n: extend_day(day + timedelta(n)),
    "week": lambda day, n: find_week(day + timedelta(7 * n)),
    "fortnight": lambda day, n: find_week(day + timedelta(14 * n)),
    "weekend": lambda day, n: find_weekend(day + timedelta(7 * n)),
    "month": lambda day, n: find_months(day.year, day.month + n),
    "quarter": lambda day, n: find_months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * n, 3),
    "year": lambda day, n: find_years(day.year + n, day.year + n),
    "decade": lambda day, n: find_years(
        day.year // 10 * 10 + 10 * n, day.year // 10 * 10 + 10 * n + 9
    ),
    "century": lambda day, n: find_years(
        (day.year - 1) // 100 * 100 + 1 + 100 * n, (day.year - 1) // 100 * 100 + 100 + 100 * n
    ),
}
