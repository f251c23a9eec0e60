"""Values that tests of polling share."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.articles.article import Article
from bot.feeds.feed_document import FeedDocument, FeedEntry
from bot.feeds.polling.feed_service import FeedClocks
from bot.feeds.subscription import Subscription
from bot.fetching.pages import PageResponse

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC).timestamp()
ADDRESS = "https://news.example/feed"
SUBSCRIPTION = Subscription("courier", ADDRESS, "The Karlow Courier")
TEXT = "The ferry left the harbour at noon, and nobody was on board but the captain and a dog."


@dataclass
class Clocks:
    """The system's clock, which can be set, and the one that cannot."""

    wall: float = NOW
    steady: float = 0.0

    def wait(self, seconds: float) -> None:
        """Let time go by."""
        self.wall += seconds
        self.steady += seconds

    @property
    def pair(self) -> FeedClocks:
        """Return both as a service takes them."""
        return FeedClocks(lambda: self.wall, lambda: self.steady)


def respond(**details: object) -> PageResponse:
    """Return what a server answered, in a form that is usual but for the details."""
    response = PageResponse(ADDRESS, 200, b"", "application/rss+xml", "", '"a"', "Mon", None, "")
    return replace(response, **details)  # type: ignore[arg-type]


def make_entry(key: str, hours_ago: float = 0.0, text: str = TEXT, **details: object) -> FeedEntry:
    """Return an entry that was published so many hours before now."""
    instant = datetime.fromtimestamp(NOW, UTC) - timedelta(hours=hours_ago)
    article = Article(
        key, text, instant.date(), "feed", f"Ferry {key}", "Courier",
        f"https://news.example/{key}", instant=instant,
    )  # fmt: skip
    return FeedEntry(key, article, **details)  # type: ignore[arg-type]


def make_document(*entries: FeedEntry, minutes: float | None = None) -> FeedDocument:
    """Return a feed that has these entries."""
    return FeedDocument("The Karlow Courier", "https://news.example/", "en", minutes, entries)
