"""The real process, its health port, and what it tells a service manager on a real socket."""

import asyncio
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.chat.lifecycle.serve import TokenRefusedError
from tests.ports import find_free_port
from tests.telegram.client import Private, quotes
from tests.telegram.process import BotProcess
from tests.telegram.server import Server
from tests.waiting import LAST_RESORT, wait_for_async


class Manager:
    """A service manager that keeps what it is told."""

    def __init__(self, path: Path) -> None:
        self.states: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        while message := self._socket.recv(10_000):
            self.states += message.decode().split("\n")

    def stop(self) -> None:
        """Stop listening."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"", self._socket.getsockname())
        self._thread.join()
        self._socket.close()


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    manager = Manager(tmp_path / "notify")
    yield manager
    manager.stop()


async def get(port: int, path: str) -> tuple[int, Any]:
    async with aiohttp.request("GET", f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def expect_ready(port: int) -> None:
    """Wait until /ready says that all is well."""
    end = time.monotonic() + LAST_RESORT
    while (report := await get(port, "/ready"))[0] != 200:
        assert time.monotonic() < end, report
        await asyncio.sleep(0.1)


async def run_health(bot: BotProcess) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "health",
        cwd=bot.folder, env=bot.environment, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await process.communicate()
    return process.returncode, out.decode()


async def test_the_process_says_how_it_is_from_its_start_to_a_revoked_token(
    server: Server, tmp_path: Path, manager: Manager
) -> None:
    port = find_free_port()
    bot = BotProcess(
        server,
        tmp_path,
        DATELINE_HEALTH_PORT=str(port),
        NOTIFY_SOCKET=str(tmp_path / "notify"),
        WATCHDOG_USEC="600000",
    )
    await bot.start()
    try:
        await bot.ready()
        await wait_for_async(lambda: "READY=1" in manager.states, "the readiness")
        assert manager.states[0] == "STATUS=Reading the articles."
        await wait_for_async(lambda: manager.states.count("WATCHDOG=1") > 3, "signs of life")
        assert f"STATUS=Serving Telegram as @{server.world.bot['username']}." in manager.states
        assert quotes(await Private(server.world).ask("Who stood on the forklift?"))
        await expect_ready(port)
        _, metrics = await get(port, "/metrics")
        labels = 'kind="fact",language="en",outcome="answered",place="private"'
        assert f"dateline_questions_total{{{labels}}} 1.0" in metrics
        assert "forklift" not in metrics
        status, out = await run_health(bot)
        assert status == 0
        assert "ok       telegram: last success" in out
        second = BotProcess(server, tmp_path / "second", DATELINE_HEALTH_PORT=str(port))
        await second.start()
        assert await second.ended() == 2
        assert "DATELINE_HEALTH_PORT: 127.0.0.1:" in second.log
        assert "Traceback" not in second.log
        server.revoke_token()
        assert await bot.ended() == TokenRefusedError.exit_status
        assert "STOPPING=1" in manager.states
        assert (await run_health(bot))[0] == 1
    finally:
        await bot.dispose()
