"""Parts: what of a mention may be the answer, a whole name or some of its words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress, count

import numpy as np

from bot.answers.runs import Places, Runs, runs
from bot.language.analyzer import Analyzer
from bot.language.mentions import Kind

WORD = "w"
"""The kind of a candidate that is a single word, no mention."""

_LONGEST = 3  # words
_MOST_CACHED = 100_000


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of mentions: the runs of ``mentions`` in ``part``, which numbers the ``keys``.

    ``terms`` are those of each key.
    """

    keys: Sequence[str]
    terms: Sequence[tuple[str, ...]]
    part: Places
    mentions: Runs


def parts_of(mentions: Iterable[str], known: frozenset[str], analyzer: Analyzer) -> Parts:
    """Return the parts that hold none of the terms that are ``known``."""
    flat: list[str] = []
    lengths: list[int] = []
    terms_of_flat: list[tuple[str, ...]] = []
    for mention in mentions:
        keys, terms = _parts(mention, analyzer)
        # The first is the whole mention, whose terms are those of all parts.
        if not known.isdisjoint(terms[0]):
            lacking = [known.isdisjoint(of) for of in terms]
            keys, terms = tuple(compress(keys, lacking)), tuple(compress(terms, lacking))
        flat += keys
        terms_of_flat += terms
        lengths.append(len(keys))
    numbers: dict[str, int] = defaultdict(count().__next__)
    part = np.fromiter(map(numbers.__getitem__, flat), np.intp, len(flat))
    terms_of_keys = dict(zip(flat, terms_of_flat, strict=True))
    return Parts(list(terms_of_keys), list(terms_of_keys.values()), part, runs(lengths))


def terms_of(key: str, analyzer: Analyzer) -> tuple[str, ...]:
    """Return the terms of a candidate."""
    return (key[1:],) if key[0] == WORD else tuple(analyzer.terms(key[1:]))


@lru_cache(_MOST_CACHED)
def _parts(mention: str, analyzer: Analyzer) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the keys of a mention and, where it is a name, of its parts, and their terms."""
    words = mention[1:].split(" ")
    # No term goes beyond a space, so that the parts' terms are those of their words.
    terms = analyzer.terms_of_each(words)
    if len(words) == 1:
        return (mention,), (terms[0],)
    keys, of_keys = [mention], [tuple(chain.from_iterable(terms))]
    if mention[0] == Kind.NAME:
        for size in range(1, min(_LONGEST, len(words) - 1) + 1):
            for first in range(len(words) - size + 1):
                keys.append(Kind.NAME + " ".join(words[first : first + size]))
                of_keys.append(tuple(chain.from_iterable(terms[first : first + size])))
    return tuple(keys), tuple(of_keys)
