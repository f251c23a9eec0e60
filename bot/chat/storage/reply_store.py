"""Reply store: which message answers which."""

from bot.chat.storage.state_database import Database


class ReplyStore:
    """The last reply to each message, so that it changes when the message is edited."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, chat: int, message: int, reply: int) -> None:
        """Note which message answers a question."""
        self._database.execute(
            "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?)",
            self._database.bot, chat, message, reply, self._database.clock(),
        )  # fmt: skip

    def find(self, chat: int, message: int) -> int | None:
        """Return the message that answers a question, None where none is known."""
        rows = self._database.select(
            "SELECT reply FROM replies WHERE bot = ? AND chat = ? AND message = ?",
            self._database.bot, chat, message,
        )  # fmt: skip
        return int(rows[0][0]) if rows else None

    def purge(self, oldest: float) -> None:
        """Drop what was sent before ``oldest``."""
        self._database.execute("DELETE FROM replies WHERE sent < ?", oldest)
