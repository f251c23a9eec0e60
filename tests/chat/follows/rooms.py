"""A bot that tells chats what is new, with a clock and a delivery that tests control."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import cast

from telegram.error import TelegramError

from bot.answers.answerer import Answerer
from bot.articles.article import Article
from bot.chat.follows.background.follow_notifier import FollowNotifier
from bot.chat.rich_text import Reply
from bot.chat.services import FollowServices
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.outbound.delivery import Delivery
from bot.index.analysis import analyze_article
from bot.index.memory.index import MemoryIndex
from tests.follows.samples import ANALYZER
from tests.waiting import LAST_RESORT

CHAT = 5
MORNING = datetime(2026, 3, 20, 9, tzinfo=UTC)


async def wait_until(is_so: Callable[[], bool]) -> None:
    """Return as soon as something is so."""
    async with asyncio.timeout(LAST_RESORT):
        while not is_so():  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)


@dataclass
class Outbox:
    """What was sent, by chat; ``closed`` chats take nothing, ``faults`` are raised first."""

    sent: list[tuple[int, Reply]] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)
    faults: list[TelegramError] = field(default_factory=list)

    async def notify(self, chat_id: int, reply: Reply) -> bool:
        if self.faults:
            raise self.faults.pop(0)
        if chat_id in self.closed:
            return False
        self.sent.append((chat_id, reply))
        return True

    @property
    def texts(self) -> list[str]:
        return [reply.text for _, reply in self.sent]


class FollowRoom:
    """An index that grows, chats that follow, and what they are sent."""

    def __init__(self, folder: Path, articles: Iterable[Article], zone: tzinfo = UTC) -> None:
        self.index = MemoryIndex(articles, ANALYZER)
        self.outbox = Outbox()
        self.time = MORNING.timestamp()
        self.updates = 0
        self.strangers: set[int] = set()
        self._folder = folder
        self._zone = zone
        self.start()

    def start(self) -> None:
        """Begin as a new process does, with what is left in state.db."""
        self.state = State(self._folder, bot=1)
        services = FollowServices(Answerer(self.index, ANALYZER), lambda: self.updates, self._zone)
        self.languages = ChatLanguages(self.state)
        self.notifier = FollowNotifier(
            services,
            self.state,
            cast("Delivery", self.outbox),
            self.languages,
            lambda: self.time,
            lambda chat: chat not in self.strangers,
        )

    def restart(self) -> None:
        """End the process, and begin again."""
        self.state.close()
        self.start()

    def follow(self, topic: str, chat: int = CHAT) -> None:
        """Follow a topic in a chat."""
        assert self.state.follows.add(chat, topic)

    def add(self, *articles: Article) -> None:
        """Add articles to the index."""
        self.index.replace([analyze_article(article, ANALYZER) for article in articles])
        self.index.commit()
        self.updates += 1

    async def work(self, seconds: float = 0.0) -> list[str]:
        """Let time pass, do what is due then, and return the texts of what is sent."""
        count = len(self.outbox.sent)
        self.time += seconds
        await self.notifier.work()
        await self.notifier.finish()
        return self.outbox.texts[count:]
