"""Feed lines: how feeds are shown in a terminal, and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bot.corpus.sample import Sample
from bot.feeds.feed_document import FeedEntry
from bot.feeds.polling.feed_reports import FeedPreview, FeedStatus, FetchResult
from bot.feeds.polling.inspection import list_entries
from bot.feeds.subscription import Subscription
from bot.fetching.web_address import hide_credentials
from bot.localization.english import count_noun, format_day_range
from bot.reading.source import escape_unprintable

_SAMPLES = 3
_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0


def write_card(preview: FeedPreview, new: Sequence[FeedEntry] | None = None) -> Iterator[str]:
    """Yield what is in a feed; ``new`` are the entries that a look at it would bring."""
    subscription, document = preview.subscription, preview.document
    yield escape_unprintable(subscription.title or "(no title)")
    yield f"  address   {hide_credentials(subscription.address)}"
    if subscription.site:
        yield f"  site      {hide_credentials(subscription.site)}"
    if subscription.language:
        yield f"  language  {escape_unprintable(subscription.language)}"
    days = ""
    if preview.first and preview.last:
        days = f", {format_day_range(preview.first, preview.last)}"
    yield f"  entries   {_count_entries(len(document.entries))}{days}"
    if document.entries:
        yield f"  text      {_describe_text(preview)}"
    if new is not None:
        yield f"  new       {_count_entries(len(new))}"
    if document.rejections:
        count = _count_entries(len(document.rejections))
        yield f"  rejected  {count}, such as: {escape_unprintable(document.rejections[0].reason)}"
    for link in preview.links:
        if link.address != subscription.address:
            name = escape_unprintable(link.title) or "another feed"
            yield f"  there is also {name}: {hide_credentials(link.address)}"
    entries = list_entries(preview.document.entries if new is None else new, _SAMPLES)
    yield from write_samples(entries)


def write_samples(entries: Sequence[FeedEntry]) -> Iterator[str]:
    """Yield entries as readers will see them, with a blank line before each."""
    for sample in (Sample.from_article(entry.article) for entry in entries):
        yield ""
        yield escape_unprintable(sample.heading)
        yield f"{escape_unprintable(sample.origin)} · {sample.published}"
        yield from (f"  {escape_unprintable(line)}" for line in sample.text.splitlines())


def write_statuses(statuses: Sequence[FeedStatus]) -> Iterator[str]:
    """Yield a table of feeds, with what is wrong below each."""
    rows = [("FEED", "HEALTH", "LAST GOOD LOOK", "ARTICLES", "A DAY", "TITLE")]
    rows += [
        (
            status.subscription.id, find_health(status), _write_age(status.last_success),
            f"{status.articles:,}", f"{status.articles_a_day:.1f}",
            escape_unprintable(status.subscription.heading),
        )
        for status in statuses
    ]  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    notes = ["", *map(_write_note, statuses)]
    for row, note in zip(rows, notes, strict=True):
        cells = [
            cell.rjust(width) if column in (3, 4) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        yield "  ".join((*cells, row[5])).rstrip()
        if note:
            yield f"    {note}"


def find_health(status: FeedStatus) -> str:
    """Return in a word how a feed does."""
    if status.subscription.is_paused:
        return "paused"
    if status.failures or status.error:
        return "failing"
    if status.last_success is None:
        return "new"
    return "silent" if status.is_silent else "well"


def describe_status(status: FeedStatus) -> dict[str, object]:
    """Return a status as values that JSON knows."""
    return {
        **describe_subscription(status.subscription),
        "health": find_health(status),
        "last_success": _iso(status.last_success),
        "last_attempt": _iso(status.last_attempt),
        "due": _iso(status.due),
        "error": status.error,
        "failures": status.failures,
        "articles": status.articles,
        "articles_a_day": round(status.articles_a_day, 2),
        "silent": status.is_silent,
    }


def describe_subscription(subscription: Subscription) -> dict[str, object]:
    """Return a subscription as values that JSON knows, without credentials."""
    return {
        "id": subscription.id,
        "address": hide_credentials(subscription.address),
        "title": subscription.title,
        "site": hide_credentials(subscription.site),
        "language": subscription.language,
        "paused": subscription.is_paused,
        "full_text": subscription.reads_pages,
        "keep_days": subscription.keep_days,
        "first": subscription.first_entries,
        "minutes": subscription.minutes,
    }


def describe_preview(preview: FeedPreview) -> dict[str, object]:
    """Return a preview as values that JSON knows."""
    document = preview.document
    return {
        **describe_subscription(preview.subscription),
        "entries": len(document.entries),
        "teasers": sum(entry.is_teaser for entry in document.entries),
        "rejected": [rejection.reason for rejection in document.rejections],
        "first_day": preview.first and preview.first.isoformat(),
        "last_day": preview.last and preview.last.isoformat(),
        "feeds": [
            {"address": hide_credentials(link.address), "title": link.title}
            for link in preview.links
        ],
        "samples": [
            {"title": article.heading, "published": article.published.isoformat(),
             "url": article.url, "text": Sample.from_article(article).text}
            for article in (entry.article for entry in list_entries(document.entries, _SAMPLES))
        ],
    }  # fmt: skip


def describe_result(result: FetchResult) -> dict[str, object]:
    """Return what a look at a feed came to as values that JSON knows."""
    return {
        "id": result.subscription.id,
        "outcome": result.outcome.value,
        "new": result.new,
        "changed": result.changes,
        "rejected": result.rejections,
        "error": result.error,
        "seconds": round(result.seconds, 3),
    }


def write_result(result: FetchResult) -> str:
    """Return what a look at a feed came to."""
    name = result.subscription.id
    if result.error:
        ending = "; it is paused now" if result.subscription.is_paused else ""
        return f"{name}: {escape_unprintable(result.error)}{ending}"
    parts = [f"{result.new:,} new"] if result.new or not result.changes else []
    if result.changes:
        parts.append(f"{result.changes:,} changed")
    if result.rejections:
        parts.append(f"{result.rejections:,} rejected")
    return f"{name}: {', '.join(parts)}"


def _describe_text(preview: FeedPreview) -> str:
    teasers = sum(entry.is_teaser for entry in preview.document.entries)
    if not teasers:
        return "complete"
    scope = "all" if teasers == len(preview.document.entries) else f"{teasers:,}"
    if preview.subscription.reads_pages:
        return f"{scope} broken off, to be completed from their pages"
    return f"{scope} broken off; --full-text completes them from their pages"


def _write_note(status: FeedStatus) -> str:
    if status.error:
        return escape_unprintable(status.error)
    if status.is_silent and not status.subscription.is_paused:
        return "nothing new for much longer than usual"
    return ""


def _write_age(moment: datetime | None) -> str:
    if moment is None:
        return "never"
    seconds = (datetime.now(UTC) - moment).total_seconds()
    if seconds < 2 * _MINUTE:
        return "just now"
    if seconds < 2 * _HOUR:
        return f"{count_noun('minute', int(seconds // _MINUTE))} ago"
    if seconds < 2 * _DAY:
        return f"{count_noun('hour', int(seconds // _HOUR))} ago"
    return f"{count_noun('day', int(seconds // _DAY))} ago"


def _count_entries(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
