"""FeedArchive: writes what feeds publish into files of articles, each entry once."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from bot.feeds.archive.entry_plan import EntryPlan, EntryPlanner, PlannedEntry
from bot.feeds.archive.month_files import (
    MonthLine,
    derive_entry_id,
    digest_entry,
    join_lines,
    list_month_files,
    make_line,
    parse_lines,
)
from bot.feeds.feed_document import FeedEntry
from bot.feeds.known_entries import FeedStart, KnownEntries, KnownEntriesError
from bot.feeds.subscription import Subscription

_LOGGER = logging.getLogger(__name__)
ARCHIVE_ACTOR = "dateline"
"""Who wrote and deleted the articles of feeds, in the log."""


@dataclass(frozen=True, slots=True)
class ArchiveChange:
    """The articles that are new and those that were replaced, and the files that were written."""

    new: tuple[Article, ...] = ()
    changed: tuple[Article, ...] = ()
    unchanged: int = 0
    files: tuple[str, ...] = ()


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
        writing = _Writing(self._store, subscription, entries, known_entries, today)

        def plan() -> list[FileChange]:
            return known_entries.repair(writing.plan)

        failure = f"the articles of {subscription.heading} were not written"
        log_entries = self._store.change_files(plan, ARCHIVE_ACTOR, failure)
        writing.remember(log_entries)
        return writing.change

    def find_news(
        self,
        subscription: Subscription,
        entries: Sequence[FeedEntry],
        known_entries: KnownEntries,
        *,
        today: date | None = None,
    ) -> tuple[FeedEntry, ...]:
        """Return the entries that ``write`` would write."""
        writing = _Writing(self._store, subscription, entries, known_entries, today)
        plan = known_entries.repair(writing.make_plan)
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
            for feed, file in list_month_files(self._store.corpus):
                month = file.removesuffix(".jsonl")[-len("2026-01") :]
                if feed != subscription.id or month > oldest_day.isoformat()[: len(month)]:
                    continue
                lines = parse_lines((self._store.corpus / file).read_bytes())
                rest = [line for line in lines if not _is_expired(line, oldest_day)]
                if len(rest) < len(lines):
                    changes.append(FileChange(file, join_lines(rest)))
            return changes

        failure = f"old articles of {subscription.heading} were not deleted"
        log_entries = self._store.change_files(plan, ARCHIVE_ACTOR, failure)
        return tuple(entry.file for entry in log_entries)

    def remove(self, feed_id: str, actor: str, known_entries: KnownEntries) -> tuple[str, ...]:
        """Move all files of a feed into the trash, and forget what it had; return the files."""
        files = [file for feed, file in list_month_files(self._store.corpus) if feed == feed_id]
        for file in files:
            self._store.remove(file, actor)

        known_entries.repair(lambda: known_entries.forget(feed_id))
        return tuple(files)


class _Writing:
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
        self._known = known_entries
        self._today = today or datetime.now(UTC).date()
        self._plan = EntryPlan()
        self._removals: dict[str, date] = {}
        self.change = ArchiveChange()

    def make_plan(self) -> EntryPlan:
        """Return what is to be done."""
        feed, keep_days = self._subscription.id, self._subscription.keep_days
        sync_entries(self._known, self._store.corpus, self._store.audit)
        oldest_day = date.min
        if keep_days is not None:
            oldest_day = subtract_days(self._today, timedelta(keep_days))
        start = self._known.find_start(feed)
        if start is None:
            self._removals = find_removals(self._store.audit, {feed})[feed]
        removals = self._removals if start is None else start.removals
        planner = EntryPlanner(self._known, feed, self._entries, oldest_day)
        return planner.plan(start, removals, self._subscription.first_entries)

    def plan(self) -> list[FileChange]:
        """Return what becomes of the month files."""
        self._plan = self.make_plan()
        # Before the files: what is passed over now is in none of them.
        self._known.save(self._plan.notes)
        files = _MonthFiles(self._store)
        new = [files.add(planned, self._subscription) for planned in self._plan.new]
        exchanged = [files.exchange(planned, self._subscription) for planned in self._plan.changes]
        changed = [article for article in exchanged if article is not None]
        changes = files.list_changes()
        names = tuple(change.file for change in changes)
        unchanged = self._plan.unchanged + len(exchanged) - len(changed)
        self.change = ArchiveChange(tuple(new), tuple(changed), unchanged, names)
        return changes

    def remember(self, log_entries: Sequence[AuditEntry]) -> None:
        """Remember what was written, which the files tell all the same."""
        if not self._entries:
            return
        feed = self._subscription.id
        planned_entries = [*self._plan.new, *self._plan.changes]
        days = [entry.article.published for entry in self._entries]
        versions = []
        for entry in log_entries:
            path = self._store.corpus / entry.file
            if entry.action == "deleted":
                versions.append((entry.file, feed, None))
            elif path.is_file() and path.stat().st_size == entry.size:
                versions.append((entry.file, feed, identify_version(path)))
        try:
            self._known.repair(
                lambda: self._known.save(
                    [planned.stored for planned in planned_entries],
                    versions,
                    {feed: FeedStart("", self._removals)},
                    subtract_days(max(days), PRINT_DAYS),
                )
            )
        except (KnownEntriesError, OSError) as error:
            _LOGGER.warning("%s", error)


class _MonthFiles:
    """Month files under change."""

    def __init__(self, store: CorpusStore) -> None:
        self._store = store
        self._lines: dict[str, list[MonthLine]] = {}

    def add(self, planned: PlannedEntry, subscription: Subscription) -> Article:
        """Append an entry, and return its article."""
        entry, stored = planned.entry, planned.stored
        article_id = derive_entry_id(stored.feed, stored.key)
        article = self._place(entry.article, article_id, stored.file, subscription)
        line = make_line(replace(entry, article=article), stored.digest)
        self._load(stored.file).append(line)
        return article

    def exchange(self, planned: PlannedEntry, subscription: Subscription) -> Article | None:
        """Put an entry in the place of what it was, and return its article.

        Return None where its line is there already.
        """
        entry, stored, old = planned.entry, planned.stored, planned.old or planned.stored
        lines = self._load(old.file)
        numbers = [number for number, line in enumerate(lines) if line.key == old.key]
        old_line = lines[numbers[0]] if numbers else MonthLine(b"")
        article_id = old_line.read_words("id") or derive_entry_id(stored.feed, stored.key)
        article = self._place(entry.article, article_id, stored.file, subscription)
        if entry.is_undated:
            article = replace(article, published=stored.day, instant=None)
        if entry.is_teaser and old_line.is_completed:
            text = old_line.read_words("text")
            entry = replace(entry, feed_digest=digest_entry(entry), is_teaser=False)
            article = replace(article, text=text, body=0)
        line = make_line(replace(entry, key=old.key, article=article), stored.digest)
        if numbers and line.content == old_line.content:
            return None
        if numbers and stored.file == old.file:
            lines[numbers[0]] = line
            numbers = numbers[1:]
        else:
            self._load(stored.file).append(line)
        for number in reversed(numbers):
            del lines[number]
        return article

    def list_changes(self) -> list[FileChange]:
        """Return what becomes of the files."""
        return [FileChange(file, join_lines(lines)) for file, lines in self._lines.items()]

    def _place(
        self, article: Article, article_id: str, file: str, subscription: Subscription
    ) -> Article:
        path = str(self._store.corpus / file)
        language = subscription.language or article.language
        source = article.source or subscription.heading
        return replace(article, id=article_id, path=path, language=language, source=source)

    def _load(self, file: str) -> list[MonthLine]:
        if file not in self._lines:
            path = self._store.corpus / file
            self._lines[file] = parse_lines(path.read_bytes()) if path.exists() else []
        return self._lines[file]


def _is_expired(line: MonthLine, oldest_day: date) -> bool:
    return bool(line.key) and line.day is not None and line.day < oldest_day
