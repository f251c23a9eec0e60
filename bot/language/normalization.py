"""Normalization: the forms of one character as one, position by position."""

import unicodedata
from collections.abc import Mapping
from functools import cache

MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff"
"""Vowel signs and accents, for a class of a regular expression: parts of words, not to `re`."""

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFEE0
_SEPARATORS = {"٫": ".", "٬": ",", "\u3000": " ", "．": ".", "，": ","}
_LAST_KEPT = 0xFFFF  # beyond it are few characters of news, and a million that a file may hold
_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00))


class _NormalForms(dict[int, str]):
    """The normal form of each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if code in _FULL_WIDTH:
            form = chr(code - _TO_ASCII)
        elif character.isdecimal():
            form = str(unicodedata.decimal(character))
        else:
            form = character
        if code <= _LAST_KEPT:
            self[code] = form
        return form


_NORMAL_FORMS = _NormalForms({ord(sign): ascii_sign for sign, ascii_sign in _SEPARATORS.items()})


def normalize_characters(text: str) -> str:
    """Return ``text``, as long as it is, with the digits of any script and full-width forms as
    ASCII."""
    return text if text.isascii() else text.translate(_NORMAL_FORMS)


@cache
def load_simplified() -> Mapping[int, str]:
    """Return the simplified form of each traditional Chinese character that has another."""
    # Only for Chinese: its dictionaries take a while to load.
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    characters = (chr(code) for codes in _HAN for code in codes)
    pairs = ((character, convert(character)) for character in characters)
    return {ord(old): new for old, new in pairs if old != new and len(new) == 1}
