"""Jobs: work in a child process, so that answering questions is not held up.

The request is JSON on standard input, which no other process can see; the replies are JSON, an
object a line. A job runs at low priority, exits with its parent, and its crash does not affect
the parent.
"""

import asyncio
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from bot.errors import DatelineError, UnavailableError
from bot.system.log_lines.line_format import format_exception
from bot.system.processes.child_process import ChildProcess, exit_with_parent, lower_priority
from bot.system.progress import Progress, no_progress

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

_NICENESS = 19
_PROGRESS_SECONDS = 0.5


class JobError(DatelineError):
    """Say that work in another process failed, and why, or that the process crashed."""


class SubprocessJob:
    """A child process that runs ``module``, which calls ``serve_job``."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._is_closed = False
        self._process = ChildProcess(module, collects_output=True)

    def run(
        self,
        request: Mapping[str, object],
        progress: Progress = no_progress,
        description: str = "",
    ) -> dict[str, Any]:
        """Return the result for a request; log what the child logs meanwhile.

        Raise JobError where it fails or crashes, or UnavailableError where it raises that.
        """
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()  # it stays open: the child exits when it closes
        replies: list[dict[str, Any]] = []
        for _ in progress(self._steps(replies), description):
            pass
        if not replies:
            raise self._crash()
        error = replies[0].get("error")
        if error is not None:
            raise UnavailableError(error) if replies[0]["unavailable"] else JobError(error)
        return dict(replies[0]["result"])

    def close(self) -> None:
        """Kill the process if it still runs."""
        self._is_closed = True
        self._process.kill()

    def _steps(self, replies: list[dict[str, Any]]) -> Iterator[None]:
        """Yield once for each item that is done, and append the final reply."""
        for line in self._process.stdout:
            try:
                message = json.loads(line)
            except ValueError:
                return  # it died in the middle of a line
            if "steps" in message:
                yield from [None] * message["steps"]
            elif "log" in message:
                name, level, text, trace = message["log"]
                extra = {"exception": trace} if trace else None
                logging.getLogger(name).log(level, "%s", text, extra=extra)
            else:
                replies.append(message)
                return

    def _crash(self) -> JobError:
        self._process.wait()
        if not self._is_closed:
            reason, errors = self._process.exit_reason, self._process.read_errors()
            _LOGGER.error("%s crashed (%s): %s", self._module, reason, errors)
        return JobError("the background process crashed; the log says why")


async def run_job(module: str, request: Mapping[str, object]) -> dict[str, Any]:
    """Return a job's result; the job is killed when nobody waits for it any more."""
    job = SubprocessJob(module)
    try:
        return await asyncio.to_thread(job.run, request)
    finally:
        # At its low priority it may take a moment to die.
        await asyncio.to_thread(job.close)


def serve_job(work: Callable[[dict[str, Any], Progress], Mapping[str, object]]) -> None:
    """Be the child process: read one request and reply with what ``work`` returns for it."""
    request = json.loads(sys.stdin.buffer.readline())
    exit_with_parent(sys.stdin.fileno())
    lower_priority(_NICENESS)
    channel = _Channel()
    logging.basicConfig(handlers=[channel])
    logging.captureWarnings(True)
    try:
        result = work(request, channel.track)
    except DatelineError as error:
        unavailable = isinstance(error, UnavailableError)
        channel.send({"error": str(error), "unavailable": unavailable})
    else:
        channel.send({"result": result})


class _Channel(logging.Handler):
    """Sends messages to the parent: log records, progress and the reply."""

    def __init__(self) -> None:
        super().__init__()
        self._stream = os.fdopen(os.dup(1), "w", encoding="ascii")
        os.dup2(2, 1)  # what a library prints is not a message
        self._write_lock = threading.Lock()

    def send(self, message: Mapping[str, object]) -> None:
        line = json.dumps(message)
        with self._write_lock:
            self._stream.write(f"{line}\n")
            self._stream.flush()

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        trace = format_exception(error) if error else ""
        self.send({"log": [record.name, record.levelno, record.getMessage(), trace]})

    def track(
        self, items: Iterable[_T], description: str, /, total: int | None = None
    ) -> Iterator[_T]:
        steps, last_time = 0, time.monotonic()
        for item in items:
            yield item
            steps += 1
            if time.monotonic() - last_time > _PROGRESS_SECONDS:
                self.send({"steps": steps})
                steps, last_time = 0, time.monotonic()
        self.send({"steps": steps})
