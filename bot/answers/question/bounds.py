"""Bounds: how much of a question is read, so that none takes long."""

import re

LONGEST_QUESTION = 4096
"""Characters: as many as a message of Telegram has. What stands behind them is not read."""

_BLANKS = re.compile(r"[^\S\n]{2,}")
_LINES = re.compile(r"\s*\n\s*\n\s*")


def bound_question(question: str) -> str:
    """Return the beginning of a question, up to a whole word, without runs of blanks."""
    if len(question) > LONGEST_QUESTION:
        beginning, next_character = question[:LONGEST_QUESTION], question[LONGEST_QUESTION]
        shorter = beginning if next_character.isspace() else beginning.rpartition(" ")[0]
        question = shorter or beginning
    return _LINES.sub("\n", _BLANKS.sub(" ", question))
