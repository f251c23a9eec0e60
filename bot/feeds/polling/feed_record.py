"""FeedRecord: what is remembered of a feed between two looks at it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.feeds.polling.schedule import FeedHabit


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """The state of a feed; all moments are in seconds since 1970.

    ``address``: what it was fetched from; ``etag`` and ``last_modified`` are of that.
    ``due``, ``delay``: when to look next, and how far away that was when it was decided.
    ``round``: how often it was looked at.
    ``failing_since``: when the failures began; ``failures`` counts those in a row.
    ``gap``, ``newest``: its habit. ``wish``: for how many seconds it asks to be left alone.
    ``redirect``: where permanent redirects lead, ``redirects`` times since ``redirect_since``.
    ``articles``: how many are written, and how many a day came of late.
    ``expired_on``: the day on which old entries were last looked for, as 2026-01-07.
    """

    feed: str
    address: str = ""
    etag: str = ""
    last_modified: str = ""
    due: float = 0.0
    delay: float = 0.0
    round: int = 0
    last_success: float | None = None
    last_attempt: float | None = None
    failures: int = 0
    failing_since: float | None = None
    error_kind: str = ""
    error: str = ""
    gap: float | None = None
    newest: float | None = None
    wish: float = 0.0
    redirect: str = ""
    redirects: int = 0
    redirect_since: float | None = None
    has_told_failure: int = 0
    has_told_silence: int = 0
    expired_on: str = ""
    articles: int = 0
    articles_a_day: float = 0.0

    @property
    def habit(self) -> FeedHabit:
        """Return how often the feed changes."""
        return FeedHabit(self.gap, self.newest)

    def move(self, address: str) -> "FeedRecord":
        """Return the record for an address; what was remembered of another one's content is not."""
        if address == self.address:
            return self
        return replace(
            self, address=address, etag="", last_modified="", redirect="", redirects=0,
            redirect_since=None,
        )  # fmt: skip

    def renew(self) -> "FeedRecord":
        """Return the record of a feed that is tried again at once, as if it had never failed."""
        return replace(
            self, due=0.0, delay=0.0, failures=0, failing_since=None, error_kind="", error="",
            has_told_failure=0, has_told_silence=0,
        )  # fmt: skip


def to_moment(seconds: float | None) -> datetime | None:
    """Return seconds since 1970 as a moment, None where that is none."""
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
