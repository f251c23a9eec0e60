"""The real bot as a process of its own, talking to the tests' server."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

from tests.paths import PROJECT
from tests.preloaded_process import PreloadedProcess, can_be_preloaded
from tests.telegram.server import Server
from tests.waiting import LAST_RESORT

SEEDS = PROJECT / "seeds"
_COMMAND = (sys.executable, "-m", "bot", "run")


class BotProcess:
    """``python -m bot run`` with a corpus and a data folder under ``folder``.

    ``command`` can be another that does the same, and something else.
    """

    def __init__(
        self, server: Server, folder: Path, *, seeds: str = str(SEEDS), **settings: str
    ) -> None:
        self.server = server
        self.folder = folder
        self.log_file = folder / "bot.log"
        self.corpus = folder / "corpus"
        self.corpus.mkdir(parents=True, exist_ok=True)
        self.command: Sequence[str] = _COMMAND
        self.settings = {"DATELINE_SEEDS": seeds, **settings}
        self._process: asyncio.subprocess.Process | PreloadedProcess | None = None

    @property
    def log(self) -> str:
        """Return all that the process wrote."""
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    async def start(self) -> None:
        """Start the process without waiting for anything."""
        with self.log_file.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def ready(self) -> None:
        """Wait until the process polls, or has set its webhook."""
        polls, webhooks = self.server.polling.count, self.server.webhook.count

        def serves_or_ended() -> bool:
            assert self.returncode is None, f"the bot ended with {self.returncode}: {self.log}"
            return self.server.polling.count > polls or self.server.webhook.count > webhooks

        await self.server.world.wait_for(serves_or_ended, f"the first poll; the log: {self.log}")

    async def stop(self) -> None:
        """Ask the process to stop, as a service manager does, and check how it does."""
        self.signal(signal.SIGTERM)
        code = await self.ended()
        assert code == 0, f"exit status {code}: {self.log}"
        self.check_log()

    async def kill(self) -> None:
        """End the process without giving it any time."""
        self.signal(signal.SIGKILL)
        await self.ended()

    async def ended(self) -> int:
        """Return the exit status; kill the process and fail when it does not end."""
        assert self._process is not None
        try:
            async with asyncio.timeout(LAST_RESORT):
                return await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
            raise AssertionError(f"still running after {LAST_RESORT:g} s: {self.log}") from None

    async def dispose(self) -> None:
        """End the process if a failed test left it running."""
        if self._process is not None and self.returncode is None:
            await self.kill()

    @property
    def returncode(self) -> int | None:
        """Return the exit status, None while it runs."""
        return self._process.returncode if self._process else None

    @property
    def process_id(self) -> int:
        """Return the number of the process."""
        assert self._process is not None
        return self._process.pid

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process."""
        assert self._process is not None
        self._process.send_signal(number)

    def change_state(self, statement: str) -> None:
        """Change state.db while the process does not run."""
        with closing(sqlite3.connect(self.folder / "data" / "state.db")) as state, state:
            state.execute(statement)

    def count_waits(self) -> int:
        """Return how many chats wait as Telegram asked, as far as the bot has noted it."""
        uri = f"file:{self.folder / 'data' / 'state.db'}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as state:
            return int(state.execute("SELECT count(*) FROM waits").fetchone()[0])

    def check_log(self) -> None:
        """Check that the token stands in no line."""
        secret = self.server.token.partition(":")[2]
        assert secret not in self.log

    @property
    def environment(self) -> Mapping[str, str]:
        """Return the variables that the process runs with."""
        kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")
        return {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "PYTHONPATH": str(PROJECT),
            "DATELINE_TELEGRAM_TOKEN": self.server.token,
            "DATELINE_TELEGRAM_API_URL": self.server.url,
            "DATELINE_CORPUS": str(self.corpus),
            "DATELINE_DATA": str(self.folder / "data"),
            **self.settings,
        }


class PreloadedBot(BotProcess):
    """The same, as a copy of a process that has loaded its modules, which starts sooner.

    With another ``command``, or with a variable that Python reads at its start, it is a process of
    its own like any other.
    """

    async def start(self) -> None:
        """Start the process without waiting for anything."""
        if self.command is _COMMAND and can_be_preloaded(self.settings):
            self._process = PreloadedProcess(("run",), self.environment, self.folder, self.log_file)
        else:
            await super().start()


@asynccontextmanager
async def running(
    folder: Path, server: Server | None = None, /, **settings: str
) -> AsyncIterator[BotProcess]:
    """Run a bot with a Bot API server of its own, and check that it asked for nothing refused.

    ``server`` is one that differs from the usual, such as ``Server(privacy=False)``.
    """
    server = server or Server()
    await server.start()
    process = PreloadedBot(server, folder, **settings)
    await process.start()
    try:
        await process.ready()
        yield process
        await process.stop()
        assert server.violations == []
    finally:
        await process.dispose()
        await server.stop()
