"""Variable check: settings that nobody reads, or that cannot be read."""

import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.doctor.diagnosis import Diagnosis, blame, warn
from bot.errors import ConfigurationError
from bot.reading.source import display_path

PREFIX = "DATELINE_"

_SUBJECT = "settings"
_LEAST_LIKENESS = 75.0
_LEAST_LIKENESS_WITHOUT_PREFIX = 88.0
_SECRET_NAMES = re.compile("TOKEN|SECRET|PASSWORD|_URL|KEY|PROXY")

# Read by the tests and the benchmarks, not by the bot.
_OTHER_NAMES = frozenset({"DATELINE_BENCHMARK"})


def check_names(
    environment: Collection[str], file: Collection[str], settings: Sequence[str]
) -> Iterator[Diagnosis]:
    """Yield the names in the environment and in ``.env`` that are no settings.

    Of names without the prefix, only those that were meant to be settings.
    """
    for place, names in ((".env", file), ("the environment", environment)):
        for name in sorted(set(names) - _OTHER_NAMES):
            # Names are read in any case.
            if name.upper() not in settings:
                yield from _judge(name, place, settings)


def check_lines(numbers: Iterable[int]) -> Iterator[Diagnosis]:
    """Yield the lines of ``.env`` that set nothing."""
    for number in numbers:
        yield blame(
            _SUBJECT,
            f"line {number} of .env is not of the form NAME=value, so it has no effect",
            "correct it, or put # in front of it",
        )


def check_file(path: Path, names: Collection[str]) -> Iterator[Diagnosis]:
    """Yield whether others may read secrets in ``.env``."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return
    has_secrets = any(_SECRET_NAMES.search(name.upper()) for name in names)
    if has_secrets and mode & (stat.S_IRGRP | stat.S_IROTH):
        yield warn(
            _SUBJECT,
            f"other users of this machine can read the secrets in {display_path(path)}",
            f"chmod 600 {display_path(path)}",
        )


def explain_faults(
    faults: Sequence[ConfigurationError], examples: Mapping[str, str]
) -> Iterator[Diagnosis]:
    """Yield the settings whose values cannot be read."""
    for fault in faults:
        if fault.variable == ".env":
            yield blame(
                _SUBJECT, f".env: {fault.fault}",
                "make it a text file in UTF-8 that the user of the bot can read",
            )  # fmt: skip
            continue
        example = examples.get(fault.variable, fault.example)
        yield blame(
            _SUBJECT,
            f"{fault.variable}: {fault.fault}",
            f"set it as in {fault.variable}={example}, or delete it",
        )


def _judge(name: str, place: str, settings: Sequence[str]) -> Iterator[Diagnosis]:
    has_prefix = name.upper().startswith(PREFIX)
    likeness = _LEAST_LIKENESS if has_prefix else _LEAST_LIKENESS_WITHOUT_PREFIX
    candidates = [*settings]
    if not has_prefix:
        candidates += [s.removeprefix(PREFIX) for s in settings if s.count("_") > 1]
    match = process.extractOne(name.upper(), candidates, scorer=fuzz.ratio, score_cutoff=likeness)
    if match:
        nearest = match[0] if match[0].startswith(PREFIX) else f"{PREFIX}{match[0]}"
        yield blame(
            _SUBJECT,
            f"{name} in {place} is no setting, so its value has no effect",
            f"call it {nearest}",
        )
    elif has_prefix:
        yield warn(
            _SUBJECT,
            f"{name} in {place} is no setting, so its value has no effect",
            "delete it; the table in README.md has all settings",
        )
