"""Update store: updates, from their arrival until they are handled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.chat.storage.state_database import Database


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that is stored and not yet handled; ``received``: when it came, in Unix time.

    ``attempts``: how often it was being computed when the process died, -1 where it was skipped.
    """

    id: int
    body: str
    attempts: int
    received: float = 0.0


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

    def note(self, update_id: int, name: str) -> None:
        """Set ``name`` to true in an update's text."""
        self._database.execute(
            "UPDATE updates SET body = json_set(body, '$.' || ?, json('true')) "
            "WHERE bot = ? AND id = ?",
            name, self._database.bot, update_id,
        )  # fmt: skip

    def finish(self, update_id: int) -> None:
        """Forget an update's text; its number stays."""
        self._mark("body = NULL", update_id)

    def skip(self, update_id: int) -> None:
        """Note that an update is not to be handled, and that nobody was told of it yet."""
        self._mark("attempts = -1", update_id)

    def finish_all(self, update_ids: Iterable[int]) -> None:
        """Forget the texts of updates; their numbers stay."""
        rows = [(self._database.bot, update_id) for update_id in update_ids]
        self._database.execute_all("UPDATE updates SET body = NULL WHERE bot = ? AND id = ?", rows)

    def pending(self) -> Iterator[Pending]:
        """Yield the updates that were not handled to their end, oldest first."""
        rows = self._database.select(
            "SELECT id, body, attempts, received FROM updates "
            "WHERE bot = ? AND body IS NOT NULL ORDER BY received, id",
            self._database.bot,
        )
        for row in rows:
            yield Pending(*row)

    def count_pending(self) -> tuple[int, float]:
        """Return how many updates were not handled to their end, and when the oldest arrived."""
        rows = self._database.select(
            "SELECT COUNT(*), COALESCE(MIN(received), 0) FROM updates "
            "WHERE bot = ? AND body IS NOT NULL",
            self._database.bot,
        )
        count, oldest = rows[0]
        return int(count), float(oldest)

    def list_oldest(self, limit: int) -> Iterator[tuple[float, str]]:
        """Yield when the oldest of these arrived, each with its body, the oldest first."""
        rows = self._database.select(
            "SELECT received, body FROM updates "
            "WHERE bot = ? AND body IS NOT NULL ORDER BY received, id LIMIT ?",
            self._database.bot, limit,
        )  # fmt: skip
        for received, body in rows:
            yield float(received), str(body)

    def purge(self, oldest: float) -> None:
        """Drop the numbers of updates that were handled and arrived before ``oldest``."""
        self._database.execute("DELETE FROM updates WHERE body IS NULL AND received < ?", oldest)

    def _mark(self, assignments: str, update_id: int) -> None:
        statement = f"UPDATE updates SET {assignments} WHERE bot = ? AND id = ?"  # noqa: S608
        self._database.execute(statement, self._database.bot, update_id)
