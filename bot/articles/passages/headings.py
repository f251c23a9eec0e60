"""Headings and lists: the short lines that end without a full stop."""

import re

_LONGEST = 120
_LONGEST_LEAD = 40
_LONGEST_NAMES = 6
_SHORTEST_ITEM = 4
_SHORTEST_LIST = 4

_FINAL = re.compile(r"[.!…;।॥።؟。！？]['\"’”»›)\]*]*$|[?:：]['\"’”»›)\]*]+$")
_QUESTION = re.compile(r"(?!['\"‘“(]|(?:And|But|So|Or)\b)[^?]*(?<![.!?…] )\?")
_SIGNED = re.compile(r"[.!?…]['\"’”]* ?[—–―-] ?[A-Z]")
_STOP_INSIDE = re.compile(r"[a-z0-9][.!?…] ")
_ITEM = re.compile(r"[•·▪◾●■►▶➤*»>–—-]\s*\S|[^:]{2,60}: \S")


def is_heading(line: str) -> bool:
    """Tell whether ``line`` is as short as a heading and ends without a full stop.

    A lone question is a heading too: it is answered below, and is no answer.
    """
    if len(line) > _LONGEST or _FINAL.search(line) or _SIGNED.search(line):
        return False
    if line[-1] == "?":
        return _QUESTION.fullmatch(line) is not None and not _STOP_INSIDE.search(line)
    return line[-1] not in ":：" or len(line) <= _LONGEST_LEAD


def is_masthead(line: str) -> bool:
    """Tell whether ``line``, a heading above all prose, may be the names of authors or agencies."""
    words = line.split()
    names = [word for word in words if word not in {"and", "for", "of", "the"}]
    return len(words) <= _LONGEST_NAMES and all(word[0].isupper() for word in names)


def list_items(headings: list[str]) -> list[bool]:
    """Tell which of ``headings``, lines with no prose between them, are items worth quoting.

    Items of a list have a bullet, or a label before a colon; a few lines in a row are no list.
    """
    if len(headings) < _SHORTEST_LIST:
        return [False] * len(headings)
    return [
        len(line.split()) >= _SHORTEST_ITEM and _ITEM.match(line) is not None for line in headings
    ]
