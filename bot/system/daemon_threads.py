"""Daemon threads: threads that run one job after the other, and that nobody waits for."""

import asyncio
import queue
import threading
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from typing import TypeVar

_T = TypeVar("_T")


class DaemonThreads:
    """Run jobs at once, in threads that are used again; ``name`` is that of each.

    Not a ThreadPoolExecutor: Python waits for its threads when it exits, and a job without end
    would keep a stopped bot alive. A thread for each job would cost the event loop a twentieth of
    its time, and scatter what jobs take over the memory of many threads.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._idle_count = 0

    def run(self, job: Callable[[], None]) -> None:
        """Run ``job``, which must not raise, in a thread that is idle, or else in a new one."""
        with self._lock:
            has_idle = self._idle_count > 0
            self._idle_count -= has_idle
        if has_idle:
            self._jobs.put(job)
        else:
            threading.Thread(target=self._work, args=(job,), name=self._name, daemon=True).start()

    def call(self, work: Callable[[], _T], release: Callable[[], None]) -> asyncio.Future[_T]:
        """Run ``work`` off the event loop, in the context of now; return what it comes to.

        ``release`` is called in the event loop when it has ended, whoever waits still.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()

        def settle(report: Callable[[], None]) -> None:
            release()
            if not future.cancelled():
                report()

        def run() -> None:
            try:
                report = partial(future.set_result, work())
            except BaseException as failure:
                report = partial(future.set_exception, failure)
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, report)

        self.run(partial(copy_context().run, run))
        return future

    def _work(self, job: Callable[[], None]) -> None:
        while True:
            job()
            with self._lock:
                self._idle_count += 1
            # Whoever counts on this thread puts its job here.
            job = self._jobs.get()
