"""Wait store: until when Telegram wants nothing to be sent."""

from bot.chat.storage.state_database import Database

ALL_CHATS = 0
"""Stands for all chats together."""


class WaitStore:
    """The end of each wait that Telegram asked for, in seconds since 1970, by chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, chat: int, until: float) -> None:
        """Note the end of a wait."""
        self._database.execute(
            "INSERT OR REPLACE INTO waits VALUES (?, ?, ?)", self._database.bot, chat, until
        )

    def find(self, chat: int) -> float:
        """Return the end of a chat's wait, 0 where it need not wait."""
        rows = self._database.select(
            "SELECT until FROM waits WHERE bot = ? AND chat = ?", self._database.bot, chat
        )
        return float(rows[0][0]) if rows else 0.0

    def forget(self, chat: int) -> None:
        """End a chat's wait."""
        self._database.execute(
            "DELETE FROM waits WHERE bot = ? AND chat = ?", self._database.bot, chat
        )

    def purge(self, timestamp: float) -> None:
        """Drop the waits that are over at a time in seconds since 1970."""
        self._database.execute("DELETE FROM waits WHERE until < ?", timestamp)
