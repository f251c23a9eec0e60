"""Vouching: which sentence holds which candidate for the answer, and where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.answers.pool import Places, Pool, Reals
from bot.language.analyzer import Analyzer
from bot.language.mentions import Kind
from bot.language.notes import Note

WORD = "w"
"""The kind of a candidate that is a single word, no mention."""

_HITS_FOR_WORDS = 15
_LONGEST_SENTENCE = 60  # terms: what is longer is a list
_LONGEST_PART = 3


@dataclass(frozen=True, slots=True)
class Pairs:
    """A sentence and a candidate in it: where it stands and whether the title has it too."""

    sentence: Places
    candidate: Places
    mention: Places
    position: Places
    titled: Reals
    asked_positions: Places
    noun_positions: Places
    noun: Reals


def collect(pool: Pool, analyzer: Analyzer) -> tuple[list[str], Pairs]:
    """Return the keys of all candidates, and where they stand."""
    ids: dict[str, int] = {}
    found: list[int] = []  # one after the other, five a pair
    columns = {term: column for column, term in enumerate(pool.query.terms)}
    known = frozenset(columns)
    noun = pool.query.asked.noun
    asked_positions = np.full((len(pool), max(1, len(known))), -1)
    noun_positions = np.full((len(pool), max(1, len(noun))), -1)
    nouns = np.zeros(len(pool))
    for row, hit in enumerate(pool.hit.tolist()):
        note, title = pool.notes[row], pool.titles[hit]
        if len(note.terms) > _LONGEST_SENTENCE:
            continue
        position = dict(zip(reversed(note.terms), range(len(note.terms) - 1, -1, -1), strict=True))
        for term in known.intersection(position):
            asked_positions[row, columns[term]] = position[term]
        if noun:
            nouns[row] = title.union(position).issuperset(noun)
            noun_positions[row] = [position.get(term, -1) for term in noun]
        held = dict(_mentioned(note, known, analyzer))
        if hit < _HITS_FOR_WORDS:
            held |= dict(_worded(position, known, held))
        for key, (mention, terms) in held.items():
            found += (row, ids.setdefault(key, len(ids)), mention, _first(position, terms),
                      title.issuperset(terms))  # fmt: skip
    table = np.array(found, np.intp).reshape(-1, 5)
    sentence, number_of, mention_of, position_of, in_title = table.T
    pairs = Pairs(
        sentence, number_of, mention_of, position_of, in_title.astype(np.float64),
        asked_positions, noun_positions, nouns,
    )  # fmt: skip
    return list(ids), pairs


_Held = tuple[str, tuple[int, tuple[str, ...]]]


def _mentioned(note: Note, known: frozenset[str], analyzer: Analyzer) -> Iterator[_Held]:
    """Yield the mentions and parts that the question lacks: key, number of mention, terms."""
    for number, mention in enumerate(note.mentions):
        for key, terms in _parts(mention, analyzer):
            if known.isdisjoint(terms):
                yield key, (number, terms)


def _worded(
    position: Mapping[str, int],
    known: frozenset[str],
    held: Mapping[str, tuple[int, tuple[str, ...]]],
) -> Iterator[_Held]:
    """Yield the words that are in no mention, nor asked."""
    within = {term for _, terms in held.values() for term in terms}
    for term in position:
        if term not in known and term not in within and not term[0].isdigit():
            yield WORD + term, (-1, (term,))


def _first(position: Mapping[str, int], terms: tuple[str, ...]) -> int:
    return position.get(terms[0], -1) if terms else -1


@lru_cache(100_000)
def _parts(mention: str, analyzer: Analyzer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a mention's key and, of a name, those of its parts, each with its terms."""
    return tuple((key, terms_of(key, analyzer)) for key in _part_keys(mention))


def _part_keys(mention: str) -> Iterator[str]:
    yield mention
    words = mention[1:].split(" ")
    if mention[0] == Kind.NAME:
        for size in range(1, min(_LONGEST_PART, len(words) - 1) + 1):
            for first in range(len(words) - size + 1):
                yield Kind.NAME + " ".join(words[first : first + size])


@lru_cache(100_000)
def terms_of(key: str, analyzer: Analyzer) -> tuple[str, ...]:
    """Return the terms of a candidate."""
    return (key[1:],) if key[0] == WORD else tuple(analyzer.terms(key[1:]))


def grouped_maximum(group: Places, value: Reals) -> tuple[Places, Reals]:
    """Return each group that occurs, in order, and the largest value in it."""
    if not len(group):
        return group, value
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    return ordered[starts], np.maximum.reduceat(value[order], starts)
