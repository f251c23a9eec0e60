"""The manifest's database: a cache, which may be deleted at any time."""

import hashlib
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import UnavailableError
from bot.system.databases import describe_refusal, discard_database, is_damage
from bot.system.locks import hold_lock

_LOGGER = logging.getLogger(__name__)

# As it is corrected, but for what begins with "file": that is as the file itself has it. The
# address, too, is that of the file.
_ARTICLE = """
    id TEXT NOT NULL, heading TEXT NOT NULL, published TEXT NOT NULL,
    digest BLOB, signature BLOB,
    key TEXT NOT NULL, origin TEXT NOT NULL, language TEXT NOT NULL, url TEXT NOT NULL,
    address TEXT NOT NULL, file_title TEXT NOT NULL, file_day TEXT NOT NULL,
    is_derived INTEGER NOT NULL, is_corrected INTEGER NOT NULL, is_hidden INTEGER NOT NULL"""
_SCHEMA = """
CREATE TABLE files (
    path BLOB PRIMARY KEY,
    size INTEGER NOT NULL, changed INTEGER NOT NULL, hash TEXT NOT NULL,
    status TEXT NOT NULL, reason TEXT NOT NULL, limits TEXT NOT NULL,
    articles INTEGER NOT NULL, rejections INTEGER NOT NULL, first TEXT, last TEXT,
    attempts INTEGER NOT NULL, retry_at REAL NOT NULL,
    is_signed INTEGER NOT NULL, hidden INTEGER NOT NULL, corrections TEXT NOT NULL,
    expected INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    path BLOB NOT NULL, {article}
);
CREATE TABLE reports (subject BLOB PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE UNIQUE INDEX articles_by_path ON articles (path, id);
CREATE INDEX articles_by_digest ON articles (digest);
CREATE INDEX articles_by_id ON articles (id);
CREATE INDEX articles_by_key ON articles (key);
CREATE INDEX articles_by_address ON articles (address);
CREATE TABLE bands (key INTEGER, article INTEGER, PRIMARY KEY (key, article)) WITHOUT ROWID;
""".replace("{article}", _ARTICLE)
_READING = f"CREATE TEMP TABLE reading ({_ARTICLE}, PRIMARY KEY (id))"

# What earlier versions remembered here.
_OLD_FILES = ("register.db", "register.db-wal", "register.db-shm", "register.lock")


class ManifestError(UnavailableError):
    """Say why what the files hold cannot be looked up, and what to do."""

    def __init__(self, path: Path | None, fault: str, *, is_damage: bool = False) -> None:
        self.is_damage = is_damage
        name = path or "the manifest"
        super().__init__(
            f"{name} is damaged ({fault}): it is made again from the articles"
            if is_damage
            else f"{name} cannot be used at the moment: {fault}"
        )


def open_database(path: Path | None, version: str) -> sqlite3.Connection:
    """Return a database of this version; delete another version's and a damaged one first.

    Raise ManifestError where it cannot be opened.
    """
    if path is None:
        database = _connect("")  # SQLite keeps it in a file without a name when it grows
        _prepare(database, 1)
        return database
    stamp = int.from_bytes(hashlib.sha256(f"{version}{_SCHEMA}".encode()).digest()[:3], "big") or 1
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for name in _OLD_FILES:
            if (old_file := path.with_name(name)).is_file():
                old_file.unlink()
        fault = ""
        try:
            database = _connect(str(path))
            if _prepare(database, stamp):
                return database
            database.close()
        except sqlite3.Error as error:
            if not is_damage(error, path):
                raise  # such as a full disk or a lock
            fault = str(error)
        if fault:
            _LOGGER.warning("%s is damaged (%s). It is made again now.", path, fault)
        discard_database(path)
        database = _connect(str(path))
        _prepare(database, stamp)
    except (OSError, sqlite3.Error) as error:
        raise ManifestError(path, describe_refusal(path.parent, error)) from error
    return database


@contextmanager
def hold_manifest(path: Path | None) -> Iterator[None]:
    """Let one process or thread at a time bring the manifest up to date; others wait."""
    if path is None:
        yield
        return
    with hold_lock(path.with_suffix(".lock"), "is reading the articles"):
        yield


def _connect(name: str) -> sqlite3.Connection:
    return sqlite3.connect(name, isolation_level=None, timeout=60, check_same_thread=False)


def _prepare(database: sqlite3.Connection, stamp: int) -> bool:
    """Tell whether a database is of this version; a new one becomes so."""
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version == 0:
        database.execute("BEGIN IMMEDIATE")
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in _SCHEMA.split(";"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {stamp}")
        database.execute("COMMIT")
    if version not in (0, stamp):
        return False
    database.execute("PRAGMA schema_version")  # raises where the file is damaged
    database.execute(_READING)
    database.create_function("casefold", 1, str.casefold, deterministic=True)
    return True
