"""Parts: what of a mention may be the answer, a whole name or some of its words."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from bot.language.analyzer import Analyzer
from bot.language.mentions import Kind, Mention

_LONGEST = 3  # words


class Part(NamedTuple):
    """A mention or some of its words: its kind and words, how many those are, and its terms."""

    key: str
    words: int
    terms: tuple[str, ...]


def parts_of(mention: Mention, analyzer: Analyzer, language: str = "") -> Iterator[Part]:
    """Yield the whole mention, and of a name each run of up to three of its words."""
    words = mention.key.split(" ")
    # No term goes beyond a space, so that the parts' terms are those of their words.
    terms = analyzer.terms_of_each(words, language)
    longest = min(_LONGEST, len(words) - 1) if mention.kind is Kind.NAME else 0
    yield Part(mention.kind + mention.key, len(words), tuple(chain.from_iterable(terms)))
    for size in range(1, longest + 1):
        for first in range(len(words) - size + 1):
            those = slice(first, first + size)
            key = mention.kind + " ".join(words[those])
            yield Part(key, size, tuple(chain.from_iterable(terms[those])))
