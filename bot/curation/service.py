"""Desk: adds files to the corpus folder and takes them back, and brings the index along."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.corpus.audit import Entry
from bot.corpus.folder import CorpusFolder
from bot.corpus.inventory import Register
from bot.corpus.inventory import Track as TrackFindings
from bot.corpus.inventory_file import RegisterError
from bot.corpus.listing import Shelved, shelf
from bot.corpus.lock import KeepingError
from bot.corpus.preview import DryRun, dry_run
from bot.corpus.store import Keeper, Placed
from bot.index.fingerprint import fingerprint
from bot.index.library import Library
from bot.index.protocol import Holdings
from bot.reading.limits import DEFAULT_BOUNDS, Bounds
from bot.reading.sandbox.pool import read
from bot.system.progress import Track, untracked

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
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
class Added:
    """The files that are in the folder now, and why others are not."""

    placed: tuple[Placed, ...]
    faults: tuple[str, ...]
    change: Change


class Records:
    """What the corpus has, looked up in the register and brought up to date before."""

    def __init__(
        self, keeper: Keeper, roots: Sequence[Path], data: Path, bounds: Bounds = DEFAULT_BOUNDS
    ) -> None:
        self.keeper = keeper
        self._roots = roots
        self._path = data / "register.db"
        self._read = partial(read, bounds=bounds)

    def dry_run(self, paths: Sequence[Path], track: TrackFindings | None = None) -> DryRun:
        """Say what would come of adding files."""
        with self.register(track) as register:
            return dry_run(paths, register, self._read, track)

    def shelf(self, track: TrackFindings | None = None) -> list[Shelved]:
        """Return the files of the corpus folder, the last added first."""
        with self.register(track) as register:
            return shelf(self.keeper, register)

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
    def register(self, track: TrackFindings | None = None) -> Iterator[Register]:
        """Open the register, equal to all folders that are searched."""
        register = self._opened()
        try:
            register.update(self._files(), self._read, track)
            yield register
        finally:
            register.close()

    def _opened(self) -> Register:
        try:
            return Register(self._path, fingerprint())
        except RegisterError as error:
            _LOGGER.warning("%s. Without it, all is read again each time.", error)
            return Register(None)

    def _files(self) -> list[Path]:
        files = (file for root in self._roots for file in CorpusFolder(root).files())
        return [file.absolute() for file in files]


class Desk:
    """Changes the corpus folder, and has the index take every change over at once."""

    def __init__(self, keeper: Keeper, library: Library) -> None:
        self.keeper = keeper
        self._library = library

    def add(self, files: Sequence[tuple[Path, str]], who: str, track: Track = untracked) -> Added:
        """Add files, each with the name that it is to have; raise KeepingError for none."""
        before, began = self._passages(), time.monotonic()
        placed: list[Placed] = []
        faults: list[KeepingError] = []
        with self._library.held():  # all of them are taken over at once
            for path, name in files:
                try:
                    placed.append(self.keeper.add(path, name, who))
                except KeepingError as error:
                    faults.append(error)
            if faults and not placed:
                raise faults[0]
            change = self._taken_over(placed, before, began, track)
        return Added(tuple(placed), tuple(map(str, faults)), change)

    def restore(self, own: str, who: str, track: Track = untracked) -> tuple[Placed, Change]:
        """Bring a removed file back, by the id of its removal."""
        before, began = self._passages(), time.monotonic()
        placed = self.keeper.restore(own, who)
        return placed, self._taken_over([placed], before, began, track)

    def remove(
        self, files: Sequence[str], who: str, track: Track = untracked
    ) -> tuple[list[Entry], Change]:
        """Move files of the folder into the trash."""
        before, began = self._passages(), time.monotonic()
        removed = [self.keeper.remove(file, who) for file in files]
        return removed, self._taken_over([], before, began, track)

    def holdings(self) -> Holdings:
        """Return what the index holds."""
        return self._library.index.holdings()

    def _taken_over(
        self, placed: Sequence[Placed], before: int, began: float, track: Track
    ) -> Change:
        with suppress(KeepingError):
            self.keeper.purge()
        paths = {(self.keeper.corpus / one.file).absolute() for one in placed}
        # Other files may still be written: the watcher sees to them.
        self._library.update(track, paths.__contains__)
        return Change(before, self._passages(), time.monotonic() - began)

    def _passages(self) -> int:
        return self.holdings().passages
