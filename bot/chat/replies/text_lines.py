"""Lines: text of people and articles, made fit to stand in a line of a message."""

import unicodedata
from datetime import date

from bot.chat.rich_text import count_units
from bot.language.invisible import is_visible
from bot.localization.current import format_period, gettext


def shorten_line(text: str, longest: int) -> str:
    """Return ``text`` on one line without control and direction characters, cut with "…".

    A right-to-left override in a title would reverse the words after it. What shows nothing is
    an empty line.
    """
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    line = " ".join(visible.split())
    if not is_visible(line):
        return ""
    if count_units(line) <= longest:
        return line
    start = line[:longest]
    while count_units(start) > longest - 1:
        start = start[:-1]
    return start.rstrip() + "…"


def is_sendable(text: str) -> bool:
    """Tell whether ``text`` can be sent at all: half a surrogate pair is not a character."""
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def format_days(first: date, last: date, at: date) -> str:
    """Return days as briefly as possible, without the year where it is that of ``at``."""
    return format_period(first, last, at.year)


def end_sentence(phrase: str) -> str:
    """Return a phrase as a sentence, with a capital and a full stop."""
    # Translators: a phrase as a sentence of its own, with the full stop of the language.
    return gettext("{phrase}.").format(phrase=f"{phrase[0].upper()}{phrase[1:]}")
