"""FeedWriter: one look at a feed, from what is to be written to what was."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.articles.article import Article
from bot.corpus.audit import AuditEntry
from bot.corpus.file_changes import FileChange
from bot.corpus.store import CorpusStore
from bot.feeds.archive.archive_sync import (
    PRINT_DAYS,
    find_removals,
    identify_version,
    subtract_days,
    sync_entries,
)
from bot.feeds.archive.entry_plan import EntryPlan, EntryPlanner
from bot.feeds.archive.month_changes import MonthChanges
from bot.feeds.feed_document import FeedEntry
from bot.feeds.known_entries import FeedStart, KnownEntries, KnownEntriesError
from bot.feeds.subscription import Subscription

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ArchiveChange:
    """The articles that are new and those that were replaced, and the files that were written."""

    new: tuple[Article, ...] = ()
    changed: tuple[Article, ...] = ()
    unchanged: int = 0
    files: tuple[str, ...] = ()


class FeedWriter:
    """One look at a feed: what of it is to be written, and then what was."""

    def __init__(
        self,
        store: CorpusStore,
        subscription: Subscription,
        entries: Sequence[FeedEntry],
        known_entries: KnownEntries,
        today: date | None,
    ) -> None:
        self._store = store
        self._subscription = subscription
        self._entries = entries
        self._known_entries = known_entries
        self._today = today or datetime.now(UTC).date()
        self._plan = EntryPlan()
        self._removals: dict[str, date] = {}
        self._is_new = False
        self.change = ArchiveChange()

    def make_plan(self) -> EntryPlan:
        """Return what is to be done."""
        feed, keep_days = self._subscription.id, self._subscription.keep_days
        sync_entries(self._known_entries, feed, self._store.corpus, self._store.audit)
        oldest_day = date.min
        if keep_days is not None:
            oldest_day = subtract_days(self._today, timedelta(keep_days))
        start = self._known_entries.find_start(feed)
        self._is_new = start is None
        if start is None:
            self._removals = find_removals(self._store.audit, {feed})[feed]
        removals = self._removals if start is None else start.removals
        planner = EntryPlanner(self._known_entries, feed, self._entries, oldest_day)
        return planner.plan(start, removals, self._subscription.first_entries)

    def plan(self) -> list[FileChange]:
        """Return what becomes of the month files."""
        self._plan = self.make_plan()
        # Before the files: what is passed over now is in none of them.
        self._known_entries.save(self._plan.notes)
        files = MonthChanges(self._store)
        subscription = self._subscription
        new_articles = [files.add(entry, subscription) for entry in self._plan.new]
        exchanges = [files.exchange(entry, subscription) for entry in self._plan.changes]
        changed_articles = [article for article in exchanges if article is not None]
        changes = files.list_changes()
        self.change = ArchiveChange(
            tuple(new_articles),
            tuple(changed_articles),
            self._plan.unchanged_count + len(exchanges) - len(changed_articles),
            tuple(change.file for change in changes),
        )
        return changes

    def remember(self, log_entries: Sequence[AuditEntry]) -> None:
        """Remember what was written, which the files tell all the same."""
        planned_entries = [*self._plan.new, *self._plan.changes]
        if not self._entries or not (planned_entries or log_entries or self._is_new):
            return
        feed = self._subscription.id
        days = [entry.article.published for entry in self._entries]
        versions: list[tuple[str, str, str | None]] = []
        for entry in log_entries:
            path = self._store.corpus / entry.file
            if entry.action == "deleted":
                versions.append((entry.file, feed, None))
            elif path.is_file() and path.stat().st_size == entry.size:
                versions.append((entry.file, feed, identify_version(path)))
        try:
            self._known_entries.repair(
                lambda: self._known_entries.save(
                    [planned.stored_entry for planned in planned_entries],
                    versions,
                    {feed: FeedStart("", self._removals)},
                    subtract_days(max(days), PRINT_DAYS),
                )
            )
        except (KnownEntriesError, OSError) as error:
            _LOGGER.warning("%s", error)
