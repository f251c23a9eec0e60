"""Parts: what of a mention may be the answer, a whole name or some of its words."""

from itertools import chain

from bot.language.analyzer import Analyzer
from bot.language.mentions import Kind

_LONGEST = 3  # words

Part = tuple[str, int, tuple[str, ...]]
"""A mention or some of its words: its kind and words, how many those are, and its terms."""


def split_parts(mention: str, analyzer: Analyzer, language: str = "") -> list[Part]:
    """Return the whole mention, and of a name each run of up to three of its words.

    A mention is its kind, one character, and its key.
    """
    kind, words = mention[0], mention[1:].split(" ")
    # No term goes beyond a space, so that the parts' terms are those of their words.
    terms = analyzer.analyze_words(words, language)
    if len(words) == 1:
        return [(mention, 1, terms[0])]
    parts = [(mention, len(words), tuple(chain.from_iterable(terms)))]
    if kind == Kind.NAME:
        longest = min(_LONGEST, len(words) - 1)
        for first in range(len(words)):
            key, of_part = kind + words[first], terms[first]
            parts.append((key, 1, of_part))
            for last in range(first + 1, min(first + longest, len(words))):
                key, of_part = f"{key} {words[last]}", of_part + terms[last]
                parts.append((key, last - first + 1, of_part))
    return parts
