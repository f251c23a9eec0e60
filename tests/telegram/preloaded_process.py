"""Preloaded process: the bot as a copy of a process that has loaded its modules already.

Loading them takes most of what a start takes, and hundreds of tests start it. A copy is a process
like any other: it has its own number, files, signals and end.
"""

import asyncio
import atexit
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from weakref import WeakSet

from tests.paths import PROJECT

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["bot.cli.service_commands.serving", __name__])
_STARTED: WeakSet[ForkServerProcess] = WeakSet()


@atexit.register  # after multiprocessing's own, which would wait for them, and so before it
def _kill_all() -> None:
    for process in _STARTED:
        process.kill()


class PreloadedProcess:
    """``python -m bot run``, with what asyncio's processes offer."""

    def __init__(self, environment: Mapping[str, str], folder: Path, log_file: Path) -> None:
        """Start it in a folder; it writes to the end of ``log_file``."""
        self._process = _CONTEXT.Process(
            target=_run_bot, args=(dict(environment), str(folder), str(log_file))
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

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, which nobody gets after the end."""
        if self._process.exitcode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it without giving it any time."""
        self.send_signal(signal.SIGKILL)


def _run_bot(environment: Mapping[str, str], folder: str, log_file: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    for path, flags, numbers in (
        (os.devnull, os.O_RDONLY, (0,)),
        (log_file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, (1, 2)),
    ):
        descriptor = os.open(path, flags)
        for number in numbers:
            os.dup2(descriptor, number)
        os.close(descriptor)
    sys.argv = [str(PROJECT / "bot" / "__main__.py"), "run"]
    from bot.cli import main

    try:
        main()
    finally:
        atexit._run_exitfuncs()  # which a copy would leave out
