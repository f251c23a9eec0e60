"""Desk: adds files to the corpus folder and takes them back, and brings the index along."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.corpus.audit import AuditEntry
from bot.corpus.folder import CorpusFolder
from bot.corpus.inventory import Inventory, TrackFindings
from bot.corpus.inventory_file import InventoryError
from bot.corpus.listing import CorpusFile, list_corpus_files
from bot.corpus.lock import CorpusError
from bot.corpus.preview import Preview, preview_files
from bot.corpus.store import AddedFile, CorpusStore
from bot.index.fingerprint import compute_fingerprint
from bot.index.library import Library
from bot.index.protocol import IndexStats
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox.pool import read_in_sandbox
from bot.system.progress import Progress, no_progress

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IndexChange:
    """What the index holds of passages before and after a change, and what it took in seconds."""

    before: int
    after: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.before:,} → {self.after:,} passages"

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {"before": self.before, "after": self.after, "seconds": round(self.seconds, 3)}


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """The files that are in the folder now, and why others are not."""

    placed: tuple[AddedFile, ...]
    faults: tuple[str, ...]
    change: IndexChange


class CorpusReader:
    """What the corpus has, looked up in the register and brought up to date before."""

    def __init__(
        self,
        keeper: CorpusStore,
        roots: Sequence[Path],
        data: Path,
        limits: ReadLimits = DEFAULT_LIMITS,
    ) -> None:
        self.store = keeper
        self._roots = roots
        self._path = data / "register.db"
        self._read = partial(read_in_sandbox, limits=limits)

    def preview(self, paths: Sequence[Path], track: TrackFindings | None = None) -> Preview:
        """Say what would come of adding files."""
        with self.register(track) as register:
            return preview_files(paths, register, self._read, track)

    def shelf(self, track: TrackFindings | None = None) -> list[CorpusFile]:
        """Return the files of the corpus folder, the last added first."""
        with self.register(track) as register:
            return list_corpus_files(self.store, register)

    def months(self, track: TrackFindings | None = None) -> dict[str, int]:
        """Return how many articles each month has, the earliest first."""
        with self.register(track) as register:
            return register.months()

    def is_current(self) -> bool:
        """Tell whether all files are known as they are, so that nothing has to be read first."""
        register = self._opened()
        try:
            return register.is_equal_to(self._files())
        finally:
            register.close()

    @contextmanager
    def register(self, track: TrackFindings | None = None) -> Iterator[Inventory]:
        """Open the register, equal to all folders that are searched."""
        register = self._opened()
        try:
            register.update(self._files(), self._read, track)
            yield register
        finally:
            register.close()

    def _opened(self) -> Inventory:
        try:
            return Inventory(self._path, compute_fingerprint())
        except InventoryError as error:
            _LOGGER.warning("%s. Without it, all is read again each time.", error)
            return Inventory(None)

    def _files(self) -> list[Path]:
        files = (file for root in self._roots for file in CorpusFolder(root).files())
        return [file.absolute() for file in files]


class CorpusService:
    """Changes the corpus folder, and has the index take every change over at once."""

    def __init__(self, keeper: CorpusStore, library: Library) -> None:
        self.store = keeper
        self._library = library

    def add(
        self, files: Sequence[tuple[Path, str]], who: str, track: Progress = no_progress
    ) -> AddedFiles:
        """Add files, each with the name that it is to have; raise KeepingError for none."""
        before, began = self._passages(), time.monotonic()
        placed: list[AddedFile] = []
        faults: list[CorpusError] = []
        with self._library.held():  # all of them are taken over at once
            for path, name in files:
                try:
                    placed.append(self.store.add(path, name, who))
                except CorpusError as error:
                    faults.append(error)
            if faults and not placed:
                raise faults[0]
            change = self._taken_over(placed, before, began, track)
        return AddedFiles(tuple(placed), tuple(map(str, faults)), change)

    def restore(
        self, own: str, who: str, track: Progress = no_progress
    ) -> tuple[AddedFile, IndexChange]:
        """Bring a removed file back, by the id of its removal."""
        before, began = self._passages(), time.monotonic()
        placed = self.store.restore(own, who)
        return placed, self._taken_over([placed], before, began, track)

    def remove(
        self, files: Sequence[str], who: str, track: Progress = no_progress
    ) -> tuple[list[AuditEntry], IndexChange]:
        """Move files of the folder into the trash."""
        before, began = self._passages(), time.monotonic()
        removed = [self.store.remove(file, who) for file in files]
        return removed, self._taken_over([], before, began, track)

    def stats(self) -> IndexStats:
        """Return what the index holds."""
        return self._library.index.snapshot().stats()

    def _taken_over(
        self, placed: Sequence[AddedFile], before: int, began: float, track: Progress
    ) -> IndexChange:
        with suppress(CorpusError):
            self.store.purge()
        paths = {(self.store.corpus / one.file).absolute() for one in placed}
        # Other files may still be written: the watcher sees to them.
        self._library.update(track, paths.__contains__)
        return IndexChange(before, self._passages(), time.monotonic() - began)

    def _passages(self) -> int:
        return self.stats().passages
