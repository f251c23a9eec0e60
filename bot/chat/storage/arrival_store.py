"""Arrival store: which recent articles were looked at, so that each is news once."""

from collections.abc import Collection, Iterable

from bot.chat.storage.state_database import Database

_LAST_LOOK = ""


class ArrivalStore:
    """The ids of the articles that were there when it was last looked for new ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list_ids(self) -> Collection[str] | None:
        """Return all ids that are remembered, None before the first look."""
        rows = self._database.select(
            "SELECT article FROM arrivals WHERE bot = ?", self._database.bot
        )
        ids = {str(article) for (article,) in rows}
        if _LAST_LOOK not in ids:
            return None
        return ids - {_LAST_LOOK}

    def remember(self, ids: Iterable[str]) -> None:
        """Note that there was a look, and which articles it found for the first time."""
        timestamp = self._database.clock()
        self._database.execute_all(
            "INSERT OR IGNORE INTO arrivals VALUES (?, ?, ?)",
            [(self._database.bot, article, timestamp) for article in (*ids, _LAST_LOOK)],
        )

    def purge(self, oldest: float) -> None:
        """Forget articles that were found before ``oldest``; that there was a look stays."""
        self._database.execute(
            "DELETE FROM arrivals WHERE seen < ? AND article != ?", oldest, _LAST_LOOK
        )
