"""Babel wording: numbers and dates as people write them in a language other than English."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_date, parse_pattern
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.localization.cldr import load_locale

_SHORT_MONTH = re.compile(r"(?<![ML])(M{3}|L{3})(?![ML])")
_LIST_STYLES = {"and": "standard", "or": "or"}


class BabelWording:
    """The way of one locale; see ``Wording``."""

    def __init__(self, locale: str) -> None:
        self._locale = load_locale(locale)
        skeletons = self._locale.datetime_skeletons
        self._day_of_year = str(skeletons["MMMMd"])
        self._month = str(skeletons["yMMMM"])
        self._year = str(skeletons["y"])
        self._long_patterns = {
            str(skeletons["yMMMd"]): self._locale.date_formats["long"].pattern,
            str(skeletons["MMMd"]): self._day_of_year,
        }

    def format_day(self, day: date) -> str:
        """Return ``7. Januar 2026``."""
        return format_date(day, "long", self._locale)

    def format_month(self, day: date) -> str:
        """Return ``Januar 2026``."""
        return self._apply(self._month, day)

    def format_day_range(self, first: date, last: date) -> str:
        """Return ``7.–9. Januar 2026``."""
        return self._format_interval("yMMMd", first, last)

    def format_period(self, first: date, last: date, year: int | None = None) -> str:
        """Return ``1.–7. Januar 2026``, without the year where it is ``year``."""
        has_year = not first.year == last.year == year
        if first.day == 1 and (last + timedelta(1)).day == 1:
            if (first.month, last.month) == (1, 12):
                return self._format_interval("y", first, last)
            if (first.year, first.month) == (last.year, last.month):
                return self.format_month(first) if has_year else self._name_month(first)
        return self._format_interval("yMMMd" if has_year else "MMMd", first, last)

    def format_number(self, number: float, digits: int = 0) -> str:
        """Return ``19.266`` or ``1,5``."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(number, pattern, self._locale)

    def join_names(self, names: Sequence[str], conjunction: str) -> str:
        """Return ``a, b oder c``."""
        style = _LIST_STYLES[conjunction]
        return format_list(names, style=style, locale=self._locale)  # type: ignore[arg-type]

    def _format_interval(self, skeleton: str, first: date, last: date) -> str:
        """Return days or years from the first to the last, or the only one."""
        fields = {"y": first.year != last.year, "M": first.month != last.month, "d": first != last}
        difference = next((field for field, differs in fields.items() if differs), "")
        patterns = self._locale.interval_formats[skeleton].get(difference)
        if patterns is None:
            pattern = {"MMMd": self._day_of_year, "yMMMd": "", "y": self._year}[skeleton]
            return self._apply(pattern, first) if pattern else self.format_day(first)
        days = zip(patterns, (first, last), strict=True)
        return "".join(self._apply(self._lengthen(pattern), day) for pattern, day in days)

    def _name_month(self, day: date) -> str:
        # Only where the language has a name of its own for a month that stands alone.
        return self._apply("LLLL" if "L" in self._month else "MMMM", day)

    def _lengthen(self, pattern: str) -> str:
        """Return a pattern with the full names of months: intervals are known with short ones."""
        short = re.compile(f"(?:{'|'.join(map(re.escape, self._long_patterns))})(?![ML])")
        long_pattern = short.sub(lambda match: self._long_patterns[match[0]], pattern)
        return _SHORT_MONTH.sub(lambda match: match[1] + match[1][0], long_pattern)

    def _apply(self, pattern: str, day: date) -> str:
        return parse_pattern(pattern).apply(day, self._locale)
