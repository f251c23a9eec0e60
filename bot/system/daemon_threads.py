"""Daemon threads: threads that run one job after the other, and that nobody waits for."""

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from typing import TypeVar

_T = TypeVar("_T")
_Job = Callable[[], Callable[[], None] | None]


class DaemonThreads:
    """Run jobs at once, in threads that are used again; ``name`` is that of each.

    Not a ThreadPoolExecutor: Python waits for its threads when it exits, and a job without end
    would keep a stopped bot alive. A thread for each job would cost the event loop a twentieth of
    its time, and scatter what jobs take over the memory of many threads.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._idle_count = 0

    def run(self, job: _Job) -> None:
        """Run ``job``, which must not raise, in a thread that is idle, or else in a new one.

        What it returns says that it has ended, and is called when its thread counts as idle: who
        was told before would begin the next job in a new thread, and have more and more of them.
        """
        with self._lock:
            has_idle = self._idle_count > 0
            self._idle_count -= has_idle
        if not has_idle:
            threading.Thread(target=self._work, name=self._name, daemon=True).start()
        self._jobs.put(job)

    def call(
        self, work: Callable[[], _T], release: Callable[[], None] = lambda: None
    ) -> asyncio.Future[_T]:
        """Run ``work`` off the event loop, in the context of now; return what it comes to.

        ``release`` is called in the event loop when it has ended, whoever waits still.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()

        def settle(report: Callable[[], None]) -> None:
            release()
            if not future.cancelled():
                report()

        def run() -> Callable[[], None]:
            try:
                report = partial(future.set_result, work())
            except BaseException as failure:
                report = partial(future.set_exception, failure)
            return partial(send, report)

        def send(report: Callable[[], None]) -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(settle, report)

        self.run(partial(copy_context().run, run))
        return future

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            report = job()
            with self._lock:
                self._idle_count += 1
            if report is not None:
                report()
            del job, report  # an idle thread is to hold nothing of what it did
