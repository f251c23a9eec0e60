"""FeedDocument: what a feed says at one time."""

from dataclasses import dataclass

from bot.articles.findings import Rejection
from bot.reading.feeds.feed_findings import FeedEntry as FeedEntry


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """What a feed holds, its entries in the order in which it lists them.

    ``minutes`` is how long the feed asks readers to wait between two looks, None where it does
    not say. ``address`` is where the feed itself says that it is, empty where it does not.
    """

    title: str
    site: str
    language: str
    minutes: float | None
    entries: tuple[FeedEntry, ...]
    rejections: tuple[Rejection, ...] = ()
    address: str = ""
