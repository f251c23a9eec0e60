"""BrokenIndexError and LockedIndexError: why the files of an index cannot be used."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import DatelineError
from bot.index.base import UnavailableError

_LONGEST_REASON = 200
_SYSTEM_ERROR = re.compile(r"\bOs \{ code: (\d+)")


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


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Tell in a BrokenIndexError what SQLite and tantivy find wrong with their files.

    What the operating system refuses them, as on a full disk, is an UnavailableError.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _unavailable(folder, error) from error
    except (sqlite3.DatabaseError, ValueError, FileNotFoundError) as error:
        refused = _SYSTEM_ERROR.search(str(error))
        if refused and int(refused[1]) != errno.ENOENT:
            raise _unavailable(folder, error) from error
        raise BrokenIndexError(folder, _short(error)) from error
    except BaseException as error:
        # A panic of tantivy, whose class is exported nowhere and derives from no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise BrokenIndexError(folder, _short(error)) from error


def _unavailable(folder: Path, error: Exception) -> UnavailableError:
    return UnavailableError(f"the index in {folder} cannot be used at the moment: {_short(error)}")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:_LONGEST_REASON]
