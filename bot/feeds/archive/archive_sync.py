"""Archive sync: what is known of entries, brought up to the month files as they are."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.articles.article import Article
from bot.corpus.audit import AuditLog
from bot.feeds.archive.entry_addresses import identify_address
from bot.feeds.archive.entry_likeness import LONGEST_DISTANCE, EntryPrint, print_entry
from bot.feeds.archive.month_files import (
    MonthLine,
    list_feed_folders,
    list_month_files,
    parse_lines,
    read_month,
)
from bot.feeds.archive.stored_entry import EntryState, StoredEntry
from bot.feeds.known_entries import FeedStart, KnownEntries
from bot.feeds.subscription_list import FEEDS_FOLDER

PRINT_DAYS = 2 * LONGEST_DISTANCE
"""For how long before a feed's newest entry it is known what entries are like."""


def sync_entries(known_entries: KnownEntries, feed_id: str, corpus: Path, log: AuditLog) -> None:
    """Learn what month files of a feed changed, were removed or came back since the last time.

    Where nothing is known, learn what those of all feeds have. The corpus is not to be changed
    meanwhile.
    """
    feeds = [feed_id] if known_entries.has_files() else list_feed_folders(corpus)
    for feed in feeds:
        _sync_feed(known_entries, feed, corpus, log)


def _sync_feed(known_entries: KnownEntries, feed: str, corpus: Path, log: AuditLog) -> None:
    files = list_month_files(corpus, feed)
    versions = {file: identify_version(corpus / file) for file in files}
    old_versions = known_entries.list_files(feed)
    changed_files = [file for file in files if old_versions.get(file) != versions[file]]
    lost_files = [file for file in old_versions if file not in versions]
    if not changed_files and not lost_files:
        return
    entries = {
        entry.key: replace(entry, state=EntryState.ABSENT)
        for file in (*changed_files, *lost_files)
        for entry in known_entries.list_in_file(file)
    }
    lines: dict[str, MonthLine] = {}
    for file in changed_files:
        for line in parse_lines((corpus / file).read_bytes()):
            if line.key and line.day is not None:
                lines[line.key] = line
                entries[line.key] = _store_line(feed, file, line)
    oldest_day = _find_oldest_print(lines.values())
    for key, line in lines.items():
        if entries[key].day >= oldest_day:
            entries[key] = replace(entries[key], likeness=_print_line(line, entries[key].day))
    starts = {}
    if known_entries.find_start(feed) is None:
        removals = find_removals(log, {feed})[feed]
        starts[feed] = FeedStart(_find_floor(lines.values()), removals)
    known_entries.save(
        tuple(entries.values()),
        [
            *((file, feed, versions[file]) for file in changed_files),
            *((file, feed, None) for file in lost_files),
        ],
        starts,
        oldest_day,
    )


def _find_oldest_print(lines: Iterable[MonthLine]) -> date:
    newest = max((line.day for line in lines if line.day), default=date.min)
    return subtract_days(newest, PRINT_DAYS)


def _print_line(line: MonthLine, day: date) -> EntryPrint:
    article = Article("", line.read_words("text"), day, "", line.read_words("title"))
    return print_entry(article)


def identify_version(path: Path) -> str:
    """Return a name of a file as it is now, another one after a change."""
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _store_line(feed: str, file: str, line: MonthLine) -> StoredEntry:
    """Return what is to be known of an entry that a month file has."""
    address = identify_address(line.read_words("url"))
    day = line.day or date.min
    return StoredEntry(feed, line.key, EntryState.PRESENT, file, address, line.digest, day)


def find_removals(log: AuditLog, feeds: Collection[str]) -> dict[str, dict[str, date]]:
    """Return the months of feeds that somebody removed from the archive, with the days.

    Whoever follows a feed anew wants its articles back.
    """
    removals: dict[str, dict[str, date]] = {feed: {} for feed in feeds}
    if not removals:
        return removals
    for entry in log:
        folder, _, name = entry.file.rpartition("/")
        feed = name if folder == FEEDS_FOLDER else folder.rpartition("/")[2]
        if feed not in removals or not entry.file.startswith(f"{FEEDS_FOLDER}/"):
            continue
        if entry.action == "subscribed":
            removals[feed].clear()
        elif entry.action == "removed":
            day = datetime.fromtimestamp(entry.epoch_seconds, UTC).date()
            removals[feed][read_month(name)] = day
        elif entry.action in ("restored", "added"):
            removals[feed].pop(read_month(name), None)
    return removals


def _find_floor(lines: Iterable[MonthLine]) -> str:
    return min((line.published for line in lines), key=read_moment, default="")


def read_moment(published: str) -> datetime:
    """Return the moment of a day or a moment as it is written; the beginning of a day in UTC."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def subtract_days(day: date, days: timedelta) -> date:
    """Return a day before another one, as far as there are days."""
    return day - days if day - date.min >= days else date.min
