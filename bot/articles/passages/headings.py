"""Headings and lists: short lines that end without a full stop."""

import re
from collections.abc import Collection

_MAX_LENGTH = 120
_MAX_LEAD_LENGTH = 40
_MAX_MASTHEAD_WORDS = 6
_MIN_ITEM_WORDS = 4
_MIN_LIST_LINES = 4

_FINAL = re.compile(r"[.!…;।॥።؟。！？]['\"’”»›)\]*]*$|[?:：]['\"’”»›)\]*]+$")
_QUESTION = re.compile(r"(?!['\"‘“(]|(?:And|But|So|Or)\b)[^?]*(?<![.!?…] )\?")
_SIGNATURE = re.compile(r"[.!?…]['\"’”]* ?[—–―-] ?[A-Z]")
_STOP_INSIDE = re.compile(r"[a-z0-9][.!?…] ")
_ITEM = re.compile(r"[•·▪◾●■►▶➤*»>–—-]\s*\S|[^:]{2,60}: \S")


def is_heading(line: str) -> bool:
    """Tell whether ``line`` is as short as a heading and ends without a full stop.

    A lone question is a heading too: the answer is below it.
    """
    if len(line) > _MAX_LENGTH or _FINAL.search(line) or _SIGNATURE.search(line):
        return False
    if line[-1] == "?":
        return _QUESTION.fullmatch(line) is not None and not _STOP_INSIDE.search(line)
    return line[-1] not in ":：" or len(line) <= _MAX_LEAD_LENGTH


def is_masthead(line: str) -> bool:
    """Tell whether ``line``, a heading above the first prose, may name authors or agencies."""
    words = line.split()
    names = [word for word in words if word not in {"and", "for", "of", "the"}]
    return len(words) <= _MAX_MASTHEAD_WORDS and all(word[0].isupper() for word in names)


def is_list(lines: Collection[str]) -> bool:
    """Tell whether short lines are many and different enough to be a list, not headings."""
    return len(set(lines)) >= _MIN_LIST_LINES


def list_items(headings: list[str]) -> list[bool]:
    """Tell which of ``headings``, lines with no prose between them, are items worth quoting.

    Items have a bullet, or a label before a colon; fewer than four lines in a row are no list.
    """
    if len(headings) < _MIN_LIST_LINES:
        return [False] * len(headings)
    return [
        len(line.split()) >= _MIN_ITEM_WORDS and _ITEM.match(line) is not None for line in headings
    ]
