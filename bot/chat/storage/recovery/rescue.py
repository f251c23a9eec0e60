"""Rescue: what can be read of a database, copied into memory, and its file set aside."""

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

SUFFIXES = ("", "-wal", "-shm")
"""The file, its write-ahead log, and that log's index."""

LOCK_SECONDS = 0.25
"""How long to wait for another program's lock: the event loop waits too, and all who asked."""

_MARK = ".damaged-"


@dataclass(frozen=True, slots=True)
class MemoryCopy:
    """A database in memory with the rows that could be read of another one.

    ``counts``: how many by table. ``losses``: the tables that could not be read to their end.
    """

    connection: sqlite3.Connection
    counts: Mapping[str, int]
    losses: tuple[str, ...] = ()
    is_readable: bool = True

    @property
    def is_complete(self) -> bool:
        """Tell whether all could be read."""
        return self.is_readable and not self.losses

    def describe(self) -> str:
        """Return what was kept and what was lost, as one sentence."""
        if not self.is_readable or not self.counts:
            return "Nothing in it could be read: it starts empty."
        rows = ", ".join(f"{name} {number}" for name, number in self.counts.items() if number)
        if not self.losses:
            return f"All rows in it could be read and are kept ({rows or 'there are none'})."
        return (
            f"What could be read is kept (rows: {rows or 'none'}); "
            f"not all of {', '.join(self.losses)} could be read."
        )


def connect_memory() -> sqlite3.Connection:
    """Return an empty database in memory."""
    return sqlite3.connect(":memory:", isolation_level=None, timeout=LOCK_SECONDS)


def copy_database(source: sqlite3.Connection) -> MemoryCopy:
    """Copy all tables that can be read, of whatever version, as far as they can be read."""
    memory = connect_memory()
    try:
        (version,) = source.execute("PRAGMA user_version").fetchone()
        tables = dict(_list_definitions(source, "table"))
        indexes = [sql for _, sql in _list_definitions(source, "index")]
        for sql in (*tables.values(), *indexes):
            memory.execute(sql)
    except sqlite3.Error:
        return MemoryCopy(connect_memory(), {}, is_readable=False)
    losses = tuple(name for name in tables if not _copy_table(source, memory, name))
    _copy_sequence(source, memory)
    memory.execute(f"PRAGMA user_version = {int(version)}")
    counts = {
        name: int(memory.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        for name in tables
    }
    return MemoryCopy(memory, counts, losses)


def list_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables of the main database, without SQLite's own."""
    return [name for name, _ in _list_definitions(connection, "table")]


def list_keys(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the quoted names of the columns of a table's primary key."""
    rows = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [f'"{name}"' for _, name, _, _, _, rank in sorted(rows, key=_get_rank) if rank]


def set_aside(path: Path) -> Path:
    """Give a file and its log other names, which nothing has yet; return the file's."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    names = (f"{path.name}{_MARK}{stamp}{_number(number)}" for number in count(1))
    target = next(
        path.with_name(name)
        for name in names
        if not any(os.path.lexists(path.with_name(name + suffix)) for suffix in SUFFIXES)
    )
    for suffix in SUFFIXES:
        source = path.with_name(path.name + suffix)
        if os.path.lexists(source):
            source.rename(target.with_name(target.name + suffix))
            with suppress(OSError):
                # From now on it counts how long it is kept.
                os.utime(target.with_name(target.name + suffix))
    return target


def delete_old_damage(path: Path, oldest: float) -> None:
    """Delete what was set aside of a file before ``oldest``, in seconds since 1970."""
    for file in path.parent.glob(f"{path.name}{_MARK}*"):
        with suppress(OSError):
            if file.is_file() and file.stat().st_mtime < oldest:
                file.unlink()


def _list_definitions(source: sqlite3.Connection, kind: str) -> Iterator[tuple[str, str]]:
    yield from source.execute(
        "SELECT name, sql FROM main.sqlite_master "
        "WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
        (kind,),
    ).fetchall()


def _copy_table(source: sqlite3.Connection, memory: sqlite3.Connection, table: str) -> bool:
    """Copy a table up to where it is damaged, from both ends; return whether that is all."""
    keys = list_keys(memory, table) or ["rowid"]
    width = len(memory.execute(f'PRAGMA table_info("{table}")').fetchall())
    insert = f'INSERT OR IGNORE INTO "{table}" VALUES ({", ".join("?" * width)})'  # noqa: S608
    for direction in ("ASC", "DESC"):
        order = ", ".join(f"{key} {direction}" for key in keys)
        try:
            rows = source.execute(f'SELECT * FROM "{table}" ORDER BY {order}')  # noqa: S608
            memory.executemany(insert, rows)
        except sqlite3.Error:
            continue
        return direction == "ASC"
    return False


def _copy_sequence(source: sqlite3.Connection, memory: sqlite3.Connection) -> None:
    """Copy the highest numbers that were ever given, where they can be read."""
    with suppress(sqlite3.Error):
        rows = source.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
        memory.execute("DELETE FROM sqlite_sequence")
        memory.executemany("INSERT INTO sqlite_sequence VALUES (?, ?)", rows)


def _get_rank(row: tuple[object, ...]) -> int:
    return int(str(row[5]))


def _number(number: int) -> str:
    return f"-{number}" if number > 1 else ""
