"""Data folder: for the eyes of its owner alone, used by one bot at a time, made anew when gone."""

import logging
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from bot.errors import DatelineError
from bot.system.folders.exclusive_lock import ExclusiveLock
from bot.system.folders.os_advice import advise

_LOGGER = logging.getLogger(__name__)

_OTHERS_RIGHTS = stat.S_IRWXG | stat.S_IRWXO
_MODE = 0o700


class DataFolderError(DatelineError):
    """Say why the data folder cannot be used, and what to do."""


class FolderInUseError(DataFolderError):
    """Say which process holds the data folder, since when, and what to do."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(
            f"the data folder {folder} is in use by {holder}: end that one first, or set "
            "DATELINE_DATA to another folder"
        )


class DataFolder:
    """A folder that a bot holds for itself as long as it runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: ExclusiveLock | None = None
        self._is_missing = False

    @contextmanager
    def hold(self) -> Iterator[Self]:
        """Hold the folder, created if it is missing; raise DataFolderError where that fails.

        What others may read in it is closed to them.
        """
        self._acquire()
        try:
            _check_owner(self.path)
            _close_to_others(self.path)
            yield self
        finally:
            if self._lock:
                self._lock.release()

    def check(self) -> None:
        """Make the folder anew where it is gone, and hold the one that has its place.

        What is impossible now is tried again at the next call. Raise FolderInUseError where
        another process holds that folder.
        """
        if self._lock is not None:
            if self._lock.is_in_place():
                return
            _LOGGER.error("%s was moved, deleted or replaced while the bot runs.", self.path)
            self._lock.release()
            self._lock = None
        try:
            self._acquire()
        except FolderInUseError:
            raise
        except DataFolderError as error:
            if not self._is_missing:
                _LOGGER.error("%s; trying again.", error)
            self._is_missing = True
        else:
            self._is_missing = False
            _close_to_others(self.path)

    def _acquire(self) -> None:
        try:
            self.path.mkdir(mode=_MODE, parents=True, exist_ok=True)
            lock = ExclusiveLock(self.path / "run.lock")
            holder = lock.acquire()
        except OSError as error:
            raise DataFolderError(
                f"the data folder {self.path} cannot be used: {advise(error)}"
            ) from error
        if holder is not None:
            raise FolderInUseError(self.path, holder)
        self._lock = lock


def _check_owner(folder: Path) -> None:
    owner, user = folder.stat().st_uid, os.geteuid()
    if owner != user:
        _LOGGER.warning(
            "The data folder %s belongs to the user %d, who can read what people ask; the bot runs "
            "as the user %d: change the owner with chown.", folder, owner, user,
        )  # fmt: skip


def _close_to_others(folder: Path) -> None:
    """Take the permissions of others from a folder and from all in it."""
    count, failures = 0, 0
    for path in _list_tree(folder):
        try:
            mode = stat.S_IMODE(path.lstat().st_mode)
            if path.is_symlink() or not mode & _OTHERS_RIGHTS:
                continue
            path.chmod(mode & ~_OTHERS_RIGHTS)
            count += 1
        except FileNotFoundError:
            continue  # another command works beside this one
        except OSError:
            failures += 1
    if count:
        _LOGGER.warning(
            "Other users could open %d of the files and folders in %s; now they cannot.",
            count, folder,
        )  # fmt: skip
    if failures:
        _LOGGER.warning(
            "Other users may open %d of the files and folders in %s, which belong to somebody "
            "else: change the owner with chown -R.", failures, folder,
        )  # fmt: skip


def _list_tree(folder: Path) -> Iterator[Path]:
    yield folder
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(parent, name)
