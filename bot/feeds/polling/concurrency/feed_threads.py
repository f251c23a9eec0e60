"""FeedThreads: work off the event loop, in a few threads that nobody waits for at the end."""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
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
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()

        def settle(report: Callable[[], None]) -> None:
            self._turns.release()
            if not future.cancelled():
                report()

        def run() -> None:
            try:
                report = partial(future.set_result, work())
            except BaseException as failure:
                report = partial(future.set_exception, failure)
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, report)

        self._threads.run(partial(copy_context().run, run))
        return await future
