"""FeedState: what polling remembers, in a database that can be made again."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TypeVar

from bot.errors import UnavailableError
from bot.feeds.polling.feed_record import FeedRecord
from bot.system.databases import connect_database, describe_refusal, discard_database, is_damage

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

VERSION = 1

_PATIENCE = 30.0  # seconds
_KEEP_KEYS = 180 * 86_400.0
_COLUMNS = tuple(field.name for field in fields(FeedRecord))
_SCHEMA = f"""
CREATE TABLE feeds ({", ".join(_COLUMNS)}, PRIMARY KEY (feed)) WITHOUT ROWID;
CREATE TABLE entries (feed TEXT, key TEXT, seen REAL NOT NULL, PRIMARY KEY (feed, key))
    WITHOUT ROWID;
CREATE TABLE pages (
    feed TEXT, key TEXT, digest TEXT NOT NULL, attempts INTEGER NOT NULL,
    is_complete INTEGER NOT NULL, PRIMARY KEY (feed, key)
) WITHOUT ROWID;
"""


class FeedStateError(UnavailableError):
    """Say why what is remembered of feeds cannot be read or written."""


@dataclass(frozen=True, slots=True)
class PageAttempt:
    """How often the page of a broken-off entry was asked for, and whether it completed it.

    ``digest`` is of what the feed said then.
    """

    digest: str
    attempts: int = 0
    is_complete: bool = False


class FeedState:
    """The file feeds.db; every method opens and closes it, so that it may be deleted at any time.

    What is damaged or of another version is made again, empty. Methods raise FeedStateError
    where the system refuses something, as on a full disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self, feed: str) -> FeedRecord:
        """Return what is remembered of a feed; nothing but its name where it is new."""
        return self.load_all().get(feed) or FeedRecord(feed)

    def load_all(self) -> Mapping[str, FeedRecord]:
        """Return what is remembered of every feed, by its id."""

        def read(database: sqlite3.Connection) -> dict[str, FeedRecord]:
            rows = database.execute(f"SELECT {', '.join(_COLUMNS)} FROM feeds")  # noqa: S608
            return {row[0]: FeedRecord(*row) for row in rows}

        return self._use(read)

    def save(self, record: FeedRecord) -> None:
        """Remember a feed's record."""
        marks = ", ".join("?" * len(_COLUMNS))
        statement = f"REPLACE INTO feeds ({', '.join(_COLUMNS)}) VALUES ({marks})"  # noqa: S608
        self._use(lambda database: database.execute(statement, astuple(record)))

    def forget(self, feed: str) -> None:
        """Remember nothing of a feed any more."""

        def delete(database: sqlite3.Connection) -> None:
            for table in ("feeds", "entries", "pages"):
                database.execute(f"DELETE FROM {table} WHERE feed = ?", (feed,))  # noqa: S608

        self._use(delete)

    def load_keys(self, feed: str) -> frozenset[str]:
        """Return the keys of all entries that were seen in a feed, written or not."""

        def read(database: sqlite3.Connection) -> frozenset[str]:
            rows = database.execute("SELECT key FROM entries WHERE feed = ?", (feed,))
            return frozenset(key for (key,) in rows)

        return self._use(read)

    def note_keys(self, feed: str, keys: Iterable[str], timestamp: float) -> None:
        """Remember which entries a feed has now; forget those that it has not had for long."""
        rows = [(feed, key, timestamp) for key in keys]

        def write(database: sqlite3.Connection) -> None:
            database.executemany("REPLACE INTO entries VALUES (?, ?, ?)", rows)
            if rows:
                oldest = timestamp - _KEEP_KEYS
                database.execute("DELETE FROM entries WHERE feed = ? AND seen < ?", (feed, oldest))
                database.execute(
                    "DELETE FROM pages WHERE feed = ? AND key NOT IN"
                    " (SELECT key FROM entries WHERE feed = ?)", (feed, feed),
                )  # fmt: skip

        self._use(write)

    def load_pages(self, feed: str) -> Mapping[str, PageAttempt]:
        """Return which pages of a feed were asked for, by the key of the entry."""

        def read(database: sqlite3.Connection) -> dict[str, PageAttempt]:
            rows = database.execute(
                "SELECT key, digest, attempts, is_complete FROM pages WHERE feed = ?", (feed,)
            )
            return {key: PageAttempt(text, count, bool(flag)) for key, text, count, flag in rows}

        return self._use(read)

    def save_pages(self, feed: str, pages: Mapping[str, PageAttempt]) -> None:
        """Remember which pages were asked for."""
        rows = [(feed, key, p.digest, p.attempts, p.is_complete) for key, p in pages.items()]
        statement = "REPLACE INTO pages VALUES (?, ?, ?, ?, ?)"
        self._use(lambda database: database.executemany(statement, rows))

    def _use(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do something in a transaction; where the file is damaged, make it again and retry."""
        try:
            try:
                return self._try(work)
            except sqlite3.Error as error:
                if not is_damage(error, self.path):
                    raise
                _LOGGER.warning("%s is damaged (%s). It is made again now.", self.path, error)
            discard_database(self.path)
            return self._try(work)
        except (OSError, sqlite3.Error) as error:
            reason = describe_refusal(self.path.parent, error)
            raise FeedStateError(f"{self.path} cannot be used at the moment: {reason}") from error

    def _try(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._open() as database:
            result = work(database)
            database.execute("COMMIT")
            return result

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that has begun a transaction."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = connect_database(self.path, _PATIENCE)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute("BEGIN IMMEDIATE")
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version != VERSION:
                _make_tables(database)
            yield database
        finally:
            database.close()


def _make_tables(database: sqlite3.Connection) -> None:
    """Make the tables of this version, in place of those of another one."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        quoted = name.replace('"', '""')
        database.execute(f'DROP TABLE IF EXISTS "{quoted}"')
    for statement in _SCHEMA.split(";"):
        database.execute(statement)
    database.execute(f"PRAGMA user_version = {VERSION}")
