"""Lenient settings: what can be read of them, where some are wrong."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.doctor.variable_check import PREFIX
from bot.errors import ConfigurationError
from bot.settings import Settings, read_leniently

ENV_FILE = Path(".env")


@dataclass(frozen=True, slots=True)
class LenientSettings:
    """The settings, those that are wrong by their defaults, and what is wrong with these.

    ``variables`` are the names of all settings, ``environment`` and ``file`` those that are set.
    ``wrong_lines`` are the numbers of the lines of ``.env`` that set nothing.
    """

    settings: Settings
    faults: tuple[ConfigurationError, ...]
    variables: tuple[str, ...]
    examples: Mapping[str, str]
    environment: tuple[str, ...]
    file: tuple[str, ...]
    wrong_lines: tuple[int, ...]


def load_leniently() -> LenientSettings:
    """Read the settings in any case."""
    settings, faults = read_leniently()
    names, lines = _read_file()
    fields = Settings.model_fields
    examples = {f"{PREFIX}{n.upper()}": str((f.examples or [""])[0]) for n, f in fields.items()}
    return LenientSettings(
        settings,
        tuple(faults),
        tuple(examples),
        examples,
        tuple(name for name in os.environ if name.upper().startswith(PREFIX)),
        tuple(names),
        tuple(lines),
    )


def _read_file() -> tuple[list[str], list[int]]:
    """Return which names ``.env`` sets, and the numbers of its lines that are wrong."""
    from dotenv.parser import parse_stream

    names, lines = [], []
    try:
        with ENV_FILE.open(encoding="utf-8") as file:
            for entry in parse_stream(file):
                if entry.error or (entry.key and entry.value is None):
                    # A line begins behind the empty ones before it.
                    blank = len(entry.original.string) - len(entry.original.string.lstrip())
                    gap = entry.original.string[:blank].count("\n")
                    lines.append(entry.original.line + gap)
                elif entry.key:
                    names.append(entry.key)
    except (OSError, UnicodeDecodeError):
        return [], []
    return names, lines
