"""Places: names of countries, states, cities and continents, for questions that ask for one."""

from functools import lru_cache

import numpy as np

from bot.answers.data import DATA
from bot.answers.ragged import Places
from bot.language.hashing import hash_terms
from bot.language.mentions import Kind

_FILE = DATA / "places.txt"


def _read() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, name = line.partition("\t")
            names.setdefault(kind, set()).add(name)
    return {kind: frozenset(found) for kind, found in names.items()}


PLACES = _read()
"""By kind, each name in lower case."""

ANY_PLACE = frozenset().union(*PLACES.values())


@lru_cache
def hashes_of(names: frozenset[str]) -> Places:
    """Return the hashes that mentions of these places have, in order."""
    return np.sort(np.array(hash_terms(Kind.NAME + name for name in names), np.intp))
