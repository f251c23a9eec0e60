"""Connecting: how a database file is opened and checked, for the eyes of its owner alone."""

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

from bot.chat.storage.recovery.rescue import (
    LOCK_SECONDS,
    SUFFIXES,
    MemoryCopy,
    connect_memory,
    copy_database,
)
from bot.chat.storage.recovery.state_faults import DamageError

Preparation = Callable[[sqlite3.Connection], None]
"""Sets a connection up and brings its tables up to date; may raise sqlite3.Error."""


# SQLite would begin anew over less.
_SMALLEST_PAGE = 512


def open_file(path: Path, prepare: Preparation) -> sqlite3.Connection:
    """Return a connection in autocommit to a file, which is created where it is missing.

    Raise DamageError where its content is damaged, sqlite3.Error or OSError where it cannot be
    opened, and what ``prepare`` raises.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check_kind(path)
    is_new = not path.exists()
    _create(path)
    connection = connect(path)
    try:
        _check_content(connection)
        prepare(connection)
    except BaseException:
        connection.close()
        if is_new and path.stat().st_size == 0:
            path.unlink()
        raise
    return connection


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection in autocommit to a file, whatever is in it."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=LOCK_SECONDS)
    # Characters that damage made unreadable are no reason to stop.
    connection.text_factory = lambda text: text.decode(errors="replace")
    return connection


def verify_file(path: Path) -> None:
    """Raise DamageError or sqlite3.Error where the content of a file is damaged.

    It is read from the disk: another connection may have sound pages in its memory.
    """
    _check_kind(path)
    connection = connect(path)
    try:
        _check_content(connection)
    finally:
        connection.close()


def read_on_full_disk(path: Path) -> MemoryCopy:
    """Return what is in a file without writing anything beside it; raise sqlite3.Error."""
    if not path.exists():
        return MemoryCopy(connect_memory(), {})
    connection = connect(path)
    try:
        # The index of the write-ahead log is then in memory, not in a file of its own.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _check_content(connection)
        return copy_database(connection)
    finally:
        connection.close()


def read_damaged(path: Path) -> MemoryCopy:
    """Return what can be read of a damaged file."""
    if not path.is_file():
        return MemoryCopy(connect_memory(), {}, is_readable=False)
    connection = connect(path)
    try:
        return copy_database(connection)
    finally:
        connection.close()


def _check_kind(path: Path) -> None:
    """Raise DamageError where something else than a file has its place."""
    for suffix in SUFFIXES:
        place = path.with_name(path.name + suffix)
        if place.exists() and not stat.S_ISREG(place.stat().st_mode):
            raise DamageError(f"{place.name} is no file")
    if path.exists() and path.stat().st_size < _SMALLEST_PAGE:
        raise DamageError("it is empty")


def _create(path: Path) -> None:
    # Its log gets the same permissions.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _check_content(connection: sqlite3.Connection) -> None:
    """Raise DamageError where a page is damaged: half a second for 130 MB."""
    (result, *_) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if result != "ok":
        raise DamageError(str(result).splitlines()[-1])
