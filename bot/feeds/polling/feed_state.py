"""FeedState: what polling remembers, in the database of what is known of entries."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from typing import TypeVar

from bot.feeds.known_entries import KnownEntries
from bot.feeds.polling.feed_record import FeedRecord

_T = TypeVar("_T")

MOST_ATTEMPTS = 5
"""How many rounds a page is asked for in vain before its entry stays as the feed has it."""

_VERSION = 1
_TABLES = ("polling_feeds", "polling_pages", "polling_version")
_COLUMNS = tuple(field.name for field in fields(FeedRecord))
_SCHEMA = f"""
CREATE TABLE polling_feeds ({", ".join(_COLUMNS)}, PRIMARY KEY (feed)) WITHOUT ROWID;
CREATE TABLE polling_pages (
    feed TEXT, key TEXT, digest TEXT NOT NULL, attempts INTEGER NOT NULL,
    is_complete INTEGER NOT NULL, PRIMARY KEY (feed, key)
) WITHOUT ROWID;
CREATE TABLE polling_version (version INTEGER NOT NULL);
INSERT INTO polling_version VALUES ({_VERSION});
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class PageAttempt:
    """How often the page of a broken-off entry was asked for, and whether it completed_entries it.

    ``digest`` is of what the feed said then.
    """

    digest: str
    attempts: int = 0
    is_complete: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether the page is still to be asked for."""
        return not self.is_complete and self.attempts < MOST_ATTEMPTS


@dataclass(frozen=True, slots=True)
class _RecordCache:
    """The records at a version of the database, which any change of it ends.

    They are asked for every second, and several times at each look.
    """

    database: sqlite3.Connection
    version: tuple[int, int]
    records: Mapping[str, FeedRecord]

    def is_true_of(self, database: sqlite3.Connection) -> bool:
        """Tell whether nothing has changed since."""
        return self.database is database and self.version == _read_version(database)


class FeedState:
    """Tables beside those of known entries; they may be deleted with the file at any time.

    Usable in any thread. Methods raise KnownEntriesError where the system refuses something.
    """

    def __init__(self, known_entries: KnownEntries) -> None:
        self._known_entries = known_entries
        self._cache: _RecordCache | None = None

    def load(self, feed: str) -> FeedRecord:
        """Return what is remembered of a feed; nothing but its name where it is new."""
        return self.load_all().get(feed) or FeedRecord(feed)

    def load_all(self) -> Mapping[str, FeedRecord]:
        """Return what is remembered of every feed, by its id."""

        def read(database: sqlite3.Connection) -> dict[str, FeedRecord]:
            rows = database.execute(f"SELECT {', '.join(_COLUMNS)} FROM polling_feeds")  # noqa: S608
            return {row[0]: FeedRecord(*row) for row in rows}

        def load() -> Mapping[str, FeedRecord]:
            with self._known_entries.open() as database:
                if self._cache is None or not self._cache.is_true_of(database):
                    version = _read_version(database)
                    self._cache = _RecordCache(database, version, self._use(read))
                return self._cache.records

        return self._known_entries.repair(load)

    def save(self, record: FeedRecord) -> None:
        """Remember a feed's record."""
        marks = ", ".join("?" * len(_COLUMNS))
        statement = f"REPLACE INTO polling_feeds VALUES ({marks})"  # noqa: S608

        def save() -> None:
            with self._known_entries.open() as database:
                cache, self._cache = self._cache, None
                is_true = cache is not None and cache.is_true_of(database)
                self._use(lambda database: database.execute(statement, astuple(record)))
                if cache is not None and is_true:
                    records = {**cache.records, record.feed: record}
                    version = (cache.version[0], database.total_changes)
                    self._cache = _RecordCache(database, version, records)

        self._known_entries.repair(save)

    def correct_due(self, record: FeedRecord, due: float) -> None:
        """Change when a feed is due, unless somebody has looked at it since."""
        values = (due, record.feed, record.round)
        statement = "UPDATE polling_feeds SET due = ? WHERE feed = ? AND round = ?"
        self._use(lambda database: database.execute(statement, values))

    def forget(self, feed: str) -> None:
        """Remember nothing of a feed any more."""

        def delete(database: sqlite3.Connection) -> None:
            database.execute("DELETE FROM polling_feeds WHERE feed = ?", (feed,))
            database.execute("DELETE FROM polling_pages WHERE feed = ?", (feed,))

        self._use(delete)

    def load_pages(self, feed: str) -> Mapping[str, PageAttempt]:
        """Return which pages of a feed were asked for, by the key of the entry."""

        def read(database: sqlite3.Connection) -> dict[str, PageAttempt]:
            query = "SELECT key, digest, attempts, is_complete FROM polling_pages WHERE feed = ?"
            rows = database.execute(query, (feed,))
            return {key: PageAttempt(text, count, bool(flag)) for key, text, count, flag in rows}

        return self._use(read)

    def save_pages(self, feed: str, pages: Mapping[str, PageAttempt]) -> None:
        """Remember which pages of a feed were asked for, and no others."""
        rows = [(feed, key, p.digest, p.attempts, p.is_complete) for key, p in pages.items()]

        def write(database: sqlite3.Connection) -> None:
            database.execute("DELETE FROM polling_pages WHERE feed = ?", (feed,))
            database.executemany("INSERT INTO polling_pages VALUES (?, ?, ?, ?, ?)", rows)

        self._use(write)

    def _use(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do something in a transaction; where the file is damaged, it is made again."""

        def run() -> _T:
            with self._known_entries.open() as database:
                database.execute("BEGIN IMMEDIATE")
                try:
                    if not _has_version(database):
                        _make_tables(database)
                    result = work(database)
                    database.execute("COMMIT")
                except BaseException:
                    with suppress(sqlite3.Error):
                        database.execute("ROLLBACK")
                    raise
                return result

        return self._known_entries.repair(run)


def _read_version(database: sqlite3.Connection) -> tuple[int, int]:
    """Return what changes by others make another one, and changes by this connection."""
    (version,) = database.execute("PRAGMA data_version").fetchone()
    return int(version), database.total_changes


def _has_version(database: sqlite3.Connection) -> bool:
    query = "SELECT count(*) FROM sqlite_master WHERE name = 'polling_version'"
    (count,) = database.execute(query).fetchone()
    if not count:
        return False
    row = database.execute("SELECT version FROM polling_version").fetchone()
    return bool(row == (_VERSION,))


def _make_tables(database: sqlite3.Connection) -> None:
    """Make the tables of this version, in place of those of another one."""
    for table in _TABLES:
        database.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _SCHEMA.split(";"):
        database.execute(statement)
