"""FeedThreads: work off the event loop, in a few threads that nobody waits for at the end."""

import asyncio
import threading
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from typing import TypeVar

_T = TypeVar("_T")


class FeedThreads:
    """Runs functions in at most so many threads at once.

    Not a ThreadPoolExecutor: Python waits for its threads when it exits, and a file that takes
    long to read would keep a stopped bot alive. What a thread writes may be cut off at any moment.
    """

    def __init__(self, most_threads: int = 2) -> None:
        self._turns = asyncio.Semaphore(most_threads)

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

        context = copy_context()
        threading.Thread(target=context.run, args=(run,), name="feeds", daemon=True).start()
        return await future
