"""State faults: why state.db cannot be used at the moment, and what to do about it."""

import os
import pwd
import sqlite3
from enum import Enum
from pathlib import Path

_MIB = 1024 * 1024


class StateFault(Enum):
    """What keeps a file from being used: its content, its disk, another program, its absence."""

    DAMAGE = "damage"
    DISK = "disk"
    LOCK = "lock"
    ABSENCE = "absence"


_FAULTS = {
    sqlite3.SQLITE_CORRUPT: StateFault.DAMAGE,
    sqlite3.SQLITE_NOTADB: StateFault.DAMAGE,
    sqlite3.SQLITE_FULL: StateFault.DISK,
    sqlite3.SQLITE_IOERR: StateFault.DISK,
    sqlite3.SQLITE_READONLY: StateFault.DISK,
    sqlite3.SQLITE_CANTOPEN: StateFault.DISK,
    sqlite3.SQLITE_PERM: StateFault.DISK,
    sqlite3.SQLITE_BUSY: StateFault.LOCK,
    sqlite3.SQLITE_LOCKED: StateFault.LOCK,
    sqlite3.SQLITE_PROTOCOL: StateFault.LOCK,
}


class DamageError(sqlite3.DatabaseError):
    """Say that the content of a file is not what was written."""


def classify_error(error: sqlite3.Error) -> StateFault | None:
    """Return what is wrong with the file, None where the statement is at fault."""
    if isinstance(error, DamageError):
        return StateFault.DAMAGE
    # The upper bits say which step failed.
    return _FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def is_full(path: Path, error: Exception | None = None) -> bool:
    """Tell whether the disk or the quota below a file is full."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
        return True
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return False
    has_no_names = disk.f_files > 0 and disk.f_favail == 0
    return disk.f_bavail * disk.f_frsize < _MIB or has_no_names


def explain_disk(path: Path, error: Exception) -> str:
    """Return why a file cannot be written, and what to do, without a stop at its end."""
    folder = path.parent
    try:
        disk = os.statvfs(folder)
    except OSError as failure:
        return f"{folder}: {failure.strerror}"
    if disk.f_flag & os.ST_RDONLY:
        return "the disk is mounted read-only: mount it so that it can be written"
    if is_full(path, error):
        return "the disk is full: free some space"
    for place in (folder, path):
        if place.exists() and not os.access(place, os.R_OK | os.W_OK):
            return (
                f"permission denied: allow {_name_user()} to read and write {place} "
                "(chown or chmod)"
            )
    return str(error)


def _name_user() -> str:
    try:
        return f"the user {pwd.getpwuid(os.geteuid()).pw_name}"
    except KeyError:
        return f"the user {os.geteuid()}"
