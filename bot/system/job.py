"""Errand: work in a process of its own, so that whoever asks questions meanwhile waits no more.

It is given JSON on standard input, which nobody else sees, and answers with JSON, an object a
line. It yields to the process that sends it, ends with it, and takes nobody along when it dies.
"""

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from bot.errors import DatelineError, UnavailableError
from bot.system.child_process import exit_with_parent, lower_priority
from bot.system.progress import Progress, no_progress

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

_NICENESS = 19
_TELLING_SECONDS = 0.5


class JobError(DatelineError):
    """Say that work in another process failed, and why, or that it broke off."""


class SubprocessJob:
    """A process that works for this one: ``module`` is run, and calls ``serve``."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._ended = False
        # A pipe would have to be read beside the answer.
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (it is closed at the end)
        self._process = subprocess.Popen(  # noqa: S603 (the command is ours)
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=child_environment(),
        )

    def answer(
        self, given: Mapping[str, object], track: Progress = no_progress, doing: str = ""
    ) -> dict[str, Any]:
        """Return the answer to what is given; log what the other process logs meanwhile.

        Raise ErrandError where it fails or breaks off, or UnavailableError where it does.
        """
        request = self._process.stdin
        with suppress(BrokenPipeError):
            if request is not None:
                request.write(json.dumps(given).encode() + b"\n")
                request.flush()  # it stays open: when it closes, the other process ends
        messages: list[dict[str, Any]] = []
        for _ in track(self._done(messages), doing):
            pass
        if not messages:
            raise self._broken_off()
        fault = messages[0].get("fault")
        if fault is not None:
            raise UnavailableError(fault) if messages[0]["unavailable"] else JobError(fault)
        return dict(messages[0]["answer"])

    def end(self) -> None:
        """Kill it, if it runs still."""
        self._ended = True
        self._process.kill()
        self._process.wait()
        for file in (self._process.stdin, self._process.stdout, self._errors):
            with suppress(BrokenPipeError):
                if file is not None:
                    file.close()

    def _done(self, messages: list[dict[str, Any]]) -> Iterator[None]:
        """Yield for every thing that is done, and put the last message aside."""
        for line in self._process.stdout or ():
            try:
                message = json.loads(line)
            except ValueError:
                return  # it died in the middle of a word
            if "done" in message:
                yield from [None] * message["done"]
            elif "log" in message:
                name, level, text = message["log"]
                logging.getLogger(name).log(level, "%s", text)
            else:
                messages.append(message)
                return

    def _broken_off(self) -> JobError:
        code = self._process.wait()
        if not self._ended:
            self._errors.seek(0)
            said = self._errors.read().decode(errors="replace").strip()
            how = f"exit status {code}" if code >= 0 else signal.Signals(-code).name
            _LOGGER.error("%s broke off (%s): %s", self._module, how, said)
        return JobError("the process that did it broke off; the log says why")


async def run_job(module: str, given: Mapping[str, object]) -> dict[str, Any]:
    """Return the answer of an errand, which is killed when nobody waits for it any more."""
    errand = SubprocessJob(module)
    try:
        return await asyncio.to_thread(errand.answer, given)
    finally:
        # It may take a moment to die, since it yields.
        await asyncio.to_thread(errand.end)


def child_environment() -> dict[str, str]:
    """Return what a process of ours may know: where the code is, and no secret."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DATELINE_")}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def serve_job(work: Callable[[dict[str, Any], Progress], Mapping[str, object]]) -> None:
    """Be such a process: answer one request with what ``work`` returns for it."""
    given = json.loads(sys.stdin.buffer.readline())
    exit_with_parent(sys.stdin.fileno())
    lower_priority(_NICENESS)
    speaker = _Speaker()
    logging.basicConfig(handlers=[speaker], format="%(message)s")
    try:
        answer = work(given, speaker.track)
    except DatelineError as error:
        unavailable = isinstance(error, UnavailableError)
        speaker.say({"fault": str(error), "unavailable": unavailable})
    else:
        speaker.say({"answer": answer})


class _Speaker(logging.Handler):
    """Says things to the other side, and what is logged here too."""

    def __init__(self) -> None:
        super().__init__()
        self._out = os.fdopen(os.dup(1), "w", encoding="ascii")
        os.dup2(2, 1)  # what a library prints would be no message
        self._alone = threading.Lock()

    def say(self, message: Mapping[str, object]) -> None:
        line = json.dumps(message)
        with self._alone:
            self._out.write(f"{line}\n")
            self._out.flush()

    def emit(self, record: logging.LogRecord) -> None:
        self.say({"log": [record.name, record.levelno, self.format(record)]})

    def track(self, items: Iterable[_T], doing: str, total: int | None = None) -> Iterator[_T]:
        done, said = 0, time.monotonic()
        for item in items:
            yield item
            done += 1
            if time.monotonic() - said > _TELLING_SECONDS:
                self.say({"done": done})
                done, said = 0, time.monotonic()
        self.say({"done": done})
