"""Answer process: one of the processes that answer, as the one that serves has it."""

import os
import signal
import time
from contextlib import suppress

from bot.workers.answer_service import AnswerRequest, AnswerResult
from bot.workers.index_reader import IndexSource
from bot.workers.message_socket import MessageSocket


class AnswerProcess:
    """A process that answers one request at a time, and ends when ``lifeline`` is closed."""

    def __init__(self, connection: MessageSocket, lifeline: int) -> None:
        self._connection = connection
        self._lifeline: int | None = lifeline
        self._pid = 0

    @property
    def pid(self) -> int:
        """Return its process id, 0 until it is ready."""
        return self._pid

    @property
    def is_ready(self) -> bool:
        """Tell whether it has opened the index, while it is asked nothing."""
        return bool(self._pid) or (self._connection.wait(0) and self._connection.is_open)

    @property
    def is_running(self) -> bool:
        """Tell whether the process runs, while it is asked nothing."""
        return self._connection.is_open

    def assign(self, source: IndexSource) -> None:
        """Have it answer from an index; one that has ended already is noticed later."""
        with suppress(ConnectionError):
            self._connection.send(source)

    def wait_until_ready(self, end: float) -> None:
        """Wait until it has opened the index; raise as ``ask`` does."""
        if not self._pid:
            self._pid = self._connection.receive(_compute_remaining(end))

    def ask(self, request: AnswerRequest, end: float) -> AnswerResult:
        """Return the result of a request.

        Raise TimeoutError at the moment ``end``, and ConnectionError where the process dies. It
        is of no more use after either.
        """
        self.wait_until_ready(end)
        self._connection.send(request, _compute_remaining(end))
        result: AnswerResult = self._connection.receive(_compute_remaining(end))
        return result

    def interrupt(self) -> None:
        """Let whoever waits for a result in another thread meet a ConnectionError."""
        self._connection.shut_down()

    def kill(self) -> None:
        """End it at once, whatever it does; no other thread may use it."""
        lifeline, self._lifeline = self._lifeline, None
        if lifeline is not None:
            # The pipe ends what runs; a process that was halted takes nothing but this signal.
            if self._pid and self.is_running:
                with suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)
            os.close(lifeline)
        self._connection.close()


def _compute_remaining(end: float) -> float:
    return max(end - time.monotonic(), 1e-6)
