"""Somebody who presses buttons."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.chat.transport.outbound.retry import RepeatableRequest
from tests.chat.transport.outbound.presser import Presser
from tests.telegram.server import Server


@pytest.fixture
async def presser(server: Server, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Presser]:
    """Yield a person whose buttons are answered by the strict server."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    bot = Bot(server.token, f"{server.url}/bot", request=RepeatableRequest())
    async with bot:
        yield Presser(server, bot)
