"""The chat room, served in the test's own process against the strict server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.chat.access.allow_lists import AllowLists
from bot.chat.admin.notices import Notices
from bot.chat.lifecycle.serve import ServeOptions, run_async
from bot.chat.monitoring.service_health import HealthOptions
from bot.chat.services import BotServices, FollowServices
from tests.chat.samples import Echo
from tests.telegram.client import Private
from tests.telegram.server import Server
from tests.telegram.world import World
from tests.waiting import LAST_RESORT

EXAMPLES = ("When did the bridge open?", "What did it cost?")


class Room:
    """A server, an answerer that echoes, and the bot between the two."""

    def __init__(self, server: Server, data: Path) -> None:
        self.server = server
        self.echo = Echo()
        self.notices = Notices()
        self.folder = data
        self.follows: FollowServices | None = None
        self.health = HealthOptions()
        self.logs_questions = False
        self.access = AllowLists()
        self.keeps_unanswered = False

    @property
    def world(self) -> World:
        """Return the people and chats."""
        return self.server.world

    def private(self) -> Private:
        """Return somebody's private chat with the bot."""
        return Private(self.world)

    @asynccontextmanager
    async def served(self) -> AsyncIterator["asyncio.Task[None]"]:
        """Serve inside the block."""
        services = BotServices(
            self.echo,
            lambda: EXAMPLES,
            lambda: ("The Example", "The Other"),
            self.notices,
            follows=self.follows,
            logs_questions=self.logs_questions,
            access=self.access,
            keeps_unanswered=self.keeps_unanswered,
        )
        polls = self.server.polling.count
        task = asyncio.create_task(
            run_async(
                ServeOptions(
                    self.server.token,
                    self.server.url,
                    self.folder,
                    health=self.health,
                ),
                services,
            )
        )
        try:
            await self.world.wait_for(
                lambda: task.done() or self.server.polling.count > polls, "the first poll"
            )
            yield task
        finally:
            task.cancel()
            await asyncio.wait({task}, timeout=LAST_RESORT)
            assert task.done(), "the bot does not stop"


@pytest.fixture
def idle(server: Server, tmp_path: Path) -> Room:
    """Return a room in which the bot does not serve yet."""
    return Room(server, tmp_path / "data")


@pytest.fixture
async def room(idle: Room) -> AsyncIterator[Room]:
    """Yield a room in which the bot serves."""
    async with idle.served():
        yield idle
