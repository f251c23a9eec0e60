"""What /proc says of the bot's processes: processor time and memory, second by second."""

import asyncio
import os
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import command, list_family

HARNESS = "test server and people"
BOT = "bot"
CORES = os.cpu_count() or 1

_TICKS = os.sysconf("SC_CLK_TCK")
_TIMES = slice(11, 13)  # user and system time, of the fields behind the command's name
_IDLE = slice(3, 5)  # idle time and waiting for disks, of a line of /proc/stat


@dataclass(frozen=True, slots=True)
class Sample:
    """What the processes used until ``at``; memory in MB, times in seconds by role.

    ``busy``: of all cores, by whatever ran on the machine. ``age``: of the oldest question that
    waits for its answer; ``waiting``: how many requests do.
    """

    at: float
    memory: float
    anonymous: float
    processes: int
    seconds: Mapping[str, float]
    busy: float
    age: float
    waiting: int


def name_role(process: int) -> str:
    """Return the module that a process runs, ``BOT`` for the bot itself, "" where it ended."""
    words = command(process).split()
    module = (
        words[words.index("-m") + 1]
        if "-m" in words[:-1]
        else "".join(Path(word).name for word in words[:1])
    )
    return BOT if module == "bot" else module


def read_seconds(process: int) -> float:
    """Return the processor time of a process, 0 where it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[_TIMES])) / _TICKS


def read_busy_seconds() -> float:
    """Return the processor time of the whole machine."""
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(fields) - sum(fields[_IDLE])) / _TICKS


def read_memory(process: int) -> tuple[float, float]:
    """Return a process's share of resident memory in MB: all of it, and what no file holds."""
    sizes: dict[str, int] = {}
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]:
            name, value, *_ = line.split()
            sizes[name] = int(value)
    return sizes.get("Pss:", 0) / 1024, sizes.get("Pss_Anon:", 0) / 1024


@dataclass
class ProcessorClock:
    """The processor time of all processes so far, by role, also of those that have ended."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _last: dict[int, float] = field(default_factory=dict)

    def read(self, family: list[int]) -> Mapping[str, float]:
        """Return the seconds by role; what runs less than the time between two calls is missed."""
        now = {process: read_seconds(process) for process in family}
        for process, seconds in now.items():
            spent = seconds - self._last.get(process, 0.0)
            role = name_role(process) if spent > 0 else ""
            if role:
                self.seconds[role] += spent
        self._last = now
        self.seconds[HARNESS] = time.process_time()
        return dict(self.seconds)


class Sampler:
    """Take a sample each second in the background; ``samples`` are all so far."""

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self._clock = ProcessorClock()

    async def run(
        self, find_process: Callable[[], int | None], measure_queue: Callable[[], tuple[float, int]]
    ) -> None:
        """Sample the family of ``find_process()`` and ``measure_queue()``; never return."""
        due = time.monotonic()
        while True:
            await self.take(find_process(), measure_queue)
            due = max(due + 1, time.monotonic())
            await asyncio.sleep(due - time.monotonic())

    async def take(
        self, process: int | None, measure_queue: Callable[[], tuple[float, int]]
    ) -> None:
        """Take one sample."""
        family, memory, seconds = await asyncio.to_thread(self._look, process)
        age, waiting = measure_queue()
        self.samples.append(
            Sample(
                time.monotonic(), sum(pss for pss, _ in memory), sum(own for _, own in memory),
                len(family), seconds, read_busy_seconds(), age, waiting,
            )
        )  # fmt: skip

    def _look(
        self, process: int | None
    ) -> tuple[list[int], list[tuple[float, float]], Mapping[str, float]]:
        family = list_family(process) if process else []
        return family, [read_memory(each) for each in family], self._clock.read(family)
