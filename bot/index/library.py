"""Library: the index over some folders, in the engine that fits them, kept up to date."""

import logging
import math
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from bot.articles.findings import Rejection
from bot.corpus.losses import Loss
from bot.errors import UnavailableError
from bot.index.engine import (
    ENGINES,
    MOST_IN_MEMORY,
    Engine,
    IndexConfig,
    discard_index,
    index_folder,
)
from bot.index.engine_names import EngineName
from bot.index.errors import BrokenIndexError, TooManyPassagesError, find_fault
from bot.index.opening.engine_choice import explain_disk
from bot.index.opening.removal import drop_library
from bot.index.opening.repair import RepairSchedule, list_ready_files, open_repaired
from bot.index.swappable import SwappableIndex
from bot.index.sync.pending import PendingChanges
from bot.index.sync.result import SyncResult, UnfinishedFile
from bot.index.sync_job import run_sync_job
from bot.language.analyzer import Analyzer
from bot.localization.english import count_noun, format_bytes
from bot.reading.source import display_path
from bot.system.progress import Progress, no_progress

__all__ = ["IndexConfig", "Library", "drop_library", "index_folder", "open_library"]

_LOGGER = logging.getLogger(__name__)

_TOO_MANY = f"more than {MOST_IN_MEMORY:,} passages"

# Bytes: to start another process takes as long as indexing so much here.
_MOST_WHILE_SERVING = 1_000_000

# A folder that is mounted again is not seen to change where it was not searched itself.
_LOSS_SECONDS = 30.0


