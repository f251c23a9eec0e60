"""Register file: the database behind the register, which may be deleted at any time."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import DatelineError
from bot.system.locks import hold_lock

_SCHEMA = """
CREATE TABLE files (
    path BLOB PRIMARY KEY,
    size INTEGER NOT NULL, changed INTEGER NOT NULL,
    articles INTEGER NOT NULL, refusals INTEGER NOT NULL,
    first TEXT, last TEXT
) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    path BLOB NOT NULL, id TEXT NOT NULL,
    heading TEXT NOT NULL, published TEXT NOT NULL,
    digest BLOB NOT NULL, signature BLOB NOT NULL
);
CREATE INDEX articles_by_path ON articles (path);
CREATE INDEX articles_by_digest ON articles (digest);
CREATE TABLE bands (key INTEGER, article INTEGER, PRIMARY KEY (key, article)) WITHOUT ROWID;
"""


class InventoryError(DatelineError):
    """Say why what the corpus has cannot be looked up, and what to do."""

    def __init__(self, path: Path | None, fault: str) -> None:
        super().__init__(
            f"{path or 'the register'}: {fault}; delete it if this stays so, it is made anew from "
            "the articles"
        )


def open_inventory(path: Path | None, version: str) -> sqlite3.Connection:
    """Return a database of this version; another one, or a damaged one, is deleted first."""
    if path is None:
        database = _connected("")  # SQLite keeps it in a file without a name when it grows
        _prepare(database, 1)
        return database
    stamp = int.from_bytes(hashlib.sha256(f"{version}{_SCHEMA}".encode()).digest()[:3], "big") or 1
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = _connected(str(path))
        try:
            if _prepare(database, stamp):
                return database
        except sqlite3.OperationalError:
            raise  # a full disk or a lock is no damage
        except sqlite3.DatabaseError:
            pass
        database.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        database = _connected(str(path))
        _prepare(database, stamp)
    except (OSError, sqlite3.Error) as error:
        raise InventoryError(path, str(error)) from error
    return database


def _connected(name: str) -> sqlite3.Connection:
    return sqlite3.connect(name, isolation_level=None, timeout=60, check_same_thread=False)


def _prepare(database: sqlite3.Connection, stamp: int) -> bool:
    """Tell whether a database is of this version; a new one becomes so."""
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("BEGIN IMMEDIATE")
    (found,) = database.execute("PRAGMA user_version").fetchone()
    if found == 0:
        for statement in _SCHEMA.split(";"):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {stamp}")
    database.execute("COMMIT")
    return bool(found in (0, stamp))


@contextmanager
def hold_inventory(path: Path | None) -> Iterator[None]:
    """Let one process or thread at a time bring the register up to date; others wait."""
    if path is None:
        yield
        return
    with hold_lock(path.with_suffix(".lock"), "is updating the list of articles"):
        yield
