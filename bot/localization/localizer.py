"""Localizer: messages, numbers, dates and lists in one language."""

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from bot.localization.catalogue_files import load_translations
from bot.localization.cldr import load_locale
from bot.localization.english import EnglishWording
from bot.localization.offered_languages import ENGLISH, RIGHT_TO_LEFT, name_locale

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_DIRECTIONAL_ISOLATE = "\u2069"


class Wording(Protocol):
    """How people write numbers, dates and lists in a language."""

    def format_day(self, day: date) -> str:
        """Return a day with its year."""
        ...

    def format_month(self, day: date) -> str:
        """Return a day's month with its year."""
        ...

    def format_day_range(self, first: date, last: date) -> str:
        """Return the first and the last day, or the only one."""
        ...

    def format_period(self, first: date, last: date, year: int | None = None) -> str:
        """Return days as briefly as possible, without the year where all are in ``year``."""
        ...

    def format_number(self, number: float, digits: int = 0) -> str:
        """Return a number with so many digits after the decimal sign."""
        ...

    def join_names(self, names: Sequence[str], conjunction: str) -> str:
        """Return one name or more as a list that ends with "and" or "or"."""
        ...


class Localizer:
    """Say things in one language."""

    def __init__(self, language: str = ENGLISH) -> None:
        self.language = language
        self._translations = load_translations(language)
        self._wording = _make_wording(language)
        self._is_right_to_left = language in RIGHT_TO_LEFT

    @property
    def list_separator(self) -> str:
        """Return what stands between the items of a list."""
        # Translators: what stands between the items of a list.
        return self.gettext(", ")

    def gettext(self, message: str) -> str:
        """Return the translation of an English message."""
        return self._translations.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the translation that fits ``count``."""
        return self._translations.ngettext(singular, plural, count)

    def format_day(self, day: date) -> str:
        """Return a day with its year, as in ``7 January 2026``."""
        return self._wording.format_day(day)

    def format_month(self, day: date) -> str:
        """Return a day's month with its year, as in ``January 2026``."""
        return self._wording.format_month(day)

    def format_day_range(self, first: date, last: date) -> str:
        """Return the first and the last day, or the only one."""
        return self._wording.format_day_range(first, last)

    def format_period(self, first: date, last: date, year: int | None = None) -> str:
        """Return days as briefly as possible, without the year where all are in ``year``."""
        return self._wording.format_period(first, last, year)

    def format_number(self, number: float, digits: int = 0) -> str:
        """Return a number with so many digits after the decimal sign."""
        return self._wording.format_number(number, digits)

    def format_size(self, size: int) -> str:
        """Return a number of bytes as ``999 bytes``, ``12 kB`` or ``1.5 MB``; 1 kB is 1,000."""
        if size < 1000:
            message = self.ngettext("{count} byte", "{count} bytes", size)
            return message.format(count=self.format_number(size))
        if size < 1_000_000:
            return self.gettext("{number} kB").format(number=self.format_number(size / 1000))
        number = self.format_number(size / 1_000_000, 1)
        return self.gettext("{number} MB").format(number=number)

    def format_duration(self, seconds: float, *, is_directed: bool = False) -> str:
        """Return ``30 minutes``; with a direction ``in 30 minutes`` or, below 0, ``... ago``."""
        # Babel takes a moment to load, and only admins read durations.
        from babel.dates import format_timedelta

        whole_minutes = max(round(abs(seconds) / 60), 1)
        delta = timedelta(minutes=whole_minutes if seconds >= 0 else -whole_minutes)
        locale = load_locale(name_locale(self.language))
        return format_timedelta(delta, "minute", 1.0, add_direction=is_directed, locale=locale)

    def join_names(self, names: Sequence[str], conjunction: str = "") -> str:
        """Return names as a list, which may end with the conjunction "and" or "or"."""
        if conjunction and names:
            return self._wording.join_names(names, conjunction)
        return self.list_separator.join(names)

    def name_language(self, code: str) -> str:
        """Return what a language is called in this one; its code where that is not known."""
        name = load_locale(name_locale(self.language)).languages.get(code)
        return str(name or code)

    def isolate(self, text: str) -> str:
        """Return foreign text so that it cannot reorder the text around it.

        A text from right to left isolates all that is foreign, others what runs against them.
        """
        if not text or not (self._is_right_to_left or _runs_from_right(text)):
            return text
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_DIRECTIONAL_ISOLATE}"


@cache
def load_multilingualizer(language: str) -> Localizer:
    """Return the localizer of a language, made once."""
    return Localizer(language)


def _runs_from_right(text: str) -> bool:
    """Tell whether a letter is of a script that is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def _make_wording(language: str) -> Wording:
    if language == ENGLISH:
        return EnglishWording()
    from bot.localization.babel_wording import BabelWording

    return BabelWording(name_locale(language))
