"""Literal starts: which texts a long list of phrases can be in at all, told without a search."""

import re

_SPECIAL = re.compile(r"[][()?*+.|\\{}^$]")


def list_literal_starts(phrases: str) -> tuple[str, ...]:
    """Return how the alternatives of a regular expression begin, up to what is no mere letter.

    What has none of them has no match.
    """
    starts = []
    for phrase in _split(phrases):
        special = _SPECIAL.search(phrase)
        end = special.start() if special else len(phrase)
        # What may be repeated or left out does not count.
        starts.append(phrase[: end - 1] if special and special[0] in "?*+{" else phrase[:end])
    return tuple(dict.fromkeys(starts))


def _split(phrases: str) -> list[str]:
    """Return the alternatives that are in no parentheses."""
    parts, depth = [""], 0
    for char in phrases:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts
