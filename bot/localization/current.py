"""Current: the language of the chat that is being answered, its day, and what is said in it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta

from bot.localization.localizer import Localizer, load_multilingualizer
from bot.localization.offered_languages import ENGLISH

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)
_today: ContextVar[date | None] = ContextVar("today", default=None)


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Say everything in one language inside the block."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@contextmanager
def use_today(today: date) -> Iterator[None]:
    """Say of days near ``today`` which they are inside the block."""
    token = _today.set(today)
    try:
        yield
    finally:
        _today.reset(token)


def get_localizer() -> Localizer:
    """Return what speaks the language of the chat that is being answered."""
    return load_multilingualizer(_language.get())


def mark_message(message: str) -> str:
    """Return ``message`` as it is; its translation is looked up where it is shown."""
    return message


def gettext(message: str) -> str:
    """Return the translation of an English message."""
    return get_localizer().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the translation that fits ``count``."""
    return get_localizer().ngettext(singular, plural, count)


def format_count(singular: str, plural: str, count: int) -> str:
    """Return the translation that fits ``count``, with the number where it has ``{count}``."""
    localizer = get_localizer()
    message = localizer.ngettext(singular, plural, count)
    return message.format(count=localizer.format_number(count))


def format_day(day: date) -> str:
    """Return a day with its year, as in ``7 January 2026``."""
    return get_localizer().format_day(day)


def format_near_day(day: date) -> str:
    """Return a day with its year and, where that is known, that it is today or yesterday.

    The reader's day counts, which is another than a question's when a button is pressed later.
    """
    today = _today.get()
    if today == day:
        # Translators: a day with its year, which is today.
        return gettext("{day} (today)").format(day=format_day(day))
    if today == day + timedelta(1):
        # Translators: a day with its year, which was yesterday.
        return gettext("{day} (yesterday)").format(day=format_day(day))
    return format_day(day)


def format_month(day: date) -> str:
    """Return a day's month with its year, as in ``January 2026``."""
    return get_localizer().format_month(day)


def format_day_range(first: date, last: date) -> str:
    """Return the first and the last day, or the only one."""
    return get_localizer().format_day_range(first, last)


def format_period(first: date, last: date, year: int | None = None) -> str:
    """Return days as briefly as possible, without the year where all are in ``year``."""
    return get_localizer().format_period(first, last, year)


def format_number(number: float, digits: int = 0) -> str:
    """Return a number with so many digits after the decimal sign."""
    return get_localizer().format_number(number, digits)


def format_size(size: int) -> str:
    """Return a number of bytes as ``999 bytes``, ``12 kB`` or ``1.5 MB``."""
    return get_localizer().format_size(size)


def format_duration(seconds: float) -> str:
    """Return a time in minutes, hours or days, as in ``30 minutes``."""
    return get_localizer().format_duration(seconds)


def format_distance(seconds: float) -> str:
    """Return how far away a moment is, as in ``in 30 minutes`` or, below 0, ``3 days ago``."""
    return get_localizer().format_duration(seconds, is_directed=True)


def join_names(names: Sequence[str], conjunction: str = "") -> str:
    """Return names as a list, which may end with the conjunction "and" or "or"."""
    return get_localizer().join_names(names, conjunction)


def name_language(code: str) -> str:
    """Return what a language is called in the language of the chat."""
    return get_localizer().name_language(code)


def isolate(text: str) -> str:
    """Return foreign text so that it cannot reorder the text around it."""
    return get_localizer().isolate(text)
