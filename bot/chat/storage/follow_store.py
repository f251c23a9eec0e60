"""Follow store: the topics that chats follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.storage.state_database import Database


@dataclass(frozen=True, slots=True)
class StoredFollow:
    """A topic that a chat follows: since when, and when it had its last message.

    Times are in seconds since 1970, 0 for never.
    """

    id: int
    chat: int
    topic: str
    start: float
    last_notice: float


class FollowStore:
    """What each chat follows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, chat: int, topic: str) -> bool:
        """Follow a topic; return False where the chat follows it already."""
        return bool(
            self._database.execute(
                "INSERT OR IGNORE INTO follows (bot, chat, topic, created) VALUES (?, ?, ?, ?)",
                self._database.bot, chat, topic, self._database.clock(),
            )
        )  # fmt: skip

    def remove(self, chat: int, follow: int) -> bool:
        """Stop following; return False where the chat does not follow it."""
        count = self._database.delete(
            "DELETE FROM follows WHERE bot = ? AND chat = ? AND id = ?",
            self._database.bot, chat, follow,
        )  # fmt: skip
        self._database.truncate_log()
        return bool(count)

    def forget(self, chat: int) -> None:
        """Drop all that a chat follows, because the bot can no longer write there."""
        self._database.delete(
            "DELETE FROM follows WHERE bot = ? AND chat = ?", self._database.bot, chat
        )
        self._database.truncate_log()

    def has_topic(self, chat: int, topic: str) -> bool:
        """Tell whether a chat follows a topic."""
        rows = self._database.select(
            "SELECT 1 FROM follows WHERE bot = ? AND chat = ? AND topic = ?",
            self._database.bot, chat, topic,
        )  # fmt: skip
        return bool(rows)

    def move(self, chat: int, successor: int) -> None:
        """Give what a group follows to the one that it became."""
        self._database.execute(
            "UPDATE OR IGNORE follows SET chat = ? WHERE bot = ? AND chat = ?",
            successor, self._database.bot, chat,
        )  # fmt: skip
        self.forget(chat)

    def list_all(self) -> Sequence[StoredFollow]:
        """Return what all chats follow, oldest first."""
        return self._select("")

    def list_chat(self, chat: int) -> Sequence[StoredFollow]:
        """Return what a chat follows, oldest first."""
        return self._select("AND chat = ?", chat)

    def _select(self, condition: str, *values: float) -> Sequence[StoredFollow]:
        rows = self._database.select(
            "SELECT id, chat, topic, created, notified FROM follows "  # noqa: S608
            f"WHERE bot = ? {condition} ORDER BY id",
            self._database.bot, *values,
        )  # fmt: skip
        return [StoredFollow(*row) for row in rows]
