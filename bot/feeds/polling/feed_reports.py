"""Feed reports: what a feed or a page would bring, how feeds do, and what fetching came to."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from bot.feeds.discovery import FeedLink
from bot.feeds.feed_document import FeedDocument, FeedEntry
from bot.feeds.subscription import Subscription


@dataclass(frozen=True, slots=True)
class FeedPreview:
    """What following a feed would bring; ``first`` and ``last`` are the days of its entries.

    ``is_full_text`` says that most entries have their whole text. ``links`` are the feeds that
    the page declares whose address it was, if it was a page's: this one and the others.
    """

    subscription: Subscription
    document: FeedDocument
    is_full_text: bool
    first: date | None
    last: date | None
    links: tuple[FeedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePreview:
    """A page that is itself an article, as a file to be previewed and added like an upload.

    ``links`` are the feeds that it declares: they may be what was meant.
    """

    address: str
    path: Path
    links: tuple[FeedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedForecast:
    """What a feed holds now, and which of its entries a look at it would bring."""

    preview: FeedPreview
    new: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """How a feed does; ``error`` says in words what is wrong, empty where all is well.

    ``due`` is when it is looked at next, None where it is paused. ``is_silent`` says that it has
    published nothing for much longer than is its habit.
    """

    subscription: Subscription
    last_success: datetime | None = None
    last_attempt: datetime | None = None
    due: datetime | None = None
    error: str = ""
    failures: int = 0
    articles: int = 0
    articles_a_day: float = 0.0
    is_silent: bool = False


class FetchOutcome(StrEnum):
    """What a look at a feed came to."""

    NEWS = "changed"
    """There were new or changed entries."""
    NO_NEWS = "unchanged"
    FAILURE = "failed"
    END = "gone"
    """It failed for good, and was paused."""


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What a look at a feed came to, with the number of new and of changed articles."""

    subscription: Subscription
    outcome: FetchOutcome
    new: int = 0
    changes: int = 0
    rejections: int = 0
    error: str = ""
    seconds: float = 0.0


class FeedEvent(StrEnum):
    """What admins are told of a feed, once."""

    REMOVAL = "gone"
    """Its server says that it is gone for good; it was paused."""
    LAST_FAILURE = "abandoned"
    """It failed for so long that it was paused."""
    LONG_FAILURE = "failing"
    SILENCE = "silent"


@dataclass(frozen=True, slots=True)
class FeedNotice:
    """Something about a feed that admins are told; ``days`` is for how long it is so."""

    subscription: Subscription
    event: FeedEvent
    days: int = 0
    error: str = ""
