"""Mention kinds: what a mention is, and how it is written."""

from enum import StrEnum


class Kind(StrEnum):
    """What a mention is."""

    NAME = "n"
    NUMBER = "#"
    MONEY = "$"
    PERCENT = "%"
    YEAR = "y"
    DAY = "d"
    QUOTATION = "q"


Mention = str
"""A mention: its kind, one character, and a key, the same for every spelling."""

MAX_KEY = 80
"""Characters of a mention."""

MAX_WORDS = 6
"""Words of a name or quotation: what is longer is a sentence."""
