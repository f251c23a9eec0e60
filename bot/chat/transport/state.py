"""State: state.db, the one file that cannot be rebuilt from articles."""

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DatelineError

KEPT_HOURS = 48
"""Telegram offers an update for 24 hours and lets a person edit a message for 48."""

_VERSION = 2

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


class StateError(DatelineError):
    """Say why state.db cannot be used and what to do."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path = path
        self.fault = fault
        super().__init__(
            f"{path}: {fault}; move the file away to start without it "
            "(questions in it that still wait for an answer are then lost)"
        )


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that is stored and not yet handled."""

    id: int
    body: str
    attempts: int
    is_sending: bool


class State:
    """The updates that wait for an answer, what answers each question, and chats' languages.

    Everything is kept by bot: with another token, the bot sees nothing of the first one's.
    Every method may raise ``sqlite3.Error``.
    """

    def __init__(self, folder: Path, bot: int) -> None:
        self._bot = bot
        self._database = _open(folder / "state.db")

    def add(self, update_id: int, body: str) -> bool:
        """Store an update; return False where it is stored already."""
        return self._execute(
            "INSERT OR IGNORE INTO updates (bot, id, received, body) VALUES (?, ?, ?, ?)",
            self._bot, update_id, time.time(), body,
        )  # fmt: skip

    def begin(self, update_id: int) -> None:
        """Count one more attempt at handling an update."""
        self._mark("attempts = attempts + 1, sending = 0", update_id)

    def release(self, update_id: int) -> None:
        """Take an attempt back, because the process is stopping."""
        self._mark("attempts = attempts - 1", update_id)

    def mark_sending(self, update_id: int, is_sending: bool) -> None:
        """Note whether an update's answer is on its way to Telegram."""
        self._mark(f"sending = {int(is_sending)}", update_id)

    def finish(self, update_id: int) -> None:
        """Forget an update's text; its number stays."""
        self._mark("body = NULL, sending = 0", update_id)

    def pending(self) -> Iterator[Pending]:
        """Yield the updates that were not handled to their end, oldest first."""
        rows = self._database.execute(
            "SELECT id, body, attempts, sending FROM updates "
            "WHERE bot = ? AND body IS NOT NULL ORDER BY received, id",
            (self._bot,),
        ).fetchall()
        for update_id, body, attempts, is_sending in rows:
            yield Pending(update_id, body, attempts, bool(is_sending))

    def remember_reply(self, chat: int, message: int, reply: int) -> None:
        """Note which message answers a question."""
        self._execute(
            "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?)",
            self._bot, chat, message, reply, time.time(),
        )  # fmt: skip

    def find_reply(self, chat: int, message: int) -> int | None:
        """Return the message that answers a question, None where none is known."""
        row = self._database.execute(
            "SELECT reply FROM replies WHERE bot = ? AND chat = ? AND message = ?",
            (self._bot, chat, message),
        ).fetchone()
        return int(row[0]) if row else None

    def remember_language(self, chat: int, language: str) -> None:
        """Note the language that was chosen for a chat."""
        self._execute(
            "INSERT OR REPLACE INTO languages VALUES (?, ?, ?)", self._bot, chat, language
        )

    def forget_language(self, chat: int) -> None:
        """Forget the language that was chosen for a chat."""
        self._execute("DELETE FROM languages WHERE bot = ? AND chat = ?", self._bot, chat)

    def find_language(self, chat: int) -> str | None:
        """Return the language that was chosen for a chat, None where none was."""
        row = self._database.execute(
            "SELECT language FROM languages WHERE bot = ? AND chat = ?", (self._bot, chat)
        ).fetchone()
        return str(row[0]) if row else None

    def purge(self, hours: float = KEPT_HOURS) -> None:
        """Drop what is older than ``hours``, but never an update that waits for its answer."""
        oldest = time.time() - hours * 3600
        self._execute("DELETE FROM updates WHERE body IS NULL AND received < ?", oldest)
        self._execute("DELETE FROM replies WHERE sent < ?", oldest)
        # Until it is truncated, the write-ahead log still has what was deleted.
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _mark(self, assignments: str, update_id: int) -> None:
        statement = f"UPDATE updates SET {assignments} WHERE bot = ? AND id = ?"  # noqa: S608
        self._execute(statement, self._bot, update_id)

    def _execute(self, statement: str, *values: float | str) -> bool:
        return self._database.execute(statement, values).rowcount > 0


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
    # A deleted question is to be gone from the file, too.
    database.execute("PRAGMA secure_delete = ON")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version in (0, 1):
        schema = ("" if version else _SCHEMA_OF_VERSION_1) + _ADDITION_OF_VERSION_2
        database.executescript(f"BEGIN; {schema} PRAGMA user_version = {_VERSION}; COMMIT;")
    elif version != _VERSION:
        raise StateError(path, f"it has version {version}, but this program knows {_VERSION}")
