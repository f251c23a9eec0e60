"""Preloaded process: a command as a copy of a process that has loaded its modules already.

Loading them takes most of what a start takes, and hundreds of tests start one. A copy is a process
like any other: it has its own number, files, signals and end.
"""

import asyncio
import atexit
import os
import signal
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from weakref import WeakSet

from tests.paths import PROJECT

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["bot.cli.service_commands.serving", __name__])
_STARTED: WeakSet[ForkServerProcess] = WeakSet()


@atexit.register  # after multiprocessing's own, which would wait for them, and so before it
def _kill_all() -> None:
    for process in _STARTED:
        process.kill()


def can_be_preloaded(settings: Iterable[str]) -> bool:
    """Tell whether a copy heeds these variables: Python reads its own ones at its start."""
    return not any(name.startswith("PYTHON") for name in settings)


class PreloadedProcess:
    """``python -m bot`` with arguments, with what asyncio's processes offer."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        output: Path,
        errors: Path | None = None,
        given: Path | None = None,
    ) -> None:
        """Start it in a folder; it reads ``given``, and writes to the end of the other files.

        By default it is given nothing, and writes errors to ``output``.
        """
        files = given or Path(os.devnull), output, errors or output
        self._process = _CONTEXT.Process(
            target=_run_command,
            args=(tuple(arguments), dict(environment), str(folder), *map(str, files)),
        )
        self._process.start()
        _STARTED.add(self._process)
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        """Return the exit status, the negative number of a signal, None while it runs."""
        return self._process.exitcode

    async def wait(self) -> int:
        """Return the exit status."""
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode

    def wait_at_most(self, seconds: float) -> int:
        """Return the exit status; end it and raise TimeoutError where it takes longer."""
        self._process.join(seconds)
        status = self._process.exitcode
        if status is None:
            self.kill()
            raise TimeoutError(f"still running after {seconds:g} s")
        return status

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, which nobody gets after the end."""
        if self._process.exitcode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it without giving it any time."""
        self.send_signal(signal.SIGKILL)


def run_preloaded(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float
) -> tuple[int, str, str]:
    """Return the exit status and what was written to standard output and error."""
    with TemporaryDirectory() as scratch:
        output, errors = Path(scratch) / "output", Path(scratch) / "errors"
        process = PreloadedProcess(arguments, environment, folder, output, errors)
        status = process.wait_at_most(seconds)
        return status, output.read_text("utf-8"), errors.read_text("utf-8")


def _run_command(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: str,
    given: str,
    output: str,
    errors: str,
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    for number, path in enumerate((given, output, errors)):
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT if number else os.O_RDONLY
        descriptor = os.open(path, flags)
        os.dup2(descriptor, number)
        os.close(descriptor)
    # Python opened them when the process that is copied began.
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, "utf-8", "backslashreplace", closefd=False)
    sys.argv = [str(PROJECT / "bot" / "__main__.py"), *arguments]
    from bot.cli import main

    try:
        main()
    finally:
        atexit._run_exitfuncs()  # which a copy would leave out
