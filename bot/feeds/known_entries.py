"""KnownEntries: which entries of feeds are in the archive, looked up without reading its files."""

import json
import logging
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.errors import UnavailableError
from bot.feeds.archive.stored_entry import COLUMNS, StoredEntry, make_row, read_row
from bot.system.databases import connect_database, describe_refusal, discard_database, is_damage

_LOGGER = logging.getLogger(__name__)
_Value = TypeVar("_Value")
FEEDS_DATABASE = "feeds.db"
"""The file in the data folder with what is known of feeds and of their entries."""

_TIMEOUT = 60.0  # seconds
_CACHE_KIB = 512
"""Of the database's pages. A look needs few of them, each of another feed."""
_VERSION = "1"
_TABLES = ("archive_version", "archive_feeds", "archive_files", "archive_entries")
_SCHEMA = """
CREATE TABLE archive_version (version TEXT NOT NULL);
CREATE TABLE archive_feeds (
    feed TEXT PRIMARY KEY, floor TEXT NOT NULL, removals TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE archive_files (
    file TEXT PRIMARY KEY, feed TEXT NOT NULL, version TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE archive_entries (
    feed TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, file TEXT NOT NULL,
    address TEXT NOT NULL, digest TEXT NOT NULL, day TEXT NOT NULL, target TEXT NOT NULL,
    title TEXT NOT NULL, numbers TEXT NOT NULL, words INTEGER NOT NULL,
    text BLOB, signature BLOB,
    PRIMARY KEY (feed, key)
) WITHOUT ROWID;
CREATE INDEX archive_files_by_feed ON archive_files (feed);
CREATE INDEX archive_entries_by_address ON archive_entries (address);
CREATE INDEX archive_entries_by_day ON archive_entries (feed, day);
CREATE INDEX archive_entries_by_file ON archive_entries (file);
"""


