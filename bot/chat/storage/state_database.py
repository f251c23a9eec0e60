"""Database: state.db as it is opened, brought up to date, and read and written."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from bot.chat.storage.recovery.rescue import connect_memory, delete_old_damage, list_tables
from bot.chat.storage.recovery.state_faults import DamageError
from bot.chat.storage.recovery.state_file import StateFile
from bot.chat.storage.recovery.sweeper import Sweeper
from bot.errors import DatelineError

_VERSION = LATEST_VERSION = 4

_SCHEMA_OF_VERSION_1 = """
CREATE TABLE updates (
    bot INTEGER, id INTEGER,
    received REAL NOT NULL,
    body TEXT,                            -- the update as JSON; NULL once it is handled
    attempts INTEGER NOT NULL DEFAULT 0,  -- how often handling began
    sending INTEGER NOT NULL DEFAULT 0,   -- 1 while its answer is on the way to Telegram
    PRIMARY KEY (bot, id)
) WITHOUT ROWID;
CREATE TABLE replies (
    bot INTEGER, chat INTEGER, message INTEGER,
    reply INTEGER NOT NULL,
    sent REAL NOT NULL,
    PRIMARY KEY (bot, chat, message)
) WITHOUT ROWID;
"""
_ADDITION_OF_VERSION_2 = """
CREATE TABLE languages (
    bot INTEGER, chat INTEGER,
    language TEXT NOT NULL,
    PRIMARY KEY (bot, chat)
) WITHOUT ROWID;
"""
_ADDITION_OF_VERSION_3 = """
ALTER TABLE updates DROP COLUMN sending;
CREATE TABLE settings (
    bot INTEGER, chat INTEGER, name TEXT,
    value TEXT NOT NULL,
    PRIMARY KEY (bot, chat, name)
) WITHOUT ROWID;
INSERT INTO settings SELECT bot, chat, 'language', language FROM languages;
DROP TABLE languages;
CREATE TABLE answers (
    bot INTEGER, chat INTEGER, message INTEGER,  -- the message that shows the answer
    asker INTEGER NOT NULL,
    digest TEXT NOT NULL,                        -- of the question, to find it when it is repeated
    record TEXT NOT NULL,                        -- what was asked and quoted, as JSON
    sent REAL NOT NULL,
    PRIMARY KEY (bot, chat, message)
) WITHOUT ROWID;
CREATE INDEX answers_by_time ON answers (bot, chat, sent);
CREATE TABLE follows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,        -- never used again
    bot INTEGER NOT NULL, chat INTEGER NOT NULL,
    topic TEXT NOT NULL,
    created REAL NOT NULL,
    notified REAL NOT NULL DEFAULT 0,            -- when its last message was sent
    UNIQUE (bot, chat, topic)
);
CREATE TABLE matches (
    follow INTEGER NOT NULL REFERENCES follows (id) ON DELETE CASCADE,
    article TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL,  -- the span of the quote
    time REAL NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (follow, article)
) WITHOUT ROWID;
CREATE TABLE arrivals (
    bot INTEGER, article TEXT,                   -- empty for the time of the last look
    seen REAL NOT NULL,
    PRIMARY KEY (bot, article)
) WITHOUT ROWID;
CREATE TABLE votes (
    bot INTEGER, day TEXT, vote TEXT,
    count INTEGER NOT NULL,
    PRIMARY KEY (bot, day, vote)
) WITHOUT ROWID;
CREATE TABLE voters (
    bot INTEGER, chat INTEGER, message INTEGER, person INTEGER,
    vote TEXT NOT NULL,
    time REAL NOT NULL,
    PRIMARY KEY (bot, chat, message, person)
) WITHOUT ROWID;
CREATE TABLE waits (
    bot INTEGER, chat INTEGER,                   -- 0 for all chats
    until REAL NOT NULL,
    PRIMARY KEY (bot, chat)
) WITHOUT ROWID;
"""
_ADDITION_OF_VERSION_4 = """
CREATE TABLE access_requests (
    bot INTEGER, chat INTEGER,                   -- a person or a group that may not use the bot
    refused REAL NOT NULL,
    reported REAL,                               -- when admins heard of it
    PRIMARY KEY (bot, chat)
) WITHOUT ROWID;
CREATE TABLE unanswered_topics (
    bot INTEGER, topic TEXT,                     -- terms in order, with spaces in between
    words TEXT NOT NULL,                         -- the same as they were written
    salt TEXT, asker TEXT,                       -- of the only asker, NULL once there are two
    PRIMARY KEY (bot, topic)
) WITHOUT ROWID;
CREATE TABLE unanswered_counts (
    bot INTEGER, topic TEXT, day TEXT,
    count INTEGER NOT NULL,
    PRIMARY KEY (bot, topic, day),
    FOREIGN KEY (bot, topic) REFERENCES unanswered_topics ON DELETE CASCADE
) WITHOUT ROWID;
"""
_STEPS = (
    _SCHEMA_OF_VERSION_1, _ADDITION_OF_VERSION_2, _ADDITION_OF_VERSION_3, _ADDITION_OF_VERSION_4,
)  # fmt: skip


class NewerStateError(DatelineError):
    """Say that another version wrote state.db, and that nothing of it is lost."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"state.db is of version {version}, which a newer Dateline wrote, but this one knows "
            f"{_VERSION}: start the newer one again, which also answers the questions that wait "
            "in the file, or set DATELINE_DATA to another folder, where they are not answered"
        )


