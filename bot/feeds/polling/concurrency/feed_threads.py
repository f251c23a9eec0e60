"""FeedThreads: work off the event loop, in a few threads that nobody waits for at the end."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.system.daemon_threads import DaemonThreads

_T = TypeVar("_T")


class FeedThreads:
    """Runs functions in at most so many threads at once.

    What a thread writes may be cut off at any moment.
    """

    def __init__(self, most_threads: int = 2) -> None:
        self._turns = asyncio.Semaphore(most_threads)
        self._threads = DaemonThreads("feeds")

    async def run(self, work: Callable[[], _T]) -> _T:
        """Return what ``work`` returns, or raise what it raises.

        Whoever stops waiting leaves the thread its turn until it has ended.
        """
        await self._turns.acquire()
        return await self._threads.call(work, self._turns.release)
