"""Cue counts: how often the cues of a language occur in a text.

Most words are no cue, so that each word is looked up as a whole: searching a text for every
pattern takes several times as long.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

import numpy as np

from bot.answers.arrays import CountArray
from bot.answers.question.english.cues import CUES, YEAR

_WORD = re.compile(r"[\w'’]+")
_LOOKBEHIND = re.compile(r"\(\?<=[^)]*\)")

_LOOKS_BACK = list(CUES).index("looks_back")

_Numbered = tuple[int, re.Pattern[str]]
"""The number of a cue, and a pattern of it."""


def count_cues(text: str) -> CountArray:
    """Return how often each of ``CUES`` occurs in ``text``, which is in lower case."""
    occurrences: list[int] = []
    for match in _WORD.finditer(text):
        entry = _find_cues(match[0])
        if entry is None:
            continue
        cues, phrases = entry
        occurrences += cues
        occurrences += [cue for cue, phrase in phrases if phrase.match(text, match.start())]
    return np.bincount(np.array(occurrences, np.intp), minlength=len(CUES))


def looks_back(text: str, published: date, question: str) -> bool:
    """Tell whether a sentence is on another time than its article and the question."""
    present = {str(published.year - 1), str(published.year), str(published.year + 1)}
    others = set(YEAR.findall(text)) - present - set(YEAR.findall(question))
    return bool(others) or bool(count_cues(text.lower())[_LOOKS_BACK])


@lru_cache(50_000)
def _find_cues(word: str) -> tuple[tuple[int, ...], tuple[_Numbered, ...]] | None:
    """Return the cues that a word is, and the phrases that may start with it; None without any."""
    any_cue, words, phrases = _compile()
    if not any_cue.fullmatch(word):
        return None
    possible: dict[int, list[str]] = {}
    for cue, head, phrase in phrases:
        if head.fullmatch(word):
            possible.setdefault(cue, []).append(phrase)
    return (
        tuple(cue for cue, pattern in words if pattern.fullmatch(word)),
        tuple((cue, re.compile(rf"(?:{'|'.join(p)})\b")) for cue, p in possible.items()),
    )


@cache
def _compile() -> tuple[re.Pattern[str], list[_Numbered], list[tuple[int, re.Pattern[str], str]]]:
    """Return a pattern of all words with which cues begin, as which most words are no cue.

    Behind it come the patterns of single words, and those of phrases with that of their first.
    """
    words, phrases, heads = [], [], set()
    for number, patterns in enumerate(CUES.values()):
        singles = []
        for pattern in _split(patterns, "|"):
            head, *tail = _split(_LOOKBEHIND.sub("", pattern), " -")
            heads.add(head)
            if tail:
                phrases.append((number, re.compile(head), pattern))
            else:
                singles.append(pattern)
        words.append((number, re.compile("|".join(singles) or "(?!)")))
    return re.compile("|".join(sorted(heads))), words, phrases


def _split(pattern: str, dividers: str) -> Iterator[str]:
    """Yield the parts of a regular expression between dividers that stand in no brackets."""
    depth, start = 0, 0
    for place, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if character in dividers and not depth:
            yield pattern[start:place]
            start = place + 1
    yield pattern[start:]
