"""Cue counts: how often the cues of a language occur in a text.

Most words are no cue, so that each word is looked up as a whole: searching a text for every
pattern takes several times as long.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import numpy as np

from bot.answers.arrays import CountArray
from bot.answers.question.english.cues import CUES, YEAR

_WORD = re.compile(r"[\w'’]+")
_LOOKBEHIND = re.compile(r"\(\?<=[^)]*\)")
_MOST_WORDS = 50_000  # that are remembered

_Numbered = tuple[int, re.Pattern[str]]
"""The number of a cue, and a pattern of it."""

_Entry = tuple[tuple[int, ...], tuple[_Numbered, ...]] | None
"""The cues that a word is, and the phrases that may start with it; None without any."""


class CueCounter:
    """Counts some of the cues."""

    def __init__(self, names: Sequence[str]) -> None:
        self._size = len(names)
        self._entries = _WordEntries(names)

    def count(self, text: str) -> CountArray:
        """Return how often each cue occurs in ``text``, which is in lower case; shape (cues,)."""
        look_up = self._entries.__getitem__
        if not any(map(look_up, _WORD.findall(text))):
            return np.zeros(self._size, np.intp)
        occurrences: list[int] = []
        for match in _WORD.finditer(text):
            entry = look_up(match[0])
            if entry is None:
                continue
            cues, phrases = entry
            occurrences += cues
            occurrences += [cue for cue, phrase in phrases if phrase.match(text, match.start())]
        return np.bincount(np.array(occurrences, np.intp), minlength=self._size)


@cache
def get_cue_counter(names: tuple[str, ...]) -> CueCounter:
    """Return the counter of some of the cues, which are those in ``CUES``."""
    return CueCounter(names)


def looks_back(text: str, published: date, question: str) -> bool:
    """Tell whether a sentence is on another time than its article and the question."""
    present = {str(published.year - 1), str(published.year), str(published.year + 1)}
    others = set(YEAR.findall(text)) - present - set(YEAR.findall(question))
    return bool(others) or bool(get_cue_counter(("looks_back",)).count(text.lower()).any())


class _WordEntries(dict[str, _Entry]):
    """The entries of words, each made on its first look-up."""

    def __init__(self, names: Sequence[str]) -> None:
        self._words: list[_Numbered] = []
        self._phrases: list[tuple[int, re.Pattern[str], str]] = []
        heads: set[str] = set()
        for number, name in enumerate(names):
            singles = []
            for pattern in _split(CUES[name], "|"):
                head, *tail = _split(_LOOKBEHIND.sub("", pattern), " -")
                heads.add(head)
                if tail:
                    self._phrases.append((number, re.compile(head), pattern))
                else:
                    singles.append(pattern)
            self._words.append((number, re.compile("|".join(singles) or "(?!)")))
        # Of all words with which cues begin, as which most words are no cue.
        self._any_head = re.compile("|".join(sorted(heads)))

    def __missing__(self, word: str) -> _Entry:
        if len(self) >= _MOST_WORDS:
            self.clear()
        entry = self[word] = self._make(word) if self._any_head.fullmatch(word) else None
        return entry

    def _make(self, word: str) -> _Entry:
        possible: dict[int, list[str]] = {}
        for cue, head, phrase in self._phrases:
            if head.fullmatch(word):
                possible.setdefault(cue, []).append(phrase)
        return (
            tuple(cue for cue, pattern in self._words if pattern.fullmatch(word)),
            tuple((cue, re.compile(rf"(?:{'|'.join(p)})\b")) for cue, p in possible.items()),
        )


def _split(pattern: str, dividers: str) -> Iterator[str]:
    """Yield the parts of a regular expression between dividers that stand in no brackets."""
    depth, start = 0, 0
    for place, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if character in dividers and not depth:
            yield pattern[start:place]
            start = place + 1
    yield pattern[start:]
