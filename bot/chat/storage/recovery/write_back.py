"""Write-back: what changed in a copy in memory, written into the file that it was made from."""

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from bot.chat.storage.recovery.connecting import Preparation, open_file
from bot.chat.storage.recovery.rescue import SUFFIXES, list_keys, list_tables

_NEW = ".new"


def write_changes(memory: sqlite3.Connection, path: Path, *, deletes: bool) -> None:
    """Make the rows of a file those of a copy, all or none of them.

    With ``deletes``, rows that the copy does not have are deleted. Raise sqlite3.Error where the
    file cannot be written; it is then unchanged.
    """
    _write(memory, path, list_tables(memory), deletes=deletes, replaces=True)


def add_rows(memory: sqlite3.Connection, path: Path, tables: Collection[str]) -> None:
    """Add the rows of some tables to a file of the same version, where it lacks them."""
    names = [table for table in list_tables(memory) if table in tables]
    _write(memory, path, names, deletes=False, replaces=False)


def write_new_file(memory: sqlite3.Connection, path: Path, prepare: Preparation) -> Path:
    """Write a copy to a file of its own, and return it: it is complete, and has no log beside it.

    ``adopt_new_file`` gives it its name. Raise sqlite3.Error or OSError where that fails.
    """
    target = path.with_name(path.name + _NEW)
    _delete(target)
    connection = open_file(target, prepare)
    try:
        write_changes(memory, target, deletes=True)
    finally:
        connection.close()
    return target


def adopt_new_file(path: Path) -> None:
    """Give what ``write_new_file`` left its name, unless a process that was killed did so."""
    target = path.with_name(path.name + _NEW)
    if path.exists():
        _delete(target)
    elif target.exists():
        target.rename(path)


def _delete(target: Path) -> None:
    for suffix in SUFFIXES:
        target.with_name(target.name + suffix).unlink(missing_ok=True)


def _write(
    memory: sqlite3.Connection,
    path: Path,
    tables: Collection[str],
    *,
    deletes: bool,
    replaces: bool,
) -> None:
    # A replaced row would take the rows along that refer to it.
    memory.execute("PRAGMA foreign_keys = OFF")
    try:
        memory.execute("ATTACH ? AS disk", (str(path),))
        try:
            memory.execute("PRAGMA disk.secure_delete = ON")
            with memory:
                memory.execute("BEGIN IMMEDIATE")
                for table in tables:
                    _write_table(memory, table, deletes=deletes, replaces=replaces)
                if deletes:
                    _write_sequence(memory)
        finally:
            with suppress(sqlite3.Error):
                memory.execute("DETACH disk")
    finally:
        memory.execute("PRAGMA foreign_keys = ON")


def _write_table(memory: sqlite3.Connection, table: str, *, deletes: bool, replaces: bool) -> None:
    if deletes:
        keys = ", ".join(list_keys(memory, table))
        memory.execute(
            f'DELETE FROM disk."{table}" WHERE ({keys}) NOT IN '  # noqa: S608
            f'(SELECT {keys} FROM main."{table}")'
        )
    action = "REPLACE" if replaces else "IGNORE"
    memory.execute(
        f'INSERT OR {action} INTO disk."{table}" '  # noqa: S608
        f'SELECT * FROM main."{table}" EXCEPT SELECT * FROM disk."{table}"'
    )


def _write_sequence(memory: sqlite3.Connection) -> None:
    memory.execute("DELETE FROM disk.sqlite_sequence")
    memory.execute("INSERT INTO disk.sqlite_sequence SELECT * FROM main.sqlite_sequence")
