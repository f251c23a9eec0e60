"""A supervisor: starts the bot, starts it again when it ends, and kills it and its processes."""

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import aiohttp

from benchmarks.soak.journal import Journal
from bot.settings import Settings
from tests.ports import find_free_port
from tests.processes import list_family
from tests.telegram.process import BotProcess
from tests.telegram.server import Server

# Telegram allows a bot 30 messages a second: here it is the bot that is measured, not Telegram.
_UNLIMITED = {"messages_per_second": "0"}


class SoakBot(BotProcess):
    """The bot, or a ``program`` in its place."""

    def __init__(
        self, server: Server, folder: Path, program: Sequence[str] = (), **settings: str
    ) -> None:
        self.port = find_free_port()
        rates = {
            f"DATELINE_{name.upper()}": value
            for name, value in _UNLIMITED.items()
            if name in Settings.model_fields
        }
        health = {"DATELINE_HEALTH_PORT": str(self.port)}
        super().__init__(server, folder, seeds="", **rates, **health, **settings)
        self._program = program or (sys.executable, "-m", "bot", "run")

    async def start(self) -> None:
        """Start the process without waiting for anything."""
        with self.log_file.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._program, cwd=self.folder, env=self.environment,
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    @property
    def number(self) -> int | None:
        """Return the number of the process, None where it does not run."""
        return self._process.pid if self._process and self.returncode is None else None

    async def wait(self) -> int:
        """Wait until the process ends, however long that takes, and return its exit status."""
        assert self._process is not None
        return await self._process.wait()

    async def read_metric(self, name: str) -> float | None:
        """Return a number that the bot publishes, None where it publishes none."""
        url = f"http://127.0.0.1:{self.port}/metrics"
        try:
            async with aiohttp.request("GET", url) as response:
                lines = (await response.text()).splitlines()
        except aiohttp.ClientError:
            return None
        values = [line.split()[1] for line in lines if line.startswith(f"{name} ")]
        return float(values[0]) if values else None


class Supervisor:
    """Keep a bot running; ``failures`` are the times when it ended although nobody ended it."""

    def __init__(self, bot: SoakBot, journal: Journal, seed: int) -> None:
        self.bot = bot
        self.failures: list[str] = []
        self._journal = journal
        self._random = random.Random(seed)
        self._restart: asyncio.Task[None] | None = None

    async def kill_often(self, pauses: tuple[float, float]) -> None:
        """Kill the bot by chance, so many seconds after it polls; start it at once; never return.

        One that ends by itself is started again, too.
        """
        while True:
            end = asyncio.create_task(self.bot.wait())
            await asyncio.wait([end], timeout=self._random.uniform(*pauses))
            if end.done():
                self.failures.append(f"the bot ended by itself with status {end.result()}")
                await asyncio.sleep(1)
            # Whoever cancels this does not leave a bot behind that is half killed or half started.
            self._restart = asyncio.create_task(self._restart_bot(end))
            await asyncio.shield(self._restart)

    async def settle(self) -> None:
        """Wait until a restart that has begun is over."""
        if self._restart is not None:
            await self._restart

    async def _restart_bot(self, end: asyncio.Task[int]) -> None:
        if not end.done():
            self._journal.kills.append(time.monotonic())
            self.bot.signal(signal.SIGKILL)
            await end
        await self.bot.start()
        try:
            await self.bot.ready()
        except AssertionError as error:
            # It is started once more by whoever waits for its end.
            self.failures.append(str(error)[:500])

    async def kill_children_often(self, pauses: tuple[float, float]) -> None:
        """Kill a process that the bot started, by chance; never return."""
        while True:
            await asyncio.sleep(self._random.uniform(*pauses))
            await self._kill_child()

    async def _kill_child(self) -> None:
        """Kill one as soon as there is one: those that read files are there for moments."""
        end = time.monotonic() + 5
        while time.monotonic() < end:
            number = self.bot.number
            family = list_family(number)[1:] if number else []
            if family:
                with suppress(ProcessLookupError):
                    os.kill(self._random.choice(family), signal.SIGKILL)
                    self._journal.child_kills.append(time.monotonic())
                return
            await asyncio.sleep(0.02)


async def await_condition(check: Callable[[], bool], seconds: float) -> bool:
    """Wait until ``check`` is true, at most so many seconds; tell whether it is."""
    end = time.monotonic() + seconds
    while not check():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.1)
    return True
