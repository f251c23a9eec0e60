"""English: numbers, sizes and dates as people write them in English.

Not strftime, whose month names depend on the machine's locale, and not Babel, which takes
0.15 s to import.
"""

from collections.abc import Sequence
from datetime import date, timedelta

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class EnglishWording:
    """The English way; see ``Wording``."""

    def format_day(self, day: date) -> str:
        """Return ``7 January 2026``."""
        return format_day(day)

    def format_month(self, day: date) -> str:
        """Return ``January 2026``."""
        return format_month(day)

    def format_day_range(self, first: date, last: date) -> str:
        """Return ``7 January 2026 to 9 January 2026``."""
        return format_day_range(first, last)

    def format_period(self, first: date, last: date, year: int | None = None) -> str:
        """Return ``1 to 7 January 2026``, without the year where it is ``year``."""
        period = format_period(first, last)
        return period.removesuffix(f" {year}") if first.year == last.year == year else period

    def format_number(self, number: float, digits: int = 0) -> str:
        """Return ``19,266`` or ``1.5``."""
        return f"{number:,.{digits}f}"

    def join_names(self, names: Sequence[str], conjunction: str) -> str:
        """Return ``a, b or c``."""
        *first, last = names
        return f"{', '.join(first)} {conjunction} {last}" if first else last


def count_noun(noun: str, number: int) -> str:
    """Return ``1 article`` or ``19,266 articles``; the plural is formed with an s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def format_bytes(size: int) -> str:
    """Return a number of bytes as ``999 bytes``, ``12 kB`` or ``1.5 MB``; 1 kB is 1,000 bytes."""
    if size < 1000:
        return count_noun("byte", size)
    return f"{size / 1000:,.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"


def format_day(day: date) -> str:
    """Return ``7 January 2026``."""
    return f"{day.day} {format_month(day)}"


def format_month(day: date) -> str:
    """Return the day's month as ``January 2026``."""
    return f"{_month_name(day)} {day.year}"


def format_day_range(first: date, last: date) -> str:
    """Return ``7 January 2026`` or ``7 January 2026 to 9 January 2026``."""
    return format_day(first) if first == last else f"{format_day(first)} to {format_day(last)}"


def format_period(first: date, last: date) -> str:
    """Return days as briefly as possible.

    5 January 2026, January 2026, 2026, 1 to 7 January 2026, 30 April to 2 May 2026.
    """
    if first == last:
        return format_day(first)
    has_whole_months = first.day == 1 and (last + timedelta(1)).day == 1
    if has_whole_months and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if has_whole_months and (first.year, first.month) == (last.year, last.month):
        return format_month(first)
    if first.year != last.year:
        return format_day_range(first, last)
    begin = f"{first.day}" if first.month == last.month else f"{first.day} {_month_name(first)}"
    return f"{begin} to {format_day(last)}"


def _month_name(day: date) -> str:
    return _MONTH_NAMES[day.month - 1]
