"""Errors of an index on disk: why its files cannot be used."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.errors import DatelineError, UnavailableError
from bot.system.databases import describe_refusal, is_damage

_LONGEST_REASON = 200
# A file is gone, or another thing stands in its place.
_DAMAGES = (errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.ENODEV)
_SYSTEM_ERROR = re.compile(r"\bOs \{ code: (\d+)|\(os error (\d+)\)")


class TooManyPassagesError(Exception):
    """Say that a corpus outgrows the memory engine."""


# Whoever is answering notices damage, but another thread rebuilds the index.
_BROKEN_FOLDERS: dict[Path, str] = {}


OTHER_VERSION = "another version built it"
"""Why an index is built again after an update of the program."""

_OTHER_SCHEMA = "the schema does not match"


class BrokenIndexError(UnavailableError):
    """Raised when an index on disk is damaged, or of another version; it can be rebuilt."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"the index in {folder} cannot be used ({reason}):"
            " delete that folder to rebuild it from the articles"
        )
        _BROKEN_FOLDERS[folder] = reason

    def __reduce__(self) -> tuple[type[Self], tuple[Path, str]]:
        return type(self), (self.folder, self.reason)  # another process may have met it


def find_fault(folder: Path) -> str:
    """Return why the index in a folder was broken when it was used last, empty where it was not."""
    return _BROKEN_FOLDERS.get(folder, "")


def clear_fault(folder: Path) -> None:
    """Forget that an index was broken, which is built again."""
    _BROKEN_FOLDERS.pop(folder, None)


class LockedIndexError(DatelineError):
    """Raised when another process is writing to an index on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"another process is writing to the index in {folder}: wait until it is done"
        )


class translate_errors:  # noqa: N801 - reads as a verb; a class is entered in a fifth of the time
    """Raise errors of SQLite and tantivy as BrokenIndexError.

    What the operating system refuses, as on a full disk, becomes an UnavailableError.
    """

    __slots__ = ("_folder",)

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        translation = error and _translate(self._folder, error)
        if translation:
            raise translation from error


def _translate(folder: Path, error: BaseException) -> DatelineError | None:
    if isinstance(error, sqlite3.OperationalError) and not _is_damage(error, folder):
        return _unavailable(folder, error)
    if isinstance(error, (sqlite3.DatabaseError, ValueError, FileNotFoundError, IsADirectoryError)):
        match = _SYSTEM_ERROR.search(str(error))
        if match and int(match[1] or match[2]) not in _DAMAGES:
            return _unavailable(folder, error)
        return BrokenIndexError(folder, _short(error))
    # A panic of tantivy: its class is exported nowhere, and is no subclass of Exception.
    is_panic = type(error).__name__ == "PanicException"
    return BrokenIndexError(folder, _short(error)) if is_panic else None


@contextmanager
def translate_database_errors(folder: Path) -> Iterator[None]:
    """Raise errors of SQLite, and no others, as ``translate_errors`` does."""
    try:
        yield
    except sqlite3.Error as error:
        translation = _translate(folder, error)
        if translation is None:
            raise
        raise translation from error


def _is_damage(error: sqlite3.Error, folder: Path) -> bool:
    return is_damage(error) or any(is_damage(error, database) for database in folder.glob("*.db"))


def _unavailable(folder: Path, error: Exception) -> UnavailableError:
    reason = describe_refusal(folder, error)[:_LONGEST_REASON]
    return UnavailableError(f"the index in {folder} cannot be used at the moment: {reason}")


def _short(error: BaseException) -> str:
    if _OTHER_SCHEMA in str(error):
        return OTHER_VERSION
    return " ".join(str(error).split())[:_LONGEST_REASON]
