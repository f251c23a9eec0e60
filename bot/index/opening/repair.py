"""Repair: an index that is damaged is built again from the files."""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from bot.corpus.folder import CorpusFolder
from bot.index.engine import discard_index
from bot.index.errors import BrokenIndexError
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

# Seconds before what was damaged twice is built again.
_FIRST_PAUSE, _LONGEST_PAUSE = 60.0, 3600.0


class RepairSchedule:
    """When a damaged index may be built again: not over and over on a disk that fails."""

    def __init__(self) -> None:
        self._backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        self._next = 0.0

    @property
    def is_due(self) -> bool:
        """Tell whether it may be built again now."""
        return time.monotonic() >= self._next

    def begin(self) -> None:
        """Note that it is built again now."""
        self._next = time.monotonic() + self._backoff.next_pause()


def open_repaired(open_index: Callable[[], _T]) -> _T:
    """Return what opening an index returns, which is built again where it is damaged."""
    try:
        return open_index()
    except BrokenIndexError as error:
        _LOGGER.warning(
            "The index in %s is unusable: %s. It is built again now.", error.folder, error.reason
        )
        discard_index(error.folder)
        return open_index()


def list_ready_files(roots: Sequence[Path], is_ready: Callable[[Path], bool]) -> set[str]:
    """Return the files of some folders that are ready to be read."""
    files = (path.absolute() for root in roots for path in CorpusFolder(root).files())
    return {str(path) for path in files if is_ready(path)}
