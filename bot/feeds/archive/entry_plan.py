"""Entry plan: which entries of a feed are new, which have changed, and which are there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from bot.articles.article import Article
from bot.feeds.archive.archive_sync import PRINT_DAYS, read_moment, subtract_days
from bot.feeds.archive.entry_addresses import find_shared_addresses, identify_address
from bot.feeds.archive.entry_likeness import LONGEST_DISTANCE, print_entry
from bot.feeds.archive.month_files import digest_entry, name_month_file, read_month
from bot.feeds.archive.stored_entry import EntryState, StoredEntry
from bot.feeds.feed_document import FeedEntry
from bot.feeds.known_entries import FeedStart, KnownEntries


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """An entry to be written_count, with what is to be known of it, and of what it replaces."""

    entry: FeedEntry
    stored_entry: StoredEntry
    old: StoredEntry | None = None


@dataclass(slots=True)
class EntryPlan:
    """What is to be written_count, and what is only to be remembered.

    new: entries that are not in the archive, in the order of the feed
    changes: entries that say something else than before
    notes: what is to be known of entries that are passed over
    unchanged_count: the number of all other_entries
    """

    new: list[PlannedEntry] = field(default_factory=list)
    changes: list[PlannedEntry] = field(default_factory=list)
    notes: list[StoredEntry] = field(default_factory=list)
    unchanged_count: int = 0


class EntryPlanner:
    """Tells for each entry of a feed whether it is known: by key, by address, by likeness.

    oldest_day: entries before it are not kept
    """

    def __init__(
        self, known_entries: KnownEntries, feed: str, entries: Sequence[FeedEntry], oldest_day: date
    ) -> None:
        self._known_entries = known_entries
        self._feed = feed
        self._entries = entries
        self._oldest_day = oldest_day
        self._shared_addresses = find_shared_addresses(entries)
        self._by_key = known_entries.find_by_keys(feed, [entry.key for entry in entries])
        days = [entry.article.published for entry in entries]
        self._oldest_like = subtract_days(min(days, default=date.max), LONGEST_DISTANCE)
        self._recent_entries: list[StoredEntry] | None = None
        self._newest = max(days, default=date.min)
        self._additions: dict[str, StoredEntry] = {}
        self._replacements: list[StoredEntry] = []
        self._decided_keys: set[str] = set()

    def plan(
        self, start: FeedStart | None, removals: Mapping[str, date], first_entries: int
    ) -> EntryPlan:
        """Return what is to be done; of a feed without a start, take so many entries at most.

        ``removals`` are the months that somebody removed, each with the day.
        """
        plan = EntryPlan()
        additions: dict[int, PlannedEntry] = {}
        # So the order of a feed, which may change, decides nothing. What is posted again is like
        # what it is a copy of as that is now.
        for number, entry in sorted(enumerate(self._entries), key=self._rank):
            match = self._find(entry)
            if match is None and self._is_passed_over(entry, start, removals):
                plan.notes.append(self._store(entry, EntryState.IGNORABLE))
            elif match is None:
                addition = self._store(entry, EntryState.PRESENT)
                self._additions[entry.key] = addition
                self._decided_keys.add(entry.key)
                additions[number] = PlannedEntry(entry, addition)
            elif match.key not in self._by_key and match.state is not EntryState.PRESENT:
                plan.notes.append(match)
            else:
                self._compare(entry, match, plan)
        if start is None:
            self._choose_first(additions, first_entries, plan)
        plan.new = [additions[number] for number in sorted(additions)]
        written_count = len(plan.new) + len(plan.changes)
        plan.unchanged_count = len(self._entries) - written_count
        return plan

    def _compare(self, entry: FeedEntry, old: StoredEntry, plan: EntryPlan) -> None:
        if old.key in self._decided_keys or old.state is not EntryState.PRESENT:
            return
        self._decided_keys.add(old.key)
        # A text from elsewhere may be new, though the feed says the same.
        if digest_entry(entry) != old.digest or entry.feed_digest:
            replacement = self._store(entry, old.state, old)
            self._replacements.append(replacement)
            plan.changes.append(PlannedEntry(entry, replacement, old))

    def _rank(self, numbered_entry: tuple[int, FeedEntry]) -> tuple[bool, float, str, str]:
        _, entry = numbered_entry
        is_new = entry.key not in self._by_key
        return is_new, -_rank_moment(entry), entry.key, digest_entry(entry)

    def _find(self, entry: FeedEntry) -> StoredEntry | None:
        """Return what is known of an entry, or is to be known of it; None where it is new."""
        stored_entry = self._additions.get(entry.key) or self._by_key.get(entry.key)
        if stored_entry is not None:
            return stored_entry
        return self._find_by_address(entry) or self._find_like(entry)

    def _find_by_address(self, entry: FeedEntry) -> StoredEntry | None:
        address = self._identify(entry)
        if not address:
            return None
        additions = self._additions.values()
        matches = [
            *self._known_entries.find_by_address(address),
            *(addition for addition in additions if addition.address == address),
        ]
        mine = [match for match in matches if match.feed == self._feed]
        if len(mine) == 1 and not _is_other_story(entry, mine[0]):
            return mine[0]
        foreign_matches = [
            match
            for match in matches
            if match.feed != self._feed and match.state is EntryState.PRESENT
        ]
        if len(foreign_matches) == 1 and not mine:
            return self._store(entry, EntryState.IGNORABLE)
        return None

    def _find_like(self, entry: FeedEntry) -> StoredEntry | None:
        likeness = print_entry(entry.article)
        # Most looks at a feed bring nothing new.
        if self._recent_entries is None:
            oldest = self._oldest_like
            self._recent_entries = self._known_entries.list_recent(self._feed, oldest)
        additions = self._additions.values()
        for stored_entry in (*self._recent_entries, *self._replacements, *additions):
            if stored_entry.likeness and stored_entry.likeness.is_like(likeness):
                return self._store(entry, EntryState.ALIAS, target=stored_entry.key)
        return None

    def _is_passed_over(
        self, entry: FeedEntry, start: FeedStart | None, removals: Mapping[str, date]
    ) -> bool:
        day = entry.article.published
        if day < self._oldest_day:
            return True
        removal_day = removals.get(read_month(day.isoformat()))
        if removal_day is not None and day <= removal_day:
            return True
        return start is not None and bool(start.floor) and _is_older(entry.article, start.floor)

    def _choose_first(
        self, additions: dict[int, PlannedEntry], first_entries: int, plan: EntryPlan
    ) -> None:
        newest_first = sorted(
            additions, key=lambda number: (-_rank_moment(additions[number].entry), number)
        )
        for number in newest_first[first_entries:]:
            plan.notes.append(self._store(additions.pop(number).entry, EntryState.IGNORABLE))

    def _store(
        self, entry: FeedEntry, state: EntryState, old: StoredEntry | None = None, target: str = ""
    ) -> StoredEntry:
        is_present = state is EntryState.PRESENT
        day = old.day if old and entry.is_undated else entry.article.published
        is_recent = day >= subtract_days(self._newest, PRINT_DAYS)
        return StoredEntry(
            self._feed,
            old.key if old else entry.key,
            state,
            name_month_file(self._feed, day) if is_present else "",
            "" if state is EntryState.ALIAS else self._identify(entry),
            digest_entry(entry),
            day,
            target,
            print_entry(entry.article) if is_present and is_recent else None,
        )

    def _identify(self, entry: FeedEntry) -> str:
        address = identify_address(entry.article.url)
        return "" if address in self._shared_addresses else address


def _is_other_story(entry: FeedEntry, stored_entry: StoredEntry) -> bool:
    return stored_entry.likeness is not None and stored_entry.likeness.is_other(
        print_entry(entry.article)
    )


def _is_older(article: Article, floor: str) -> bool:
    if len(floor) > len("2026-01-07") and article.instant:
        return article.instant < read_moment(floor)
    return article.published.isoformat() < floor[: len("2026-01-07")]


def _rank_moment(entry: FeedEntry) -> float:
    article = entry.article
    moment = article.instant or datetime.combine(article.published, time(), UTC)
    return moment.timestamp()
