"""BrokenIndexError and LockedIndexError: why the files of an index cannot be used."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from bot.errors import DatelineError, UnavailableError

_LONGEST_REASON = 200
_SYSTEM_ERROR = re.compile(r"\bOs \{ code: (\d+)|\(os error (\d+)\)")


class BrokenIndexError(DatelineError):
    """Say that an index on disk cannot be used as it is, and that it can be built again."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"the index in {folder} cannot be used ({reason}):"
            " delete that folder, and it is built again from the articles"
        )


class LockedIndexError(DatelineError):
    """Say that another process writes to an index on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"another process writes to the index in {folder}: wait until it is done")


class translate_errors:  # noqa: N801 - reads as a verb; a class is entered in a fifth of the time
    """Tell in a BrokenIndexError what SQLite and tantivy find wrong with their files.

    What the operating system refuses them, as on a full disk, is an UnavailableError.
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
        told = error and _told(self._folder, error)
        if told:
            raise told from error


def _told(folder: Path, error: BaseException) -> DatelineError | None:
    if isinstance(error, sqlite3.OperationalError):
        return _unavailable(folder, error)
    if isinstance(error, (sqlite3.DatabaseError, ValueError, FileNotFoundError)):
        refused = _SYSTEM_ERROR.search(str(error))
        if refused and int(refused[1] or refused[2]) != errno.ENOENT:
            return _unavailable(folder, error)
        return BrokenIndexError(folder, _short(error))
    # A panic of tantivy, whose class is exported nowhere and derives from no Exception.
    panicked = type(error).__name__ == "PanicException"
    return BrokenIndexError(folder, _short(error)) if panicked else None


@contextmanager
def waiting(folder: Path) -> Iterator[None]:
    """Tell in an UnavailableError what the operating system refuses SQLite alone."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _unavailable(folder, error) from error


def _unavailable(folder: Path, error: Exception) -> UnavailableError:
    return UnavailableError(f"the index in {folder} cannot be used at the moment: {_short(error)}")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:_LONGEST_REASON]
