"""Raw secrets: what must not be shown even where the settings themselves do not load."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

_NAMES = re.compile(r"DATELINE_\w*(?:TOKEN|SECRET|PASSWORD|KEY|URL|PROXY)\w*", re.IGNORECASE)
_LARGEST_FILE = 1_000_000


def read_raw_secrets() -> list[str]:
    """Return the values of variables that hold secrets by their names, of ``.env`` too."""
    return [*_select(os.environ), *_select(_read_env_file())]


def _select(values: Mapping[str, str | None]) -> Iterator[str]:
    yield from (value for name, value in values.items() if value and _NAMES.fullmatch(name))


def _read_env_file() -> Mapping[str, str | None]:
    from io import StringIO

    from dotenv.parser import parse_stream

    try:
        with Path(".env").open(encoding="utf-8", errors="replace") as file:
            bindings = parse_stream(StringIO(file.read(_LARGEST_FILE)))
            return {entry.key: entry.value for entry in bindings if entry.key}
    except OSError:
        return {}
