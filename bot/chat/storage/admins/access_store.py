"""Access store: who was refused, and whom the admins have heard of."""

from collections.abc import Collection

from bot.chat.storage.state_database import Database

SURPLUS = 0
"""Stands for those who are too many to be named."""


class AccessStore:
    """The people and groups that may not use the bot, by number; times are in seconds since 1970.

    ``SURPLUS`` is kept like one of them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def find_refusal(self, chat: int) -> float:
        """Return when a person or group was refused last, 0 for never."""
        rows = self._database.select(
            "SELECT refused FROM access_requests WHERE bot = ? AND chat = ?",
            self._database.bot, chat,
        )  # fmt: skip
        return float(rows[0][0]) if rows else 0.0

    def note_refusal(self, chat: int, timestamp: float) -> None:
        """Note that a person or group was refused."""
        self._database.execute(
            "INSERT INTO access_requests (bot, chat, refused) VALUES (?, ?, ?) "
            "ON CONFLICT (bot, chat) DO UPDATE SET refused = excluded.refused",
            self._database.bot, chat, timestamp,
        )  # fmt: skip

    def is_reported(self, chat: int) -> bool:
        """Tell whether the admins have heard of a person or group."""
        rows = self._database.select(
            "SELECT 1 FROM access_requests WHERE bot = ? AND chat = ? AND reported IS NOT NULL",
            self._database.bot, chat,
        )  # fmt: skip
        return bool(rows)

    def report(self, chat: int, timestamp: float) -> None:
        """Note that admins hear of a person or group that was refused."""
        self._database.execute(
            "UPDATE access_requests SET reported = ? WHERE bot = ? AND chat = ?",
            timestamp, self._database.bot, chat,
        )  # fmt: skip

    def count_reports(self, oldest: float) -> int:
        """Return of how many people and groups the admins have heard since ``oldest``."""
        rows = self._database.select(
            "SELECT COUNT(*) FROM access_requests WHERE bot = ? AND chat != ? AND reported > ?",
            self._database.bot, SURPLUS, oldest,
        )  # fmt: skip
        return int(rows[0][0])

    def forget(self, chats: Collection[int]) -> None:
        """Drop the people and groups that may use the bot now."""
        self._database.execute_all(
            "DELETE FROM access_requests WHERE bot = ? AND chat = ?",
            [(self._database.bot, chat) for chat in chats],
        )

    def purge(self, oldest: float) -> None:
        """Drop those that were refused before ``oldest`` and of whom no admin has heard."""
        self._database.execute(
            "DELETE FROM access_requests WHERE reported IS NULL AND refused < ?", oldest
        )
