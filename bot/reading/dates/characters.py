"""Characters of dates: digits of any script as ASCII, and marks that are not shown left out."""

import re
import unicodedata

_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
# Direction marks, joiners, soft hyphens and byte order marks.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def fold_digits(text: str) -> str:
    """Return a text with ASCII digits, and without marks that are not shown."""
    if text.isascii():
        return text
    return _FOREIGN_DIGIT.sub(_to_ascii, _INVISIBLE.sub("", text))


def strip_invisible(text: str) -> str:
    """Return a text without marks that are not shown."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def squeeze(text: str) -> str:
    """Return a text on one line, with a single space between words."""
    return " ".join(text.split())


def _to_ascii(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))
