"""Library: the index over some folders, in the engine that fits them, kept up to date."""

import logging
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
    EngineName,
    IndexConfig,
    index_folder,
)
from bot.index.errors import BrokenIndexError, TooManyPassagesError
from bot.index.swappable import SwappableIndex
from bot.index.sync.pending import PendingChanges, count_text_bytes
from bot.index.sync.sync import SyncResult
from bot.index.sync_job import run_sync_job
from bot.language.analyzer import Analyzer
from bot.language.wording import count_noun, format_bytes
from bot.reading.source import display_path
from bot.system.locks import hold_write_lock
from bot.system.progress import Progress, no_progress

__all__ = ["IndexConfig", "Library", "drop_library", "index_folder", "open_library"]

_LOGGER = logging.getLogger(__name__)

_TOO_MANY = f"more than {MOST_IN_MEMORY:,} passages"

# Three times what so many passages have: then reading them into memory first is a waste.
_SURELY_TOO_LARGE = 30_000_000

# Bytes: to start another process takes as long as taking over so much here.
_MOST_WHILE_SERVING = 1_000_000


class Library:
    """An index and what keeps it equal to its folders."""

    def __init__(
        self,
        engine: EngineName,
        roots: Sequence[Path],
        place: IndexConfig,
        analyzer: Analyzer,
        why: str = "",
    ) -> None:
        self._roots = roots
        self._place = place
        self._analyzer = analyzer
        self._engine: Engine = ENGINES[engine](roots, place, analyzer)
        self._why = why
        self._alone = threading.RLock()
        self._serving = False
        self._told: frozenset[Rejection] = frozenset()
        self.index = SwappableIndex(self._engine.index)

    @property
    def engine(self) -> str:
        """Return the name of the engine."""
        return self._engine.name

    @property
    def folder(self) -> Path | None:
        """Return where the index has its files, None where it has none."""
        return self._engine.folder

    def serve(self) -> None:
        """From now on, have another process take over what would make questions wait."""
        self._serving = True

    def update(
        self, track: Progress = no_progress, ready: Callable[[Path], bool] = Path.exists
    ) -> SyncResult:
        """Take over what changed in the folders; wait while somebody else does that.

        What is not ``ready`` waits for the next time. What cannot be seen is told once.
        """
        with self._alone:
            changes = self._update(track, ready)
            new = sorted(changes.faults - self._told, key=lambda fault: fault.path)
            self._told = changes.faults
        return replace(changes, refusals=[*changes.refusals, *new])

    @contextmanager
    def held(self) -> Iterator[None]:
        """Have nobody begin to take over files that come one by one, if nobody has begun."""
        held = self._alone.acquire(blocking=False)
        try:
            yield
        finally:
            if held:
                self._alone.release()

    def _update(self, track: Progress, ready: Callable[[Path], bool]) -> SyncResult:
        due = self._engine.due(ready)
        large = self._serving and due.weight > _MOST_WHILE_SERVING
        if large and self._engine.name != "memory":
            return run_sync_job(self._engine.name, self._roots, self._place, due.files, track)
        if large and self._place.engine == "auto":
            return self._grow(due, f"{format_bytes(due.weight)} came at once", track)
        try:
            return self._engine.update(track, due.has)
        except TooManyPassagesError:
            return self._grow(due, _TOO_MANY, track)

    def _grow(self, due: PendingChanges, why: str, track: Progress) -> SyncResult:
        """Move to the disk engine; until that has everything, memory answers."""
        known = self._engine.indexed_files()
        due = replace(due, files=due.files | known)
        changes = SyncResult()
        if self._serving:
            changes = run_sync_job("disk", self._roots, self._place, due.files, track)
        larger = ENGINES["disk"](self._roots, self._place, self._analyzer)
        try:
            if not self._serving:
                changes = larger.update(track, due.has)
        except BaseException:
            larger.close()
            raise
        self.index.swap(larger.index)
        self._engine.close()
        self._engine, self._why = larger, why
        if self._serving:
            _LOGGER.info("%s", self)
        # What was refused in memory is not told again.
        told = {display_path(path) for path in known}
        return replace(changes, refusals=[one for one in changes.refusals if one.path not in told])

    def __str__(self) -> str:
        holdings = self.index.snapshot().stats()
        why = f" ({self._why})" if self._why else ""
        articles = count_noun("article", holdings.articles)
        size = f"{count_noun('passage', holdings.passages)} of {articles}"
        return f"The index is in the {self.engine} engine{why}: {size}."

    def close(self) -> None:
        """Let go of all files and connections."""
        self._engine.close()


def open_library(
    roots: Sequence[Path], place: IndexConfig, analyzer: Analyzer, track: Progress = no_progress
) -> tuple[Library, SyncResult]:
    """Return an index that is equal to the folders, and what was found on the way."""

    def opened(engine: EngineName, why: str = "") -> tuple[Library, SyncResult]:
        library = Library(engine, roots, place, analyzer, why)
        try:
            return library, library.update(track)
        except BaseException:
            library.close()
            raise

    if place.engine == "opensearch":
        try:
            return opened("opensearch")
        except UnavailableError as error:
            # It may come back while the bot runs, and the folders are watched.
            _LOGGER.warning("%s", error)
            return Library("opensearch", roots, place, analyzer), SyncResult()
    folder = index_folder(roots, place.data)
    why = _reason_for_disk(roots, folder, place.engine)
    if not why:
        return opened("memory")
    try:
        return opened("disk", why)
    except BrokenIndexError as error:
        _LOGGER.warning("%s. It is built again now.", error)
        shutil.rmtree(folder)
        return opened("disk", why)


def drop_library(roots: Sequence[Path], place: IndexConfig) -> None:
    """Delete the index over some folders; the articles' files stay."""
    folder = index_folder(roots, place.data)
    if place.engine == "opensearch":
        engine = ENGINES["opensearch"](roots, place, Analyzer())
        try:
            engine.index.drop()
        finally:
            engine.close()
    if folder.exists():
        with hold_write_lock(folder):
            shutil.rmtree(folder)


def _reason_for_disk(roots: Sequence[Path], folder: Path, engine: str) -> str:
    """Return why the index belongs on disk, empty where it can be tried in memory."""
    if engine == "memory":
        return ""
    if engine == "disk":
        return "DATELINE_ENGINE says so"
    if (folder / "catalog.db").exists():
        return "it is there already"
    files = (file for root in roots for file in CorpusFolder(root).files())
    size = sum(count_text_bytes(file.name, file.stat().st_size) for file in files)
    return f"the files have {format_bytes(size)}" if size > _SURELY_TOO_LARGE else ""
