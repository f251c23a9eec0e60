"""Printable text: what cannot steer a terminal, forge a line or turn its direction."""

import unicodedata
from collections.abc import Callable, Iterable

_SHORT_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
# Without these, some scripts and emoji are misspelt.
_JOINERS = "\u200c\u200d"


def is_safe(character: str) -> bool:
    """Tell whether a character can be shown as it is.

    Not so are control characters, line and paragraph separators, what turns the direction of a
    line, halves of surrogate pairs, and what has no meaning yet.
    """
    return (
        character.isprintable()
        or character in _JOINERS
        or unicodedata.category(character) == "Zs"  # spaces of other widths
    )


def escape_controls(text: str, keep: str = "") -> str:
    r"""Return ``text`` with what is not safe to show written as an escape such as ``\x1b``.

    The characters in ``keep`` stay.
    """
    return _replace(text, _escape, keep)


def escape_json(line: str) -> str:
    r"""Return a line of JSON with what is not safe to show written as ``\u202e``.

    It means the same: such characters stand only in strings.
    """
    return _replace(line, _escape_units)


def _replace(text: str, escape: Callable[[str], str], keep: Iterable[str] = "") -> str:
    if text.isprintable():
        return text
    for character in set(text).difference(keep):
        if not is_safe(character):
            text = text.replace(character, escape(character))
    return text


def _escape(character: str) -> str:
    number = ord(character)
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _escape_units(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(
        f"\\u{high:02x}{low:02x}" for high, low in zip(units[::2], units[1::2], strict=True)
    )
