"""Invented feeds, as the service describes them."""

from datetime import UTC, date, datetime, timedelta

from bot.articles.article import Article
from bot.chat.admin.feeds.feed_wording import FeedArticles
from bot.feeds.discovery import FeedLink
from bot.feeds.feed_document import FeedDocument, FeedEntry
from bot.feeds.polling.feed_reports import FeedPreview, FeedStatus
from bot.feeds.subscription import Subscription

NOW = datetime(2026, 3, 30, 12, tzinfo=UTC)
DAY = date(2026, 3, 30)
ARTICLES = FeedArticles(120, date(2026, 3, 1), DAY)
GAZETTE = Subscription(
    "gazette", "https://gazette.example/feed.xml", "The Gazette", "https://gazette.example", "en"
)


def make_preview(
    number: int = 40,
    subscription: Subscription = GAZETTE,
    *,
    is_full_text: bool = True,
    links: tuple[FeedLink, ...] = (),
) -> FeedPreview:
    """Return a feed with an entry a day, the newest first."""
    entries = tuple(
        FeedEntry(
            f"key-{n}",
            Article(
                f"id-{n}",
                f"The sluice number {n} of Quill was opened. Nobody was there.",
                DAY - timedelta(n),
                "feed.xml",
                f"Sluice {n}",
            ),
            is_teaser=not is_full_text,
        )
        for n in range(number)
    )
    document = FeedDocument(subscription.title, subscription.site, "en", None, entries)
    days = [entry.article.published for entry in entries]
    first, last = (min(days), max(days)) if days else (None, None)
    return FeedPreview(subscription, document, is_full_text, first, last, links)


def make_status(
    subscription: Subscription = GAZETTE,
    *,
    error: str = "",
    failures: int = 0,
    a_day: float = 8.0,
    is_silent: bool = False,
    is_new: bool = False,
) -> FeedStatus:
    """Return how a feed does that was fetched twelve minutes ago."""
    return FeedStatus(
        subscription,
        last_success=None if is_new else NOW - timedelta(minutes=12),
        last_attempt=None if is_new else NOW - timedelta(minutes=12),
        due=None if subscription.is_paused else NOW + timedelta(minutes=18),
        error=error,
        failures=failures,
        articles_a_day=a_day,
        is_silent=is_silent,
    )
