"""Answer pool: so many processes that answer, each replaced when it dies or takes too long."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.errors import UnavailableError
from bot.workers.answer_process import AnswerProcess
from bot.workers.answer_service import AnswerRequest, AnswerResult
from bot.workers.fork_server import ForkServer
from bot.workers.index_reader import IndexSource
from bot.workers.time_limit import compute_end

_LOGGER = logging.getLogger(__name__)

_ATTEMPTS = 2
_LONGEST_ANSWER = 60.0
_PAUSE = 0.01


class LostAnswerError(UnavailableError):
    """Say that a request ended every process that was to answer it."""


class AnswerPool:
    """Ask ``size`` processes, each one request at a time; threads may share it.

    ``find_source`` returns the index to answer from, ``server`` starts the processes and is closed
    with the pool. ``deaths`` counts processes that died by themselves, ``stops`` those that were
    ended because an answer took too long.
    """

    def __init__(
        self, size: int, find_source: Callable[[], IndexSource], server: ForkServer | None = None
    ) -> None:
        self.size = size
        self.deaths = 0
        self.stops = 0
        self._find_source = find_source
        self._server = server or ForkServer()
        self._is_closed = False
        self._condition = threading.Condition()
        # None stands for a process that is yet to be started.
        self._idle: list[AnswerProcess | None] = [None] * size
        self._busy: set[AnswerProcess] = set()

    @property
    def pids(self) -> list[int]:
        """Return the ids of the processes that are ready."""
        with self._condition:
            return [process.pid for process in (*self._idle, *self._busy) if process]

    @property
    def busy_count(self) -> int:
        """Return how many requests are being answered."""
        with self._condition:
            return self.size - len(self._idle)

    @property
    def is_ready(self) -> bool:
        """Tell whether a process could answer at once, were it not busy."""
        with self._condition:
            return bool(self._busy) or any(process.is_ready for process in filter(None, self._idle))

    def wait_until_ready(self, seconds: float) -> None:
        """Wait until a process is ready, unless all end, but no longer than some seconds."""
        end = time.monotonic() + seconds
        while self._has_processes and not self.is_ready and time.monotonic() < end:
            time.sleep(_PAUSE)

    def start(self) -> None:
        """Start all that do not run without waiting for them; raise UnavailableError on failure."""
        with self._condition:
            for place, process in enumerate(self._idle):
                if process is None or not process.is_running:
                    self._idle[place] = self._start_process()
                    if process is not None:
                        process.kill()

    def ask(self, method: str, *arguments: Any) -> Any:
        """Return what a method of the answerer returns, or raise its error.

        A request whose process dies is made once more. Raise TimeoutError at the time limit of
        the context, LostAnswerError where the second process dies too, and UnavailableError
        where none can be started.
        """
        request = AnswerRequest(method, arguments)
        end = compute_end(_LONGEST_ANSWER)
        for _ in range(_ATTEMPTS):
            try:
                result = self._ask_once(request, end)
            except ConnectionError:
                continue
            if result.error is not None:
                raise result.error
            return result.value
        raise LostAnswerError(f"{_ATTEMPTS} processes died while they answered the same question")

    def close(self) -> None:
        """End all processes; whoever waits for one gets an UnavailableError."""
        with self._condition:
            self._is_closed = True
            idle, self._idle = self._idle, []
            for process in self._busy:
                process.interrupt()  # and is killed by whoever asked it
            self._condition.notify_all()
        for process in filter(None, idle):
            process.kill()
        self._server.close()

    @property
    def _has_processes(self) -> bool:
        with self._condition:
            return bool(self._busy) or any(
                process.is_running for process in filter(None, self._idle)
            )

    def _ask_once(self, request: AnswerRequest, end: float) -> AnswerResult:
        with self._take_process(end) as process:
            try:
                return process.ask(request, end)
            except TimeoutError:
                self.stops += 1
                raise
            except ConnectionError:
                if self._is_closed:
                    raise UnavailableError("the bot is stopping") from None
                self.deaths += 1
                _LOGGER.warning("An answer process died; its question is asked once more.")
                raise

    @contextmanager
    def _take_process(self, end: float) -> Iterator[AnswerProcess]:
        """Yield an idle process, for which others wait meanwhile; replace it after an error."""
        process = self._take_idle(end)
        try:
            if process is None or not process.is_running:
                if process is not None:
                    process.kill()
                process = None
                process = self._start_process()
            with self._condition:
                self._busy.add(process)
            yield process
        except BaseException:
            if process is not None:
                process.kill()
            self._give_back(process, None)
            raise
        self._give_back(process, process)

    def _take_idle(self, end: float) -> AnswerProcess | None:
        with self._condition:
            if not self._condition.wait_for(
                lambda: self._idle or self._is_closed, max(end - time.monotonic(), 0)
            ):
                raise TimeoutError
            if self._is_closed:
                raise UnavailableError("the bot is stopping")
            # The one that was used last has most of what it needs at hand.
            return self._idle.pop()

    def _give_back(self, process: AnswerProcess | None, successor: AnswerProcess | None) -> None:
        if successor is None and not self._is_closed:
            try:
                successor = self._start_process()
            except UnavailableError as error:
                _LOGGER.warning("%s", error)
        with self._condition:
            if process is not None:
                self._busy.discard(process)
            self._idle.append(successor)
            self._condition.notify()
            if not self._is_closed:
                return
        if successor is not None:
            successor.kill()

    def _start_process(self) -> AnswerProcess:
        return self._server.start_process(self._find_source())
