"""Pool of sandboxed processes in which files are read, so that none can harm the bot."""

import atexit
import io
import os
import select
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bot.articles.findings import ArticleError, Finding, Rejection, RejectionCause
from bot.errors import DatelineError
from bot.reading.feeds.feed_findings import FeedDetail, FeedEntry, FeedFacts, FeedLink
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox.messages import (
    COMPLETE,
    LAST,
    READY,
    Message,
    MessageError,
    Status,
    decode,
)
from bot.reading.sandbox.read_task import ARTICLES, ReadTask
from bot.reading.sandbox.worker import OUT_OF_MEMORY, encode_request
from bot.reading.source import display_path, open_regular
from bot.system.processes.child_process import ChildProcess
from bot.system.processes.process_activity import read_activity

_BUFFER = 1024 * 1024
_START_SECONDS = 30.0
_EXIT_SECONDS = 5.0
_TICK_SECONDS = 0.25
_VARIABLES = ("LANG", "LC_ALL")

# Maximum number of idle workers; each exits by itself after a minute without work.
_MOST_IDLE = 2


class SandboxError(DatelineError):
    """Say that no process to read files in can be started."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"no process can be started to read files ({reason}): try again")


class _GoneError(Exception):
    """Say that a worker had exited before its request."""


class ReaderPool:
    """Worker processes, each of which reads one file at a time and is reused."""

    def __init__(self, module: str = "bot.reading.sandbox.worker") -> None:
        """Take the module that workers run."""
        self._module = module
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()

    def read(self, path: Path, limits: ReadLimits = DEFAULT_LIMITS) -> Iterator[Finding]:
        """Yield what ``reader.read`` does; a file that breaks its reader ends with a rejection.

        What was found before stays, and the rejection is ``truncated``. A slow consumer makes the
        worker wait, so that memory stays bounded. Raise SandboxError where no process can be
        started, which is not the file's fault.
        """
        try:
            with open_regular(path) as file:
                for message in self._receive(file, display_path(path), limits, ARTICLES):
                    if not isinstance(message, FeedEntry | FeedFacts | FeedLink):
                        yield message
        except ArticleError as error:
            yield Rejection(
                display_path(path), error.line, error.reason, truncated=True, cause=error.cause
            )

    def read_content(
        self, content: bytes, name: str, task: ReadTask, limits: ReadLimits = DEFAULT_LIMITS
    ) -> Iterator[Finding | FeedDetail]:
        """Yield what is looked for in the bytes of a file, which is called ``name``."""
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.seek(0)
            yield from self._receive(file, name, limits, task)

    def close(self) -> None:
        """Stop all idle workers."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()

    def _receive(
        self, file: BinaryIO, path: str, limits: ReadLimits, task: ReadTask
    ) -> Iterator[Finding | FeedDetail]:
        worker = self._begin_reading(file, path, limits, task)
        is_reusable = False
        try:
            while (message := worker.receive()) not in (COMPLETE, LAST):
                if not isinstance(message, Status):
                    yield message
            is_reusable = message == COMPLETE
        except (TimeoutError, EOFError, MessageError, OSError) as error:
            reason, cause = worker.explain_failure(error, limits, os.fstat(file.fileno()).st_size)
            reason += "; the rest of it was not read"
            yield Rejection(
                path, None, reason, truncated=True, cause=cause, progress=_compute_progress(file)
            )
        finally:
            self._give_back(worker, is_reusable)

    def _begin_reading(
        self, file: BinaryIO, path: str, limits: ReadLimits, task: ReadTask
    ) -> "_Worker":
        """Return a worker that has begun to read the file."""
        while True:
            with self._lock:
                idle = self._idle.pop() if self._idle else None
            worker = idle or _Worker(self._module)
            try:
                worker.begin(file, path, limits, task)
            except _GoneError:
                worker.stop()
                if idle is None:
                    raise SandboxError(f"it ends at once: {worker.exit_reason}") from None
            else:
                return worker

    def _give_back(self, worker: "_Worker", is_reusable: bool) -> None:
        with self._lock:
            has_room = is_reusable and len(self._idle) < _MOST_IDLE
            if has_room:
                self._idle.append(worker)
        if not has_room:
            worker.stop()


