"""Match store: the quotes that answer follows, before and after they are sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.chat.storage.state_database import Database


@dataclass(frozen=True, slots=True)
class StoredMatch:
    """A quote that answers a follow, by its article and the span of its text.

    ``time`` is when it was found, in seconds since 1970.
    """

    follow: int
    article: str
    start: int
    end: int
    time: float


class MatchStore:
    """What was found for each follow, of some days."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, match: StoredMatch) -> None:
        """Note a quote that is to be sent, unless its article was noted for the follow before."""
        self._database.execute(
            "INSERT OR IGNORE INTO matches (follow, article, first, last, time) "
            "SELECT id, ?, ?, ?, ? FROM follows WHERE bot = ? AND id = ?",
            match.article, match.start, match.end, match.time, self._database.bot, match.follow,
        )  # fmt: skip

    def list_unsent(self) -> Mapping[int, Sequence[StoredMatch]]:
        """Return what is still to be sent by the id of the follow, oldest first."""
        return self._select("matches.sent = 0", 0.0)

    def list_recent(self, oldest: float) -> Mapping[int, Sequence[StoredMatch]]:
        """Return what was found since ``oldest``, whether it was sent or not."""
        return self._select("1", oldest)

    def mark_sent(self, matches: Collection[StoredMatch], timestamp: float) -> None:
        """Note that one message with some matches of a follow was sent, and when."""
        for match in matches:
            self._database.execute(
                "UPDATE matches SET sent = 1 WHERE follow = ? AND article = ?",
                match.follow, match.article,
            )  # fmt: skip
        for follow in {match.follow for match in matches}:
            self._database.execute(
                "UPDATE follows SET notified = ? WHERE bot = ? AND id = ?",
                timestamp, self._database.bot, follow,
            )  # fmt: skip

    def purge(self, oldest: float) -> None:
        """Drop what was found before ``oldest``."""
        self._database.execute("DELETE FROM matches WHERE time < ?", oldest)

    def _select(self, condition: str, oldest: float) -> Mapping[int, Sequence[StoredMatch]]:
        rows = self._database.select(
            "SELECT follow, article, first, last, time FROM matches "  # noqa: S608
            "JOIN follows ON follows.id = follow "
            f"WHERE bot = ? AND time >= ? AND {condition} ORDER BY time, article",
            self._database.bot, oldest,
        )  # fmt: skip
        by_follow: dict[int, list[StoredMatch]] = {}
        for row in rows:
            match = StoredMatch(*row)
            by_follow.setdefault(match.follow, []).append(match)
        return by_follow
