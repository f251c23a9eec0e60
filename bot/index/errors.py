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

_LONGEST_REASON = 200
_SYSTEM_ERROR = re.compile(r"\bOs \{ code: (\d+)|\(os error (\d+)\)")


class TooManyPassagesError(Exception):
    """Say that a corpus outgrows the memory engine."""


class BrokenIndexError(DatelineError):
    """Raised when an index on disk is damaged, or of another version; it can be rebuilt."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"the index in {folder} cannot be used ({reason}):"
            " delete that folder to rebuild it from the articles"
        )

    def __reduce__(self) -> tuple[type[Self], tuple[Path, str]]:
        return type(self), (self.folder, self.reason)  # another process may have met it


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
    if isinstance(error, sqlite3.OperationalError):
        return _unavailable(folder, error)
    if isinstance(error, (sqlite3.DatabaseError, ValueError, FileNotFoundError)):
        match = _SYSTEM_ERROR.search(str(error))
        if match and int(match[1] or match[2]) != errno.ENOENT:
            return _unavailable(folder, error)
        return BrokenIndexError(folder, _short(error))
    # A panic of tantivy: its class is exported nowhere, and is no subclass of Exception.
    is_panic = type(error).__name__ == "PanicException"
    return BrokenIndexError(folder, _short(error)) if is_panic else None


@contextmanager
def translate_operational_errors(folder: Path) -> Iterator[None]:
    """Raise what the operating system refuses SQLite, and nothing else, as UnavailableError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _unavailable(folder, error) from error


def _unavailable(folder: Path, error: Exception) -> UnavailableError:
    return UnavailableError(f"the index in {folder} cannot be used at the moment: {_short(error)}")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:_LONGEST_REASON]
