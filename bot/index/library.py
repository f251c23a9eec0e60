"""Library: the index over some folders, in the engine that fits them, kept up to date."""

import logging
import math
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.articles.findings import Rejection
from bot.corpus.folder import CorpusFolder
from bot.errors import UnavailableError
from bot.index.engine import (
    ENGINES,
    MOST_IN_MEMORY,
    Engine,
    IndexConfig,
    has_contents,
    index_folder,
)
from bot.index.engine_names import EngineName
from bot.index.errors import BrokenIndexError, TooManyPassagesError
from bot.index.swappable import SwappableIndex
from bot.index.sync.pending import PendingChanges, count_text_bytes
from bot.index.sync.result import SyncResult, UnfinishedFile
from bot.index.sync_job import run_sync_job
from bot.language.analyzer import Analyzer
from bot.localization.english import count_noun, format_bytes
from bot.reading.source import display_path
from bot.system.locks import hold_write_lock
from bot.system.progress import Progress, no_progress

__all__ = ["IndexConfig", "Library", "drop_library", "index_folder", "open_library"]

_LOGGER = logging.getLogger(__name__)

_TOO_MANY = f"more than {MOST_IN_MEMORY:,} passages"

# Three times what so many passages have: then reading them into memory first is a waste.
_SURELY_TOO_LARGE = 30_000_000

# Bytes: to start another process takes as long as indexing so much here.
_MOST_WHILE_SERVING = 1_000_000


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
        self.update_count = 0
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
    def retry_at(self) -> float:
        """Return when an unfinished file is to be tried again, in seconds since 1970."""
        return min((file.retry_at for file in self.unfinished_files), default=math.inf)

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
        return replace(changes, rejections=(*changes.rejections, *faults))

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Let no update begin in another thread, unless one is under way."""
        is_locked = self._lock.acquire(blocking=False)
        try:
            yield
        finally:
            if is_locked:
                self._lock.release()

    def _update(self, track: Progress, is_ready: Callable[[Path], bool], retry: bool) -> SyncResult:
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
        changes = SyncResult()
        if self._is_serving:
            changes = run_sync_job("disk", self._roots, self._config, files, track, retry=retry)
        larger = ENGINES["disk"](self._roots, self._config, self._analyzer)
        try:
            if not self._is_serving:
                changes = larger.update(track, lambda path: str(path) in files, retry=retry)
        except BaseException:
            larger.close()
            raise
        self.index.swap(larger.index)
        self._engine.close()
        self._engine, self._reason = larger, reason
        if self._is_serving:
            _LOGGER.info("%s", self)
        # What was rejected in memory is not reported again.
        paths = {display_path(path) for path in indexed_files}
        rejections = (rejection for rejection in changes.rejections if rejection.path not in paths)
        return replace(changes, rejections=tuple(rejections))

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
) -> tuple[Library, SyncResult]:
    """Return an index that is equal to the folders, and what changed to get there.

    With ``retry``, unfinished files are tried again before they are due.
    """

    def open_engine(engine: EngineName, reason: str = "") -> tuple[Library, SyncResult]:
        library = Library(engine, roots, config, analyzer, reason)
        try:
            return library, library.update(track, retry=retry)
        except BaseException:
            library.close()
            raise

    if config.engine == "opensearch":
        try:
            return open_engine("opensearch")
        except UnavailableError as error:
            # It may come back while the bot runs, and the folders are watched.
            _LOGGER.warning("%s", error)
            return Library("opensearch", roots, config, analyzer), SyncResult()
    if config.engine == "memory":
        return open_engine("memory")
    folder = index_folder(roots, config.data)
    reason = _reason_for_disk(roots, folder, config.engine)
    if not reason:
        return open_engine("memory")
    try:
        return open_engine("disk", reason)
    except BrokenIndexError as error:
        _LOGGER.warning("%s. It is built again now.", error)
        shutil.rmtree(folder)
        return open_engine("disk", reason)


def drop_library(roots: Sequence[Path], config: IndexConfig) -> None:
    """Delete the index over some folders; the articles' files stay."""
    if config.data is None:
        return
    folder = index_folder(roots, config.data)
    if config.engine == "opensearch":
        engine = ENGINES["opensearch"](roots, config, Analyzer())
        try:
            engine.index.drop()
        finally:
            engine.close()
    if folder.exists():
        with hold_write_lock(folder):
            shutil.rmtree(folder)


def _reason_for_disk(roots: Sequence[Path], folder: Path, engine: str) -> str:
    """Return why the index belongs on disk, empty where it can be tried in memory."""
    if engine == "disk":
        return "DATELINE_ENGINE says so"
    if has_contents(folder):
        return "it is there already"
    files = (file for root in roots for file in CorpusFolder(root).files())
    size = sum(count_text_bytes(file.name, file.stat().st_size) for file in files)
    return f"the files have {format_bytes(size)}" if size > _SURELY_TOO_LARGE else ""
