"""Normalization: the forms of one character as one, position by position."""

import sys
import unicodedata
from collections.abc import Mapping
from functools import cache

MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff"
"""Vowel signs and accents, for a class of a regular expression: parts of words, not to `re`."""

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFEE0
_SEPARATORS = {"٫": ".", "٬": ",", "\u3000": " ", "．": ".", "，": ","}
_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00))


def normalize_characters(text: str) -> str:
    """Return ``text``, as long as it is, with the digits of any script and full-width forms as
    ASCII."""
    return text if text.isascii() else text.translate(_load_table())


@cache
def _load_table() -> Mapping[int, str]:
    table = {code: chr(code - _TO_ASCII) for code in _FULL_WIDTH}
    for code in range(0x80, sys.maxunicode + 1):
        character = chr(code)
        if character.isdecimal():
            table[code] = str(unicodedata.decimal(character))
    return table | {ord(sign): ascii_sign for sign, ascii_sign in _SEPARATORS.items()}


@cache
def load_simplified() -> Mapping[int, str]:
    """Return the simplified form of each traditional Chinese character that has another."""
    # Only for Chinese: its dictionaries take a while to load.
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    characters = (chr(code) for codes in _HAN for code in codes)
    pairs = ((character, convert(character)) for character in characters)
    return {ord(old): new for old, new in pairs if old != new and len(new) == 1}
