"""Database files of SQLite that can be made again."""

import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

_LEAST_ROOM = 128 * 1024  # bytes
_REFUSALS = (
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN,
)  # fmt: skip
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


def connect_database(path: Path, timeout: float) -> sqlite3.Connection:
    """Open a database for use in any thread, one at a time; without a transaction of its own.

    Where the disk is full or read-only, it can be read at least, if all of it is in its file.
    """
    options: dict[str, Any] = {
        "timeout": timeout, "isolation_level": None, "check_same_thread": False,
    }  # fmt: skip
    database: sqlite3.Connection = sqlite3.connect(path, **options)
    try:
        database.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        database.close()
        if error.sqlite_errorcode & 0xFF not in _REFUSALS or not _is_complete(path):
            raise
        address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        database = sqlite3.connect(address, uri=True, **options)
    except sqlite3.Error:
        database.close()
        raise
    return database


def describe_refusal(folder: Path, error: Exception) -> str:
    """Return why the system refused something in a folder, and what to do where that is known."""
    try:
        disk = os.statvfs(folder)
    except OSError:
        return " ".join(str(error).split())
    if disk.f_flag & os.ST_RDONLY:
        return "the disk is mounted read-only"
    if disk.f_bavail * disk.f_frsize < _LEAST_ROOM:
        return "the disk is full: free some space"
    return " ".join(str(error).split())


def _is_complete(path: Path) -> bool:
    """Tell whether a database has everything in its file, and nothing in a log beside it."""
    log = path.with_name(f"{path.name}-wal")
    try:
        return path.stat().st_size > 0 and (not log.exists() or not log.stat().st_size)
    except OSError:
        return False


def is_damage(error: sqlite3.Error, path: Path | None = None) -> bool:
    """Tell whether an error is due to what the database at ``path`` holds, or is.

    If not, the system refused something, such as room on a disk, which may end by itself.
    """
    # Python itself raises an error without a code where a text is none.
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF == sqlite3.SQLITE_CANTOPEN and path is not None:
        return is_intruder(path)
    if not isinstance(error, sqlite3.OperationalError):
        return isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.ProgrammingError
        )
    if code is None:
        return "decode" in str(error)
    return bool(code == sqlite3.SQLITE_ERROR)  # such as a table that is missing


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
