"""Vote store: how many people found answers helpful, and how many did not."""

from collections.abc import Mapping
from datetime import date

from bot.chat.storage.state_database import Database

HELPFUL, UNHELPFUL = "+", "-"
"""What a vote says."""


class VoteStore:
    """Votes, counted by day; who voted on which message is kept so that nobody counts twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cast(self, chat: int, message: int, person: int, vote: str, day: date) -> bool:
        """Count a person's vote on a message; return False where it is the same as before."""
        earlier = self._database.select(
            "SELECT vote FROM voters WHERE bot = ? AND chat = ? AND message = ? AND person = ?",
            self._database.bot, chat, message, person,
        )  # fmt: skip
        if earlier and earlier[0][0] == vote:
            return False
        self._database.execute(
            "INSERT OR REPLACE INTO voters VALUES (?, ?, ?, ?, ?, ?)",
            self._database.bot, chat, message, person, vote, self._database.clock(),
        )  # fmt: skip
        if earlier:
            self._count(day, str(earlier[0][0]), -1)
        self._count(day, vote, 1)
        return True

    def count(self) -> Mapping[str, int]:
        """Return the number of all votes by what they say."""
        rows = self._database.select(
            "SELECT vote, SUM(count) FROM votes WHERE bot = ? GROUP BY vote", self._database.bot
        )
        return {str(vote): int(total) for vote, total in rows}

    def purge(self, oldest: float) -> None:
        """Forget who voted before ``oldest``; the counts stay."""
        self._database.execute("DELETE FROM voters WHERE time < ?", oldest)

    def _count(self, day: date, vote: str, change: int) -> None:
        self._database.execute(
            "INSERT INTO votes VALUES (?, ?, ?, ?) "
            "ON CONFLICT (bot, day, vote) DO UPDATE SET count = count + excluded.count",
            self._database.bot, day.isoformat(), vote, change,
        )  # fmt: skip
