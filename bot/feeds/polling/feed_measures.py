"""FeedMeasures: what polling counts, for whoever watches it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.feed_reports import FetchResult

SECONDS_BOUNDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""The upper bounds of the buckets in which looks are counted by how long they took."""


@dataclass(slots=True)
class FeedMeasures:
    """Counts since the start, and the records of the feeds that are followed now.

    ``buckets``: how many looks took no longer than each of ``SECONDS_BOUNDS``, but longer than
    the one before; the last one has all that took longer.
    """

    fetches: Counter[str] = field(default_factory=Counter)
    new_articles: int = 0
    changed_articles: int = 0
    seconds: float = 0.0
    buckets: list[int] = field(default_factory=lambda: [0] * (len(SECONDS_BOUNDS) + 1))
    records: Mapping[str, FeedRecord] = field(default_factory=dict)

    def note_result(self, result: FetchResult) -> None:
        """Count a look at a feed."""
        self.fetches[result.outcome.value] += 1
        self.new_articles += result.new
        self.changed_articles += result.changes
        self.seconds += result.seconds
        place = sum(result.seconds > limit for limit in SECONDS_BOUNDS)
        self.buckets[place] += 1

    def note_records(self, records: Iterable[FeedRecord]) -> None:
        """Take the records of the feeds that are followed now."""
        self.records = {record.feed: record for record in records}