class _Worker:
    """A reader's process, seen from its parent."""

    def __init__(self, module: str) -> None:
        self._socket, child_socket = socket.socketpair()
        try:
            self._process = ChildProcess(
                module,
                str(child_socket.fileno()),
                variables=_VARIABLES,
                pass_fds=[child_socket.fileno()],
                has_own_session=True,
            )
        except OSError as error:
            self._socket.close()
            raise SandboxError(error.strerror or str(error)) from None
        finally:
            child_socket.close()
        self._messages = _PatientStream(self._socket, self._process.pid)
        self._stream: BinaryIO = io.BufferedReader(self._messages, _BUFFER)
        self._longest = 0

    @property
    def exit_reason(self) -> str:
        """Return how it ended, in words."""
        return self._process.exit_reason

    def begin(self, file: BinaryIO, path: str, limits: ReadLimits, task: ReadTask) -> None:
        """Begin a file; raise _GoneError where the process does not respond."""
        self._longest = 4 * limits.document  # bytes of UTF-8 from one of another encoding
        self._messages.patience = _START_SECONDS
        try:
            socket.send_fds(self._socket, [encode_request(path, limits, task)], [file.fileno()])
            if self.receive() != READY:
                raise _GoneError
        except (OSError, EOFError, MessageError):
            raise _GoneError from None
        self._messages.patience = limits.patience

    def receive(self) -> Message:
        """Return its next message; raise EOFError where it is gone."""
        message = decode(self._stream, self._longest)
        if message is None:
            raise EOFError
        return message

    def explain_failure(
        self, error: Exception, limits: ReadLimits, size: int
    ) -> tuple[str, RejectionCause]:
        """Stop it, and return why it did not finish a file, in words and by its cause.

        All failures of a reading process become rejections here.
        """
        if isinstance(error, TimeoutError):
            reason = f"reading it made no progress for {limits.patience:,} seconds"
            return reason, RejectionCause.TIME
        self.stop(wait=isinstance(error, EOFError))
        if isinstance(error, MessageError):
            return f"its reader sent an invalid message ({error})", RejectionCause.PROCESS
        code = self._process.exit_code
        if code == -signal.SIGXCPU:
            seconds = limits.cpu_seconds(size)
            reason = f"it takes more than {seconds:,} seconds of computing to read"
            return reason, RejectionCause.TIME
        if code == OUT_OF_MEMORY:
            reason = f"it takes more than {limits.memory // 1024**2:,} MiB of memory to read"
            return reason, RejectionCause.MEMORY
        return f"its reader crashed ({self.exit_reason})", RejectionCause.PROCESS

    def stop(self, wait: bool = False) -> None:
        """Kill it and what it may have started; ``wait`` where it exits by itself."""
        if wait:
            self._process.wait(_EXIT_SECONDS)
        self._process.kill()
        self._stream.close()
        self._socket.close()


class _PatientStream(io.RawIOBase):
    """What a process sends; its patience counts only while the process neither sends nor computes.

    On a busy machine a process may wait for a core for long: that is no fault of its file.
    """

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self._socket = connection
        self._pid = pid
        self.patience = _START_SECONDS

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Receive some bytes; raise TimeoutError where the process stands still for too long."""
        deadline = time.monotonic() + self.patience
        activity = read_activity(self._pid)
        while not select.select([self._socket], [], [], _TICK_SECONDS)[0]:
            previous, activity = activity, read_activity(self._pid)
            if previous and activity and activity.has_advanced(previous):
                deadline = time.monotonic() + self.patience
            elif time.monotonic() >= deadline:
                raise TimeoutError
        return self._socket.recv_into(buffer)


def _compute_progress(file: BinaryIO) -> float | None:
    """Return which share of a file a worker read, which shares its position with this process.

    None where it read nothing, or all of it before it made sense of any.
    """
    position, size = file.tell(), os.fstat(file.fileno()).st_size
    return position / size if 0 < position < size else None


_READERS = ReaderPool()
atexit.register(_READERS.close)


def read_in_sandbox(path: Path, limits: ReadLimits = DEFAULT_LIMITS) -> Iterator[Finding]:
    """Yield the findings of a file, read by one of this process's workers."""
    return _READERS.read(path, limits)


def read_content_in_sandbox(
    content: bytes, name: str, task: ReadTask, limits: ReadLimits = DEFAULT_LIMITS
) -> Iterator[Finding | FeedDetail]:
    """Yield what a worker finds in bytes that were fetched from the web."""
    return _READERS.read_content(content, name, task, limits)
