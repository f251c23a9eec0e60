"""Search threads: daemon threads that run one thing after the other, off the event loop."""

import queue
import threading
from collections.abc import Callable


class SearchThreads:
    """Run what they are given at once, in threads that are used again.

    Not a ThreadPoolExecutor: Python waits for its threads when it exits, and a search without
    end would keep a stopped bot alive. A thread for each search would cost the event loop a
    twentieth of its time.
    """

    def __init__(self) -> None:
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
            threading.Thread(target=self._work, args=(job,), name="search", daemon=True).start()

    def _work(self, job: Callable[[], None]) -> None:
        while True:
            job()
            with self._lock:
                self._idle_count += 1
            # Whoever counts on this thread puts its job here.
            job = self._jobs.get()