_OWN_TABLES = ("updates", "replies", "answers", "waits")
"""What a running bot adds to a file that was put in the place of its own."""


class Database:
    """The file, in which everything is kept by bot: with another token, a bot sees nothing of it.

    While the file cannot be used, all goes on in memory. Every method may raise ``sqlite3.Error``.
    ``clock`` returns the time in seconds since 1970.
    """

    def __init__(self, folder: Path, bot: int, clock: Callable[[], float] = time.time) -> None:
        self.bot = bot
        self.clock = clock
        self._file = StateFile(folder / "state.db", _prepare, _OWN_TABLES)
        self._sweeper = Sweeper(self._file)

    @property
    def is_in_memory(self) -> bool:
        """Tell whether the file cannot be used at the moment."""
        return self._file.is_in_memory

    def execute(self, statement: str, *values: float | str | None) -> int:
        """Run a statement, and return how many rows it changed."""
        self._sweeper.note_change()
        return self._file.run(lambda connection: connection.execute(statement, values).rowcount)

    def execute_all(self, statement: str, rows: Iterable[Sequence[float | str]]) -> None:
        """Run a statement with the values of each row, all or none of them."""
        entries = [*rows]

        def work(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("BEGIN")
                connection.executemany(statement, entries)

        self._sweeper.note_change()
        self._file.run(work)

    def insert(self, statement: str, *values: float | str | None) -> int:
        """Run a statement, and return the number of the row that it added."""
        self._sweeper.note_change()
        return self._file.run(
            lambda connection: connection.execute(statement, values).lastrowid or 0
        )

    def delete(self, statement: str, *values: float | str | None) -> int:
        """Delete rows with a text, of which nothing must be left; return how many."""
        count = self.execute(statement, *values)
        if count:
            self._sweeper.note_remnants()
        return count

    def select(self, statement: str, *values: float | str | None) -> Sequence[tuple[Any, ...]]:
        """Return all rows of a query."""
        return self._file.run(lambda connection: connection.execute(statement, values).fetchall())

    def verify(self) -> None:
        """Notice damage of the file, unless it is so large that this would take long."""
        if self._file.is_small():
            self._file.verify()

    def check(self) -> None:
        """Notice that the file is gone or can be used again."""
        self._file.check()

    def sweep(self) -> None:
        """Remove from the disk what was deleted, as soon as nothing else happens."""
        self._sweeper.work()

    def truncate_log(self) -> None:
        """Empty the write-ahead log, which until then still has what was deleted."""
        self._sweeper.truncate_log()

    def delete_old_damage(self, oldest: float) -> None:
        """Delete damaged files that were set aside before ``oldest``, in seconds since 1970."""
        delete_old_damage(self._file.path, oldest)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _prepare(connection: sqlite3.Connection) -> None:
    """Set a connection up, and bring its tables up to date.

    Raise DamageError where the tables are not those of the version that is written there.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise NewerStateError(version)
    if version < 0 or (version == 0 and list_tables(connection)):
        raise DamageError("it is not the state of a bot")
    connection.execute("PRAGMA journal_mode = WAL")
    # A killed process loses nothing with NORMAL, because the system holds what it wrote; only
    # a power failure can take the last moments. FULL would wait for the disk at every step.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # A deleted question is to be gone from the file, too.
    connection.execute("PRAGMA secure_delete = ON")
    if version < _VERSION:
        connection.executescript(_make_script(version))
    missing = _list_own_tables() - {*list_tables(connection)}
    if missing:
        raise DamageError(f"it lacks the tables {', '.join(sorted(missing))}")


def _make_script(version: int) -> str:
    """Return what brings the tables of a version up to date, all or nothing."""
    steps = "".join(_STEPS[version:])
    return f"BEGIN; {steps} PRAGMA user_version = {_VERSION}; COMMIT;"


@cache
def _list_own_tables() -> frozenset[str]:
    with closing(connect_memory()) as connection:
        connection.executescript(_make_script(0))
        return frozenset(list_tables(connection))