class Library:
    """An index and what keeps it equal to its folders.

    ``update_count`` tells who waits for changes that there may be some: another process may have
    indexed what an update found nothing to do for.
    """

    def __init__(
        self,
        engine: EngineName,
        roots: Sequence[Path],
        config: IndexConfig,
        analyzer: Analyzer,
        reason: str = "",
    ) -> None:
        """Open an engine; ``reason`` says why it is this one."""
        self._roots = roots
        self._config = config
        self._analyzer = analyzer
        self._engine: Engine = ENGINES[engine](roots, config, analyzer)
        self._reason = reason
        self._lock = threading.RLock()
        self._is_serving = False
        self._faults: frozenset[Rejection] = frozenset()
        self.unfinished_files: Sequence[UnfinishedFile] = ()
        self.losses: Sequence[Loss] = ()
        self.update_count = 0
        self._look_for_losses_at = math.inf
        self._repairs = RepairSchedule()
        self.index = SwappableIndex(self._engine.index)

    @property
    def engine(self) -> EngineName:
        """Return the name of the engine."""
        return self._engine.name

    @property
    def folder(self) -> Path | None:
        """Return where the index has its files, None where it has none."""
        return self._engine.folder

    @property
    def is_searchable(self) -> bool:
        """Tell whether it has articles on this machine, whatever the folders have by now."""
        return self.engine == "disk" and self.index.snapshot().stats().articles > 0

    @property
    def retry_at(self) -> float:
        """Return when files are to be looked at again, in seconds since 1970."""
        return min(
            (file.retry_at for file in self.unfinished_files), default=self._look_for_losses_at
        )

    def serve(self) -> None:
        """From now on, have another process index what would make questions wait."""
        self._is_serving = True

    def update(
        self,
        track: Progress = no_progress,
        is_ready: Callable[[Path], bool] = Path.exists,
        *,
        retry: bool = False,
    ) -> SyncResult:
        """Index what changed in the folders; wait while another thread or process does that.

        Files that are not ready wait for the next time, and so do unfinished ones that are not
        due, but for ``retry``. Why a file cannot be seen is reported once.
        """
        with self._lock:
            try:
                changes = self._update(track, is_ready, retry)
            finally:
                self.update_count += 1
            faults = sorted(changes.faults - self._faults, key=lambda fault: fault.path)
            self._faults = changes.faults
            self.unfinished_files = changes.unfinished_files
            self._note_losses(changes.losses)
        return replace(changes, rejections=(*changes.rejections, *faults))

    def open(self, track: Progress, *, retry: bool, must_be_current: bool) -> SyncResult:
        """Index what changed; where that fails, go on with what is indexed, if that may be."""
        try:
            return self.update(track, retry=retry)
        except BrokenIndexError:
            raise
        except UnavailableError as error:
            if must_be_current or not self.is_searchable:
                raise
            _LOGGER.warning("%s. What was indexed before can still be searched.", error)
            return SyncResult()

    def accept_deletions(self, track: Progress = no_progress) -> SyncResult:
        """Delete the articles of files that are gone with their folder."""
        with self._lock:
            self._engine.accept_losses()
            return self.update(track)

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Let no update begin in another thread, unless one is under way."""
        is_locked = self._lock.acquire(blocking=False)
        try:
            yield
        finally:
            if is_locked:
                self._lock.release()

    @property
    def needs_repair(self) -> bool:
        """Tell whether the index was damaged or deleted, so that the next update rebuilds it."""
        return bool(self._engine.fault) and self._repairs.is_due

    def _update(self, track: Progress, is_ready: Callable[[Path], bool], retry: bool) -> SyncResult:
        if self.needs_repair:
            return self._repair(self._engine.fault, track, is_ready)
        try:
            return self._index_changes(track, is_ready, retry)
        except BrokenIndexError as error:
            return self._repair(error.reason, track, is_ready)

    def _repair(self, reason: str, track: Progress, is_ready: Callable[[Path], bool]) -> SyncResult:
        """Build the index anew; until that is done, the old one answers as far as it can.

        Where it was broken a moment ago, too, wait a while.
        """
        folder = self._engine.folder
        if folder is None or not self._repairs.is_due:
            raise BrokenIndexError(folder or Path(), reason)
        self._repairs.begin()
        _LOGGER.warning("The index in %s is unusable: %s. It is built again now.", folder, reason)
        try:
            if find_fault(folder):  # if not, another process may have built it again already
                discard_index(folder)
        except OSError as error:
            raise UnavailableError(f"{folder} cannot be built again: {error}") from error
        files = list_ready_files(self._roots, is_ready)
        return self._open_successor(self._engine.name, files, track)

    def _index_changes(
        self, track: Progress, is_ready: Callable[[Path], bool], retry: bool
    ) -> SyncResult:
        pending = self._engine.find_pending(is_ready, retry=retry)
        is_large = self._is_serving and pending.text_bytes > _MOST_WHILE_SERVING
        if is_large and self._engine.name != "memory":
            return run_sync_job(
                self._engine.name, self._roots, self._config, pending.files, track, retry=retry
            )
        if is_large and self._config.engine == "auto":
            size = format_bytes(pending.text_bytes)
            return self._grow(pending, f"{size} came at once", track, retry)
        try:
            return self._engine.update(track, pending.contains, retry=retry)
        except TooManyPassagesError:
            return self._grow(pending, _TOO_MANY, track, retry)

    def _grow(
        self, pending: PendingChanges, reason: str, track: Progress, retry: bool
    ) -> SyncResult:
        """Move to the disk engine; until that has everything, memory answers."""
        indexed_files = self._engine.indexed_files()
        files = pending.files | indexed_files
        changes = self._open_successor("disk", files, track, retry=retry)
        self._reason = reason
        if self._is_serving:
            _LOGGER.info("%s", self)
        # What was rejected in memory is not reported again.
        paths = {display_path(path) for path in indexed_files}
        rejections = (rejection for rejection in changes.rejections if rejection.path not in paths)
        return replace(changes, rejections=tuple(rejections))

    def _open_successor(
        self, name: EngineName, files: Set[str], track: Progress, *, retry: bool = False
    ) -> SyncResult:
        """Index ``files`` in another engine, and answer from that from now on."""
        changes = SyncResult()
        if self._is_serving:
            changes = run_sync_job(name, self._roots, self._config, files, track, retry=retry)
        successor = ENGINES[name](self._roots, self._config, self._analyzer)
        try:
            if not self._is_serving:
                changes = successor.update(track, lambda path: str(path) in files, retry=retry)
        except BaseException:
            successor.close()
            raise
        self.index.swap(successor.index)
        old_engine, self._engine = self._engine, successor
        with suppress(UnavailableError, OSError, sqlite3.Error):  # it may be damaged
            old_engine.close()
        return changes

    def _note_losses(self, losses: Sequence[Loss]) -> None:
        self.losses = losses
        self._look_for_losses_at = time.time() + _LOSS_SECONDS if losses else math.inf

    def __str__(self) -> str:
        stats = self.index.snapshot().stats()
        reason = f" ({self._reason})" if self._reason else ""
        articles = count_noun("article", stats.articles)
        size = f"{count_noun('passage', stats.passages)} of {articles}"
        return f"The index is in the {self.engine} engine{reason}: {size}."

    def close(self) -> None:
        """Let go of all files and connections."""
        self._engine.close()


def open_library(
    roots: Sequence[Path],
    config: IndexConfig,
    analyzer: Analyzer,
    track: Progress = no_progress,
    *,
    retry: bool = False,
    waits_for_cluster: bool = False,
    must_be_current: bool = False,
) -> tuple[Library, SyncResult]:
    """Return an index that is equal to the folders, and what changed to get there.

    With ``retry``, unfinished files are tried again before they are due. Raise UnavailableError
    where the index cannot be used at the moment; whoever ``waits_for_cluster`` gets it as it is.
    Where it can be searched, but not be changed, it is returned as it is, unless it
    ``must_be_current``.
    """

    def open_engine(engine: EngineName, reason: str = "") -> tuple[Library, SyncResult]:
        library = Library(engine, roots, config, analyzer, reason)
        try:
            return library, library.open(track, retry=retry, must_be_current=must_be_current)
        except BaseException:
            library.close()
            raise

    if config.engine == "opensearch":
        try:
            return open_repaired(lambda: open_engine("opensearch"))
        except UnavailableError as error:
            if not waits_for_cluster:
                raise
            # It may come back while the bot runs, and the folders are watched.
            _LOGGER.warning("%s", error)
            return Library("opensearch", roots, config, analyzer), SyncResult()
    if config.engine == "memory":
        return open_engine("memory")
    folder = index_folder(roots, config.data)
    reason = explain_disk(roots, folder, config.engine)
    if not reason:
        return open_engine("memory")
    return open_repaired(lambda: open_engine("disk", reason))
