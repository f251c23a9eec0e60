"""The server and the real bot process."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.telegram.api_client import Client
from tests.telegram.process import BotProcess, PreloadedBot
from tests.telegram.server import Server


@pytest.fixture
async def idle(server: Server, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """Yield the bot over the seed articles, not started yet."""
    process = PreloadedBot(server, tmp_path)
    yield process
    await process.dispose()


@pytest.fixture
async def bot(idle: BotProcess) -> AsyncIterator[BotProcess]:
    """Yield the bot as it polls; afterwards it must stop in order."""
    await idle.start()
    await idle.ready()
    yield idle
    if idle.returncode is None:
        await idle.stop()


@pytest.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    """Yield a bare client; every kind of update comes, but for those on request."""
    async with aiohttp.ClientSession() as session:
        yield Client(server, session)
