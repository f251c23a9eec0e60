"""Archive sync: what is known of entries, brought up to the month files as they are."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.articles.article import Article
from bot.corpus.audit import AuditLog
from bot.feeds.archive.entry_addresses import identify_address
from bot.feeds.archive.entry_likeness import LONGEST_DISTANCE, print_entry
from bot.feeds.archive.month_files import MonthLine, list_month_files, parse_lines
from bot.feeds.archive.stored_entry import EntryState, StoredEntry
from bot.feeds.known_entries import FeedStart, KnownEntries
from bot.feeds.subscription_list import FEEDS_FOLDER

PRINT_DAYS = 2 * LONGEST_DISTANCE
"""For how long before a feed's newest entry it is known what entries are like."""


def sync_entries(known_entries: KnownEntries, corpus: Path, log: AuditLog) -> None:
    """Learn what month files have that changed, were removed or came back since the last time.

    The corpus is not to be changed meanwhile.
    """
    files = {file: feed for feed, file in list_month_files(corpus)}
    old_files = known_entries.list_files()
    versions = {file: identify_version(corpus / file) for file in files}
    changed_files = [
        file for file, version in versions.items() if old_files.get(file, ("", ""))[1] != version
    ]
    lost_files = [file for file in old_files if file not in files]
    if not changed_files and not lost_files:
        return
    entries: dict[tuple[str, str], StoredEntry] = {}
    for file in (*changed_files, *lost_files):
        for entry in known_entries.list_in_file(file):
            entries[entry.feed, entry.key] = replace(entry, state=EntryState.ABSENT)
    lines: dict[str, list[MonthLine]] = {}
    for file in changed_files:
        for line in parse_lines((corpus / file).read_bytes()):
            if not line.key or line.day is None:
                continue
            lines.setdefault(files[file], []).append(line)
            entries[files[file], line.key] = store_line(files[file], file, line)
    newest = max((entry.day for entry in entries.values()), default=date.min)
    entries |= _print_recent(entries, lines)
    feeds = {feed for feed in lines if known_entries.find_start(feed) is None}
    known_entries.save(
        tuple(entries.values()),
        [
            *((file, files[file], versions[file]) for file in changed_files),
            *((file, old_files[file][0], None) for file in lost_files),
        ],
        {
            feed: FeedStart(_find_floor(lines[feed]), removals)
            for feed, removals in find_removals(log, feeds).items()
        },
        subtract_days(newest, PRINT_DAYS),
    )


def identify_version(path: Path) -> str:
    """Return a name of a file as it is now, another one after a change."""
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def store_line(feed: str, file: str, line: MonthLine) -> StoredEntry:
    """Return what is to be known of an entry that a month file has."""
    address = identify_address(line.read_words("url"))
    day = line.day or date.min
    return StoredEntry(feed, line.key, EntryState.PRESENT, file, address, line.digest, day)


def _print_recent(
    entries: dict[tuple[str, str], StoredEntry], lines: dict[str, list[MonthLine]]
) -> dict[tuple[str, str], StoredEntry]:
    prints = {}
    for feed, feed_lines in lines.items():
        days = [line.day for line in feed_lines if line.day]
        oldest = subtract_days(max(days), PRINT_DAYS)
        for line in feed_lines:
            entry = entries[feed, line.key]
            if entry.day >= oldest and line.day == entry.day:
                title, text = line.read_words("title"), line.read_words("text")
                article = Article("", text, entry.day, "", title)
                prints[feed, line.key] = replace(entry, likeness=print_entry(article))
    return prints


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
            removals[feed][name.removesuffix(".jsonl")] = day
        elif entry.action in ("restored", "added"):
            removals[feed].pop(name.removesuffix(".jsonl"), None)
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
