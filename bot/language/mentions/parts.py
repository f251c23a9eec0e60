"""Parts of a mention that may be the answer: the whole, and the word n-grams of a name."""

from itertools import chain

from bot.language.analyzer import Analyzer
from bot.language.mentions.mention_kind import Kind

_MAX_WORDS = 3

Part = tuple[str, int, tuple[str, ...]]
"""A part's key (its kind and words), the number of its words, and its terms."""


def split_parts(mention: str, analyzer: Analyzer, language: str = "") -> list[Part]:
    """Return the whole mention and, of a name, each n-gram of up to three words."""
    kind, words = mention[0], mention[1:].split(" ")
    # No term crosses a space, so the terms of a part are those of its words.
    terms = analyzer.analyze_words(words, language)
    if len(words) == 1:
        return [(mention, 1, terms[0])]
    parts = [(mention, len(words), tuple(chain.from_iterable(terms)))]
    if kind == Kind.NAME:
        longest = min(_MAX_WORDS, len(words) - 1)
        for first in range(len(words)):
            key, part_terms = kind + words[first], terms[first]
            parts.append((key, 1, part_terms))
            for last in range(first + 1, min(first + longest, len(words))):
                key, part_terms = f"{key} {words[last]}", part_terms + terms[last]
                parts.append((key, last - first + 1, part_terms))
    return parts
