"""Database files of SQLite that can be made again."""

import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

_SUFFIXES = ("", "-wal", "-shm", "-journal")


def discard_database(path: Path) -> None:
    """Delete a database with all of its files; raise OSError where that is refused.

    What is a folder instead is deleted too.
    """
    for suffix in _SUFFIXES:
        file = path.with_name(path.name + suffix)
        with suppress(FileNotFoundError):
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file)
            else:
                file.unlink()


def is_damage(error: sqlite3.Error, path: Path | None = None) -> bool:
    """Tell whether an error is due to what the database at ``path`` holds, or is.

    If not, the system refused something, such as room on a disk, which may end by itself.
    """
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code & 0xFF == sqlite3.SQLITE_CANTOPEN and path is not None:
        return is_intruder(path)
    if not isinstance(error, sqlite3.OperationalError):
        return isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.ProgrammingError
        )
    return code == sqlite3.SQLITE_ERROR  # a table is missing, or a text is no text


def is_intruder(path: Path) -> bool:
    """Tell whether something is in a file's place that cannot be read, but can be deleted."""
    try:
        with path.open("rb"):
            return False
    except IsADirectoryError:
        return True
    except PermissionError:
        return os.access(path.parent, os.W_OK | os.X_OK)
    except OSError:
        return False


def identify_file(path: Path) -> tuple[int, int] | None:
    """Return the device and the number of a file, None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
