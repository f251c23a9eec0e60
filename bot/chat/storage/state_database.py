"""Database: state.db as it is opened, brought up to date, and read and written."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.errors import DatelineError

_VERSION = 4

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


class StateError(DatelineError):
    """Say why state.db cannot be used and what to do."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path = path
        self.fault = fault
        super().__init__(
            f"{path}: {fault}; move the file away to start without it "
            "(questions in it that still wait for an answer are then lost)"
        )


class Database:
    """The file, in which everything is kept by bot: with another token, a bot sees nothing of it.

    Every method may raise ``sqlite3.Error``.
    """

    def __init__(self, folder: Path, bot: int) -> None:
        self.bot = bot
        self._connection = _open(folder / "state.db")

    def execute(self, statement: str, *values: float | str | None) -> int:
        """Run a statement, and return how many rows it changed."""
        return self._connection.execute(statement, values).rowcount

    def execute_all(self, statement: str, rows: Iterable[Sequence[float | str]]) -> None:
        """Run a statement with the values of each row, all or none of them."""
        with self._connection:
            self._connection.execute("BEGIN")
            self._connection.executemany(statement, rows)

    def insert(self, statement: str, *values: float | str | None) -> int:
        """Run a statement, and return the number of the row that it added."""
        return self._connection.execute(statement, values).lastrowid or 0

    def select(self, statement: str, *values: float | str | None) -> Sequence[tuple[Any, ...]]:
        """Return all rows of a query."""
        return self._connection.execute(statement, values).fetchall()

    def truncate_log(self) -> None:
        """Empty the write-ahead log, which until then still has what was deleted."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _open(path: Path) -> sqlite3.Connection:
    """Return a connection in autocommit to a database of this version."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, isolation_level=None, timeout=5)
    except (OSError, sqlite3.Error) as error:
        raise StateError(path, f"it cannot be opened ({error})") from error
    try:
        _prepare(database, path)
    except sqlite3.Error as error:
        database.close()
        raise StateError(path, f"it cannot be read ({error})") from error
    except StateError:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    # A killed process loses nothing with NORMAL, because the system holds what it wrote; only
    # a power failure can take the last moments. FULL would wait for the disk at every step.
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA foreign_keys = ON")
    # A deleted question is to be gone from the file, too.
    database.execute("PRAGMA secure_delete = ON")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise StateError(path, f"it has version {version}, but this program knows {_VERSION}")
    if version < _VERSION:
        steps = "".join(_STEPS[version:])
        database.executescript(f"BEGIN; {steps} PRAGMA user_version = {_VERSION}; COMMIT;")
