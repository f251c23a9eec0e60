"""Places: names of countries, states, cities and continents, for questions that ask for one."""

from pathlib import Path

_FILE = Path(__file__).with_name("places.txt")


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
