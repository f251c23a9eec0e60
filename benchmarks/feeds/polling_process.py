"""The process that fetches feeds in a simulation: the bot's own, with a clock that runs fast."""

import asyncio
import gc
import json
import os
import sys
from pathlib import Path

from benchmarks.feeds.process_figures import read_private_memory
from benchmarks.feeds.simulated_clock import SimulatedClock
from bot.corpus.store import CorpusStore
from bot.feeds.polling.feed_service import FeedClocks, FeedOptions, FeedService
from bot.fetching.fetch_policy import FetchPolicy
from bot.fetching.fetcher import Fetcher
from bot.system.memory.allocator import keep_native_memory_flat

STEP_SECONDS = 300.0
PAUSE = 0.05
"""Real seconds between two requests to a host; a second of the simulation would take too long."""
_PATIENCE = 1.0  # real seconds that a page may take
_MOST_BYTES = 1_000_000
_DAY = 86_400.0


def make_service(folder: Path, clock: SimulatedClock) -> FeedService:
    """Return the feeds of a folder, as the bot has them."""
    policy = FetchPolicy(
        f"Dateline/{os.getpid()} (+https://bot.example)", allows_private=True, seconds=_PATIENCE,
        most_bytes=_MOST_BYTES, pause=PAUSE,
    )  # fmt: skip
    store = CorpusStore(folder / "corpus", folder / "data")
    store.recover()
    clocks = FeedClocks(clock.read_wall, clock.read_steady)
    return FeedService(store, folder / "data", FeedOptions(lambda: Fetcher(policy)), clocks)


async def follow(folder: Path, clock: SimulatedClock, seconds: float) -> None:
    """Look at what is due, step by step, until so many seconds have passed since the beginning.

    At the end of each day a line of JSON says what memory it takes.
    """
    async with make_service(folder, clock) as service:
        while clock.read_steady() < seconds:
            for result in await service.fetch():
                if result.error:
                    print(json.dumps({"error": result.error}), flush=True)
            day = clock.read_steady() // _DAY
            clock.advance(STEP_SECONDS)
            if clock.read_steady() // _DAY > day:
                gc.collect()
                blocks = sys.getallocatedblocks()
                figures = {"day": int(day), "memory": read_private_memory(), "blocks": blocks}
                print(json.dumps(figures), flush=True)


def main() -> None:
    """Take the folder, the clock's file and the last second."""
    folder, clock, seconds = sys.argv[1:]
    keep_native_memory_flat()  # as dateline run does
    asyncio.run(follow(Path(folder), SimulatedClock(Path(clock)), float(seconds)))


if __name__ == "__main__":
    main()
