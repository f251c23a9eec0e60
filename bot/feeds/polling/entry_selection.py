"""Entry selection: which entries of a feed are written."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from bot.feeds.feed_document import FeedDocument, FeedEntry
from bot.feeds.subscription import Subscription


def select_entries(
    document: FeedDocument,
    subscription: Subscription,
    seen_keys: Collection[str],
    written_keys: Collection[str],
    oldest: date | None,
    today: date,
) -> tuple[FeedEntry, ...]:
    """Return the entries that are new, and those that are written and may have changed.

    Of a feed that is new, these are its newest. ``oldest`` is the day of the oldest entry that is
    written: where it was forgotten what was seen, entries before it were left out the first time.
    What was seen and is not written was left out, removed or has expired, and stays so.
    """
    entries = _keep_recent(document.entries, subscription, today)
    if seen_keys:
        return tuple(e for e in entries if e.key in written_keys or e.key not in seen_keys)
    if written_keys:
        return tuple(
            entry for entry in entries
            if entry.key in written_keys or oldest is None or entry.article.published >= oldest
        )  # fmt: skip
    return tuple(choose_newest(entries, subscription.first_entries))


def choose_newest(entries: Iterable[FeedEntry], count: int) -> Sequence[FeedEntry]:
    """Return the newest entries, in the order of the feed."""
    numbered = list(enumerate(entries))
    numbered.sort(key=lambda pair: (_sort_key(pair[1]), -pair[0]), reverse=True)
    return [entry for _, entry in sorted(numbered[:count], key=lambda pair: pair[0])]


def _keep_recent(
    entries: Sequence[FeedEntry], subscription: Subscription, today: date
) -> Sequence[FeedEntry]:
    """Leave out what would expire at once."""
    if subscription.keep_days is None:
        return entries
    first = today - timedelta(min(subscription.keep_days, (today - date.min).days))
    return [entry for entry in entries if entry.article.published >= first]


def _sort_key(entry: FeedEntry) -> tuple[date, float]:
    instant = entry.article.instant
    return entry.article.published, instant.timestamp() if instant else 0.0
