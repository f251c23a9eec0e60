"""FeedArchive: writes what feeds publish into files of articles, each entry once."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.corpus.file_changes import FileChange
from bot.corpus.store import CorpusStore
from bot.feeds.archive.archive_sync import subtract_days
from bot.feeds.archive.feed_writer import ArchiveChange as ArchiveChange
from bot.feeds.archive.feed_writer import FeedWriter
from bot.feeds.archive.month_files import (
    MonthLine,
    join_lines,
    list_month_files,
    parse_lines,
    read_month,
)
from bot.feeds.feed_document import FeedEntry
from bot.feeds.known_entries import KnownEntries
from bot.feeds.subscription import Subscription

ARCHIVE_ACTOR = "dateline"
"""Who wrote and deleted the articles of feeds, in the log."""


class FeedArchive:
    """The month files of feeds in the corpus folder.

    Its methods raise CorpusError and KnownEntriesError where the system refuses something; then
    nothing is written.
    """

    def __init__(self, store: CorpusStore) -> None:
        self._store = store

    def write(
        self,
        subscription: Subscription,
        entries: Sequence[FeedEntry],
        known_entries: KnownEntries,
        *,
        today: date | None = None,
    ) -> ArchiveChange:
        """Write the entries that are new and replace those that have changed.

        Of a feed that is new, the newest ``first_entries`` are taken, and no older one ever.
        """
        writer = FeedWriter(self._store, subscription, entries, known_entries, today)

        def plan() -> list[FileChange]:
            return known_entries.repair(writer.plan)

        failure = f"the articles of {subscription.heading} were not written"
        log_entries = self._store.change_files(plan, ARCHIVE_ACTOR, failure)
        writer.remember(log_entries)
        return writer.change

    def find_news(
        self,
        subscription: Subscription,
        entries: Sequence[FeedEntry],
        known_entries: KnownEntries,
        *,
        today: date | None = None,
    ) -> tuple[FeedEntry, ...]:
        """Return the entries that ``write`` would write."""
        writer = FeedWriter(self._store, subscription, entries, known_entries, today)
        plan = known_entries.repair(writer.make_plan)
        return tuple(planned.entry for planned in (*plan.new, *plan.changes))

    def expire(self, subscription: Subscription, today: date) -> tuple[str, ...]:
        """Delete the entries that are not to be kept any longer; return their files.

        They do not come back, and are not in the trash. What somebody else wrote into the files
        stays.
        """
        if subscription.keep_days is None:
            return ()
        oldest_day = subtract_days(today, timedelta(subscription.keep_days))

        def plan() -> list[FileChange]:
            changes = []
            for file in list_month_files(self._store.corpus, subscription.id):
                if read_month(file) > read_month(oldest_day.isoformat()):
                    continue
                lines = parse_lines((self._store.corpus / file).read_bytes())
                remaining_lines = [line for line in lines if not _is_expired(line, oldest_day)]
                if len(remaining_lines) < len(lines):
                    changes.append(
                        FileChange(file, join_lines(line.content for line in remaining_lines))
                    )
            return changes

        failure = f"old articles of {subscription.heading} were not deleted"
        log_entries = self._store.change_files(plan, ARCHIVE_ACTOR, failure)
        return tuple(entry.file for entry in log_entries)

    def remove(self, feed_id: str, actor: str, known_entries: KnownEntries) -> tuple[str, ...]:
        """Move all files of a feed into the trash, and forget what it had; return the files."""
        files = list_month_files(self._store.corpus, feed_id)
        for file in files:
            self._store.remove(file, actor)
        known_entries.repair(lambda: known_entries.forget(feed_id))
        return tuple(files)


def _is_expired(line: MonthLine, oldest_day: date) -> bool:
    return bool(line.key) and line.day is not None and line.day < oldest_day
