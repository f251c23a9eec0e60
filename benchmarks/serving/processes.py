"""What /proc says of a process and all that it started: processor time and memory."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.processes import list_family

_TICKS = os.sysconf("SC_CLK_TCK")
_USER_TIME = 11  # fields of /proc/PID/stat behind the command's name
_SYSTEM_TIME = 12


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of a process: its share of all resident pages, and those of it alone."""

    pss: float
    private: float


def read_seconds(process: int) -> float:
    """Return the processor time of a process, with that of its children that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[_USER_TIME : _SYSTEM_TIME + 3])) / _TICKS


def read_family_seconds(process: int) -> float:
    """Return the processor time of a process and all that it has started."""
    return sum(map(read_seconds, list_family(process)))


def read_memory(process: int) -> Memory:
    """Return the memory of a process."""
    sizes: dict[str, int] = {}
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]:
            name, value, *_ = line.split()
            sizes[name.rstrip(":")] = int(value)
    private = sizes.get("Private_Clean", 0) + sizes.get("Private_Dirty", 0)
    return Memory(sizes.get("Pss", 0) / 1024, private / 1024)
