"""Machine check: memory, files that may be open, Python and its packages, the reading sandbox."""

import re
import resource
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, distribution, version
from itertools import zip_longest
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.doctor.diagnosis import Diagnosis, approve, blame, warn
from bot.localization.english import count_noun, format_bytes
from bot.reading.limits import ReadLimits
from bot.reading.sandbox.pool import read_in_sandbox

_DISTRIBUTION = "dateline-bot"
_OLDEST_PYTHON = (3, 11)
_LEAST_FILES, _ENOUGH_FILES = 256, 1024
_LEAST_MEMORY = 400_000_000  # bytes
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*>=\s*([0-9.]+)[^;]*$")
_SAMPLE = "date 2026-01-07\n\nThe bridge was opened by the mayor on Monday morning.\n"


def check_memory(index_size: int) -> Iterator[Diagnosis]:
    """Yield whether the memory that is available is enough for an index of so many bytes."""
    available = min(filter(None, (_read_available(), _read_cgroup())), default=None)
    if available is None:
        return
    text = f"{format_bytes(available)} are available"
    if available < _LEAST_MEMORY:
        yield warn(
            "memory", f"only {text}; the bot needs about {format_bytes(_LEAST_MEMORY)}",
            "end other programs or take a larger machine",
        )  # fmt: skip
    elif available < index_size:
        yield warn(
            "memory", f"{text}, less than the index of {format_bytes(index_size)}, so answers are "
            "slow", "take a larger machine, or leave old articles out",
        )  # fmt: skip
    else:
        yield approve("memory", f"{text}, the index has {format_bytes(index_size)}")


def check_open_files() -> Iterator[Diagnosis]:
    """Yield whether a process may have as many files open as the bot needs."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    text = f"a process may have {limit:,} files open"
    remedy = f"raise the limit: LimitNOFILE={_ENOUGH_FILES} in the unit, or ulimit -n"
    if limit != resource.RLIM_INFINITY and limit < _LEAST_FILES:
        yield blame("open files", f"only {limit:,} may be open at once", remedy)
    elif limit != resource.RLIM_INFINITY and limit < _ENOUGH_FILES:
        yield warn("open files", f"only {limit:,} may be open at once", remedy)
    else:
        yield approve("open files", text if limit != resource.RLIM_INFINITY else "no limit")


def check_time_zone(zone: ZoneInfo) -> Iterator[Diagnosis]:
    """Yield what time it is for the people who ask."""
    yield approve("time zone", f"it is {datetime.now(zone):%Y-%m-%d %H:%M} in {zone.key}")


def check_sandbox(limits: ReadLimits) -> Iterator[Diagnosis]:
    """Yield whether files can be read in a process of their own here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "2026-01-07-sample.txt")
        path.write_text(_SAMPLE)
        try:
            findings = list(read_in_sandbox(path, limits))
        except Exception as error:
            findings, reason = [], f"{type(error).__name__}: {error}"
        else:
            reasons = (f.reason for f in findings if isinstance(f, Rejection))
            reason = next(reasons, "it sent nothing")
    if any(isinstance(finding, Article) for finding in findings):
        yield approve("reading", "article files are read in a process of their own, with limits")
        return
    yield blame(
        "reading", f"a file cannot be read in a process of its own: {reason}",
        "see whether this machine lets programs start others and limit their memory; "
        "DATELINE_READ_MEMORY and DATELINE_READ_PATIENCE may be too small",
    )  # fmt: skip


def check_packages() -> Iterator[Diagnosis]:
    """Yield whether Python and the packages are as new as this program needs them."""
    name = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST_PYTHON:
        yield blame("Python", f"it is {name}", "install Python 3.11 or later")
        return
    try:
        requirements = distribution(_DISTRIBUTION).requires or []
    except PackageNotFoundError:
        yield approve("Python", f"{name}; the packages are not checked, as nothing is installed")
        return
    faults, count = [], 0
    for requirement in requirements:
        match = _REQUIREMENT.fullmatch(requirement.strip())
        if match is None:
            continue  # of an extra
        count += 1
        fault = _judge_package(match[1], match[2])
        if fault:
            faults.append(fault)
    if faults:
        yield blame("packages", "; ".join(faults), f"pip install --upgrade {_DISTRIBUTION}")
    else:
        yield approve("Python", f"{name}, with {count_noun('package', count)} as new as needed")


def _judge_package(name: str, minimum: str) -> str:
    try:
        current = version(name)
    except PackageNotFoundError:
        return f"{name} is missing"
    pairs = zip_longest(_split(current), _split(minimum), fillvalue=0)
    difference = next((x - y for x, y in pairs if x != y), 0)
    return f"{name} {current} is older than {minimum}" if difference < 0 else ""


def _split(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _read_available() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if "MemAvailable" in line) * 1024
    except (OSError, StopIteration, ValueError, IndexError):
        return None


def _read_cgroup() -> int | None:
    """Return what is left of the memory that a container may use, None without a limit."""
    folder = Path("/sys/fs/cgroup")
    try:
        limit = int((folder / "memory.max").read_text())
        return max(limit - int((folder / "memory.current").read_text()), 0)
    except (OSError, ValueError):
        return None
