"""Update store: updates, from their arrival until they are handled."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.chat.storage.state_database import Database


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that is stored and not yet handled."""

    id: int
    body: str
    attempts: int


class UpdateStore:
    """The updates that wait for an answer, and the numbers of those that were handled."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, update_id: int, body: str) -> bool:
        """Store an update; return False where it is stored already."""
        return bool(
            self._database.execute(
                "INSERT OR IGNORE INTO updates (bot, id, received, body) VALUES (?, ?, ?, ?)",
                self._database.bot, update_id, self._database.clock(), body,
            )
        )  # fmt: skip

    def begin(self, update_id: int) -> None:
        """Count one more attempt at handling an update."""
        self._mark("attempts = attempts + 1", update_id)

    def release(self, update_id: int) -> None:
        """Take an attempt back, because the update only waits, or the process is stopping."""
        self._mark("attempts = attempts - 1", update_id)

    def finish(self, update_id: int) -> None:
        """Forget an update's text; its number stays."""
        self._mark("body = NULL", update_id)

    def pending(self) -> Iterator[Pending]:
        """Yield the updates that were not handled to their end, oldest first."""
        rows = self._database.select(
            "SELECT id, body, attempts FROM updates "
            "WHERE bot = ? AND body IS NOT NULL ORDER BY received, id",
            self._database.bot,
        )
        for update_id, body, attempts in rows:
            yield Pending(update_id, body, attempts)

    def purge(self, oldest: float) -> None:
        """Drop the numbers of updates that were handled and arrived before ``oldest``."""
        self._database.execute("DELETE FROM updates WHERE body IS NULL AND received < ?", oldest)

    def _mark(self, assignments: str, update_id: int) -> None:
        statement = f"UPDATE updates SET {assignments} WHERE bot = ? AND id = ?"  # noqa: S608
        self._database.execute(statement, self._database.bot, update_id)
