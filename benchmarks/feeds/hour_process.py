"""The process that follows many feeds by the hour, and says what that takes."""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from benchmarks.feeds.polling_process import make_service
from benchmarks.feeds.process_figures import read_private_memory
from benchmarks.feeds.simulated_clock import SimulatedClock
from benchmarks.soak.processes import read_seconds
from bot.feeds.polling.feed_service import FeedService
from bot.system.memory.allocator import keep_native_memory_flat
from tests.processes import list_family

_HOUR = 3600.0
_STEP = 60.0
_IDLE_SECONDS = 15.0


async def follow_for(service: FeedService, clock: SimulatedClock, seconds: float) -> int:
    """Look at what is due, a minute after the other; return how many looks that came to."""
    end, looks = clock.read_steady() + seconds, 0
    while clock.read_steady() < end:
        looks += len(await service.fetch())
        clock.advance(_STEP)
    return looks


async def measure(folder: Path, clock: SimulatedClock, hours: int) -> dict[str, float]:
    """Return seconds of the processor for each hour, and for each second without any look."""
    async with make_service(folder, clock) as service:
        await follow_for(service, clock, 2 * _HOUR)  # the first entries of all
        begin, own = _read_family_seconds(), time.process_time()
        looks = await follow_for(service, clock, hours * _HOUR)
        busy, busy_alone = _read_family_seconds() - begin, time.process_time() - own
        memory = read_private_memory()
        own = time.process_time()
        polling = asyncio.create_task(service.run())
        await asyncio.sleep(_IDLE_SECONDS)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        idle = time.process_time() - own
    return {
        "looks": looks, "hour": busy / hours, "hour_alone": busy_alone / hours,
        "idle_second": idle / _IDLE_SECONDS, "memory": memory,
    }  # fmt: skip


def _read_family_seconds() -> float:
    return sum(map(read_seconds, list_family(os.getpid())))


def main() -> None:
    """Take the folder, the clock's file and the hours."""
    folder, clock, hours = sys.argv[1:]
    keep_native_memory_flat()  # as dateline run does
    result = asyncio.run(measure(Path(folder), SimulatedClock(Path(clock)), int(hours)))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
