"""What a synchronisation of an index with its files came to."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.articles.findings import Rejection


@dataclass(frozen=True, slots=True)
class UnfinishedFile:
    """A file of which the index has only what could be read so far.

    ``articles`` counts those that it has nevertheless. ``retry_at`` is when the file is tried
    again, in seconds since 1970.
    """

    path: str
    reason: str
    articles: int
    attempts: int
    retry_at: float

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {
            "path": self.path,
            "reason": self.reason,
            "articles": self.articles,
            "attempts": self.attempts,
            "retry_at": datetime.fromtimestamp(self.retry_at, UTC).isoformat(timespec="seconds"),
        }


@dataclass(frozen=True, slots=True)
class SyncResult:
    """Files that were read and files that are gone, and everything that was rejected.

    ``faults`` are why files and folders cannot be seen: they come back each time until that
    ends. ``unfinished_files`` are all of them, whether they were tried this time or not.
    """

    read: int = 0
    deletions: int = 0
    rejections: tuple[Rejection, ...] = ()
    faults: frozenset[Rejection] = frozenset()
    unfinished_files: tuple[UnfinishedFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.read or self.deletions)
