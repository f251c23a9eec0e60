"""Lines: text of people and articles, made fit to stand in a line of a message."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from bot.chat.rich_text import count_units
from bot.language.temporal.calendar import DayRange
from bot.language.wording import format_day, format_period


def shorten_line(text: str, longest: int) -> str:
    """Return ``text`` on one line without control and direction characters, cut with "…".

    A right-to-left override in a title would reverse the words after it.
    """
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    line = " ".join(visible.split())
    if count_units(line) <= longest:
        return line
    start = line[:longest]
    while count_units(start) > longest - 1:
        start = start[:-1]
    return start.rstrip() + "…"


def is_sendable(text: str) -> bool:
    """Tell whether ``text`` can be sent at all: half a surrogate pair is not a character."""
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def list_words(words: Iterable[str], conjunction: str) -> str:
    """Return ``a``, ``a or b``, or ``a, b or c``."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def format_days(first: date, last: date, at: date) -> str:
    """Return days as briefly as possible, without the year where it is that of ``at``."""
    period = format_period(first, last)
    return period.removesuffix(f" {at.year}") if first.year == last.year == at.year else period


def format_range(days: DayRange, at: date) -> str:
    """Return days that a question names, with the preposition that they follow."""
    if days.first and days.last:
        return f"from {format_days(days.first, days.last, at)}"
    if days.first:
        return f"since {format_days(days.first, days.first, at)}"
    return f"up to {format_day(days.last)}" if days.last else "from these days"
