"""Answer store: which question each answer belongs to."""

from dataclasses import dataclass

from bot.chat.storage.answer_record import AnswerRecord, decode_record, encode_record
from bot.chat.storage.state_database import Database


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer that was sent: its message, who asked, what, and its time in seconds since 1970."""

    message: int
    asker: int
    record: AnswerRecord
    time: float


class AnswerStore:
    """What was asked and quoted, by the message that shows it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(
        self, chat: int, message: int, asker: int, digest: str, record: AnswerRecord
    ) -> None:
        """Note what a message answers, and who asked it; ``digest`` is that of the question."""
        self.forget(chat, message)
        self._database.execute(
            "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
            self._database.bot, chat, message, asker, digest, encode_record(record),
            self._database.clock(),
        )  # fmt: skip

    def find(self, chat: int, message: int) -> StoredAnswer | None:
        """Return what a message answers, None where that is not known."""
        return self._select("message = ?", chat, message)

    def find_latest(self, chat: int, oldest: float) -> StoredAnswer | None:
        """Return the last answer in a chat, None where none was sent since ``oldest``."""
        return self._select("sent >= ?", chat, oldest)

    def find_repeat(self, chat: int, digest: str, oldest: float) -> StoredAnswer | None:
        """Return the last answer to a question in a chat, None where none is since ``oldest``."""
        return self._select("digest = ? AND sent >= ?", chat, digest, oldest)

    def forget(self, chat: int, message: int) -> None:
        """Forget what a message answers, because it is gone."""
        self._database.delete(
            "DELETE FROM answers WHERE bot = ? AND chat = ? AND message = ?",
            self._database.bot, chat, message,
        )  # fmt: skip

    def purge(self, oldest: float) -> None:
        """Drop what was sent before ``oldest``."""
        self._database.delete("DELETE FROM answers WHERE sent < ?", oldest)

    def _select(self, condition: str, chat: int, *values: float | str) -> StoredAnswer | None:
        rows = self._database.select(
            "SELECT message, asker, record, sent FROM answers "  # noqa: S608
            f"WHERE bot = ? AND chat = ? AND {condition} ORDER BY sent DESC LIMIT 1",
            self._database.bot, chat, *values,
        )  # fmt: skip
        for message, asker, text, timestamp in rows:
            record = decode_record(text)
            if record is not None:
                return StoredAnswer(message, asker, record, timestamp)
        return None
