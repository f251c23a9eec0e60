"""Thesaurus: what WordNet says may stand for a word, and how common either is in that sense."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_PARTS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_MARKER = re.compile(r"\(\w+\)$")  # of adjectives that stand only before or after a noun
_INSTANCE, _DERIVED, _PERTAINS = "@i", "+", "\\"
_UNCOUNTED = 0.5  # uses of a first sense that the counted texts lack

_Sense = tuple[str, str]
"""A part of speech and an offset in its file."""


class Source(StrEnum):
    """How an alternative is related to a word."""

    SYNONYM = "synonym"
    DERIVED = "derived"
    ALIAS = "alias"
    PERTAINS = "pertains"


@dataclass(frozen=True, slots=True)
class Relation:
    """A word or phrase, and another that may stand for it.

    ``share``, ``alternative_share``: of the uses of either, those in the sense that they share.
    """

    word: str
    alternative: str
    source: Source
    share: float
    alternative_share: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sense: its names, and its links as mark, sense, and the two names that are linked."""

    names: Sequence[str]
    links: Sequence[tuple[str, _Sense, int, int]]


def read_relations(folder: Path) -> Iterator[Relation]:
    """Yield what WordNet's files in ``folder`` relate."""
    entries = _read_entries(folder)
    shares = _read_shares(folder)
    for word, senses in shares.items():
        for sense, share in senses.items():
            for source, name, of_name in _alternatives(word, sense, entries):
                if name.lower() != word:
                    surface = _find_surface(word, entries[sense])
                    in_sense = shares.get(name.lower(), {}).get(of_name, 0.0)
                    yield Relation(surface, name, source, share, in_sense)


def _alternatives(
    word: str, sense: _Sense, entries: Mapping[_Sense, _Entry]
) -> Iterator[tuple[Source, str, _Sense]]:
    """Yield names that may stand for a word in a sense, each with its own sense."""
    entry = entries[sense]
    is_instance = any(mark == _INSTANCE for mark, *_ in entry.links)
    for name in entry.names:
        yield Source.ALIAS if is_instance else Source.SYNONYM, name, sense
    numbers = {n + 1 for n, name in enumerate(entry.names) if name.lower() == word}
    for mark, other, from_name, to_name in entry.links:
        if mark == _PERTAINS and from_name in numbers:
            # French is of France, and so of the French Republic.
            for name in entries[other].names:
                yield Source.PERTAINS, name, other
        elif mark == _DERIVED and from_name in numbers:
            yield Source.DERIVED, entries[other].names[to_name - 1], other


def _find_surface(word: str, entry: _Entry) -> str:
    return next((name for name in entry.names if name.lower() == word), word)


def _read_entries(folder: Path) -> dict[_Sense, _Entry]:
    entries: dict[_Sense, _Entry] = {}
    for part, name in _FILES.items():
        for line in _read_lines(folder / f"data.{name}"):
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            names = [_MARKER.sub("", n).replace("_", " ") for n in fields[4 : 4 + 2 * count : 2]]
            start = 5 + 2 * count
            groups = (
                fields[n : n + 4] for n in range(start, start + 4 * int(fields[start - 1]), 4)
            )
            links = [
                (mark, (other_part.replace("s", "a"), offset), *bytes.fromhex(ends))
                for mark, offset, other_part, ends in groups
            ]
            entries[part, fields[0]] = _Entry(names, links)
    return entries


def _read_shares(folder: Path) -> dict[str, dict[_Sense, float]]:
    """Return for each word, in lower case, the share of its uses that each sense has."""
    uses: dict[str, dict[_Sense, float]] = defaultdict(dict)
    for line in _read_lines(folder / "index.sense"):
        key, offset, rank, count = line.split()
        word, _, rest = key.partition("%")
        sense = _PARTS[rest[0]], offset
        uses[word.replace("_", " ")][sense] = int(count) + _UNCOUNTED / int(rank)
    return {
        word: {sense: count / sum(senses.values()) for sense, count in senses.items()}
        for word, senses in uses.items()
    }


def _read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a WordNet file after its licence."""
    return (line for line in path.read_text("utf-8").splitlines() if not line.startswith("  "))