_SELECT = f"SELECT {COLUMNS} FROM archive_entries WHERE"  # noqa: S608
_BY_KEY = f"{_SELECT} feed = ? AND key = ?"
_BY_ADDRESS = f"{_SELECT} address = ?"
_BY_FILE = f"{_SELECT} file = ? AND state = 'present'"
_SINCE_DAY = (
    f"{_SELECT} feed = ? AND day >= ? AND signature IS NOT NULL AND state IN ('present', 'absent')"
)
_MARKS = ", ".join("?" * len(COLUMNS.split(",")))
_REPLACE = f"REPLACE INTO archive_entries VALUES ({_MARKS})"  # noqa: S608
_BEGIN_FEED = "INSERT OR IGNORE INTO archive_feeds VALUES (?, ?, ?)"
_DROP_PRINTS = (
    "UPDATE archive_entries SET text = NULL, signature = NULL"
    " WHERE feed = ? AND day < ? AND signature IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class FeedStart:
    """From where on entries of a feed are taken that are not known.

    floor: the day or the moment of the oldest one in the archive, empty without any
    removals: the months whose file was removed, each with the day of the removal
    """

    floor: str = ""
    removals: Mapping[str, date] = field(default_factory=dict)

    def removals_as_json(self) -> str:
        """Return the removals as JSON."""
        return json.dumps({month: day.isoformat() for month, day in self.removals.items()})


class KnownEntriesError(UnavailableError):
    """Say why what is known of entries cannot be looked up at the moment."""

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(f"{path} cannot be used at the moment: {fault}")


class KnownEntries:
    """Tables in a database file that may hold others, too; it may be deleted at any time.

    A damaged file is set aside, beside its place, and made anew. Usable in any thread. Methods
    raise KnownEntriesError where the system refuses something.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._database: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def find_by_keys(self, feed: str, keys: Iterable[str]) -> dict[str, StoredEntry]:
        """Return the entries of a feed that have one of these keys, by key."""
        entries = {}
        with self.open() as database:
            for key in keys:
                for row in database.execute(_BY_KEY, (feed, key)):
                    entries[key] = read_row(row)
        return entries

    def find_by_address(self, address: str) -> list[StoredEntry]:
        """Return the entries of all feeds that have an address."""
        return self._select(_BY_ADDRESS, address) if address else []

    def list_recent(self, feed: str, since: date) -> list[StoredEntry]:
        """Return the entries of a feed since a day that are, or were, in the archive."""
        return self._select(_SINCE_DAY, feed, since.isoformat())

    def count(self, feed: str, since: date = date.min) -> int:
        """Return how many articles of a feed the archive has, since a day."""
        query = (
            "SELECT count(*) FROM archive_entries WHERE feed = ? AND day >= ? AND state = 'present'"
        )
        with self.open() as database:
            (number,) = database.execute(query, (feed, since.isoformat())).fetchone()
        return int(number)

    def find_start(self, feed: str) -> FeedStart | None:
        """Return where a feed begins in the archive, None for a new one."""
        query = "SELECT floor, removals FROM archive_feeds WHERE feed = ?"
        with self.open() as database:
            row = database.execute(query, (feed,)).fetchone()
        if row is None:
            return None
        removals = {month: date.fromisoformat(day) for month, day in json.loads(row[1]).items()}
        return FeedStart(str(row[0]), removals)

    def has_files(self) -> bool:
        """Tell whether any month file is known."""
        with self.open() as database:
            return database.execute("SELECT 1 FROM archive_files LIMIT 1").fetchone() is not None

    def list_files(self, feed: str) -> dict[str, str]:
        """Return the version of each month file of a feed that is known, by file."""
        query = "SELECT file, version FROM archive_files WHERE feed = ?"
        with self.open() as database:
            return dict(database.execute(query, (feed,)).fetchall())

    def list_in_file(self, file: str) -> list[StoredEntry]:
        """Return the entries that are known to be in a month file."""
        return self._select(_BY_FILE, file)

    def save(
        self,
        entries: Collection[StoredEntry] = (),
        files: Iterable[tuple[str, str, str | None]] = (),
        starts: Mapping[str, FeedStart] = MappingProxyType({}),
        oldest_print: date = date.min,
    ) -> None:
        """Remember entries, files and feeds at once.

        files: the file, its feed and its version, None where it is gone
        starts: where feeds begin that are new here
        oldest_print: the day before which entries need no print any more
        """
        rows = [make_row(entry) for entry in entries]
        with self.open() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                database.executemany(_REPLACE, rows)
                for file, feed, version in files:
                    if version is None:
                        database.execute("DELETE FROM archive_files WHERE file = ?", (file,))
                    else:
                        values = (file, feed, version)
                        database.execute("REPLACE INTO archive_files VALUES (?, ?, ?)", values)
                for name, start in starts.items():
                    database.execute(_BEGIN_FEED, (name, start.floor, start.removals_as_json()))
                for name in sorted({entry.feed for entry in entries}):
                    database.execute(_DROP_PRINTS, (name, oldest_print.isoformat()))
                database.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    database.execute("ROLLBACK")
                raise

    def forget(self, feed: str) -> None:
        """Forget a feed, as if it were new; what its month files have is learned from them."""
        with self.open() as database:
            database.execute("BEGIN IMMEDIATE")
            for table in _TABLES[1:]:
                database.execute(f"DELETE FROM {table} WHERE feed = ?", (feed,))  # noqa: S608
            database.execute("COMMIT")

    def repair(self, work: Callable[[], _Value]) -> _Value:
        """Return what ``work`` returns; where the file is damaged, make it anew and try again."""
        try:
            return work()
        except sqlite3.Error as error:
            if not is_damage(error, self.path):
                raise KnownEntriesError(
                    self.path, describe_refusal(self.path.parent, error)
                ) from error
            self._retire_file(error)
        try:
            return work()
        except sqlite3.Error as error:
            raise KnownEntriesError(self.path, describe_refusal(self.path.parent, error)) from error

    def _select(self, query: str, *values: str) -> list[StoredEntry]:
        with self.open() as database:
            return [read_row(row) for row in database.execute(query, values)]

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Give the database, with its tables."""
        with self._lock:
            if self._database is not None and not self.path.exists():
                self.close()  # somebody deleted it
            if self._database is None:
                self._database = self._connect()
            yield self._database

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = connect_database(self.path, _TIMEOUT)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if not _has_version(database):
                database.execute("BEGIN IMMEDIATE")
                if not _has_version(database):
                    for table in _TABLES:
                        database.execute(f"DROP TABLE IF EXISTS {table}")
                    for statement in _SCHEMA.split(";"):
                        database.execute(statement)
                    database.execute("INSERT INTO archive_version VALUES (?)", (_VERSION,))
                database.execute("COMMIT")
        except BaseException:
            database.close()
            raise
        return database

    def _retire_file(self, error: sqlite3.Error) -> None:
        _LOGGER.warning("%s is damaged (%s). It is made again now.", self.path, error)
        with self._lock:
            self.close()
            damaged_path = self.path.with_name(f"{self.path.name}.damaged")
            with suppress(OSError):
                discard_database(damaged_path)
                self.path.rename(damaged_path)
            with suppress(OSError):
                discard_database(self.path)


def _has_version(database: sqlite3.Connection) -> bool:
    query = "SELECT count(*) FROM sqlite_master WHERE name = 'archive_version'"
    (number,) = database.execute(query).fetchone()
    if not number:
        return False
    row = database.execute("SELECT version FROM archive_version").fetchone()
    return row is not None and row[0] == _VERSION
