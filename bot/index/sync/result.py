"""What a synchronisation of an index with its files came to."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.articles.findings import Rejection
from bot.corpus.losses import Loss
from bot.localization.english import count_noun


@dataclass(frozen=True, slots=True)
class UnfinishedFile:
    """A file of which the index has only what could be read so far.

    ``articles`` counts those that it has nevertheless, ``expected`` is about how many the file
    has, 0 where nothing tells. ``retry_at`` is when it is tried again, in seconds since 1970.
    """

    path: str
    reason: str
    articles: int
    attempts: int
    retry_at: float
    expected: int = 0

    @property
    def progress(self) -> str:
        """Return how much of it was read, in words."""
        total = round_estimate(self.expected)
        if total > self.articles:
            return f"{self.articles:,} of about {count_noun('article', total)} read"
        return f"{count_noun('article', self.articles)} read so far"

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {
            "path": self.path,
            "reason": self.reason,
            "articles": self.articles,
            "expected": round_estimate(self.expected) or None,
            "attempts": self.attempts,
            "retry_at": datetime.fromtimestamp(self.retry_at, UTC).isoformat(timespec="seconds"),
        }


def round_estimate(number: int) -> int:
    """Return a number with its first two digits, since the others would promise too much."""
    step = int(10 ** max(0, len(str(number)) - 2))
    return round(number / step) * step


@dataclass(frozen=True, slots=True)
class SyncResult:
    """Files that were read and files that are gone, and everything that was rejected.

    ``faults`` are why files and folders cannot be seen: they come back each time until that
    ends. ``unfinished_files`` are all of them, whether they were tried this time or not, and
    ``losses`` all folders whose files are gone, but not their articles. Of these and of the
    rejections, ``repeated`` and ``repeated_losses`` were reported before, perhaps by another
    process.
    """

    read: int = 0
    deletions: int = 0
    rejections: tuple[Rejection, ...] = ()
    faults: frozenset[Rejection] = frozenset()
    unfinished_files: tuple[UnfinishedFile, ...] = ()
    losses: tuple[Loss, ...] = ()
    repeated: frozenset[Rejection] = frozenset()
    repeated_losses: frozenset[Loss] = frozenset()

    @property
    def new_losses(self) -> tuple[Loss, ...]:
        """Return the losses that were not reported yet."""
        return tuple(loss for loss in self.losses if loss not in self.repeated_losses)

    def __bool__(self) -> bool:
        return bool(self.read or self.deletions)
