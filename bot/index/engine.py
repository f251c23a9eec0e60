"""Engine: an index of one kind, with what keeps it equal to its folders, and where it is kept."""

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.corpus.losses import RemovalRecord
from bot.corpus.manifest.database import ManifestError
from bot.corpus.manifest.file_reader import FileReader, open_file_reader
from bot.errors import UnavailableError
from bot.index.engine_names import EngineChoice, EngineName
from bot.index.errors import clear_fault, find_fault, translate_database_errors
from bot.index.fingerprint import compute_fingerprint
from bot.index.protocol import WritableIndex
from bot.index.sync.article_copies import ArticleCopies
from bot.index.sync.contents import IndexContents
from bot.index.sync.lost_files import LostFiles
from bot.index.sync.pending import PendingChanges
from bot.index.sync.result import SyncResult
from bot.index.sync.sync import Sync
from bot.language.analyzer import Analyzer
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.system.databases import describe_refusal, discard_database, identify_file
from bot.system.extras import require_extra
from bot.system.locks import hold_write_lock
from bot.system.progress import Progress, no_progress

if TYPE_CHECKING:
    from bot.index.opensearch.index import OpenSearchIndex

_LOGGER = logging.getLogger(__name__)

_CONTENTS = "contents.db"
_COPIES = "copies.db"
_LASTING_NAMES = (_COPIES, "writer.lock")

# What earlier versions remembered beside an index.
_OLD_FILES = ("catalog.db", "catalog.db-wal", "catalog.db-shm")

MOST_IN_MEMORY = 20_000
"""Passages; so many are indexed anew at every start in a few seconds."""


@dataclass(frozen=True, slots=True)
class IndexConfig:
    """Where an index is kept: the data folder, and the cluster where one is used.

    Without a data folder, nothing is written, and the engine is memory. ``limits`` are those of
    the files that the index is made of.
    """

    data: Path | None
    engine: EngineChoice = "auto"
    opensearch_url: str = ""
    opensearch_index: str = "dateline"
    shards: int = 1
    replicas: int = 1
    limits: ReadLimits = DEFAULT_LIMITS


class Engine:
    """An index over some folders; ``folder`` is where its files lie, None where it has none."""

    def __init__(
        self,
        name: EngineName,
        index: WritableIndex,
        folder: Path | None,
        sync: Sync,
        contents: IndexContents,
        reader: FileReader,
    ) -> None:
        self.name: EngineName = name
        self.index = index
        self.folder = folder
        self._sync = sync
        self._contents = contents
        self._reader = reader
        self._identity = folder and identify_file(folder / _CONTENTS)

    def find_pending(
        self, is_ready: Callable[[Path], bool], *, retry: bool = False
    ) -> PendingChanges:
        """Return what an update would index now."""
        with _translate(self.folder):
            try:
                return self._sync.find_pending(is_ready, retry=retry)
            except ManifestError as error:
                if not error.is_damage:
                    raise
                _LOGGER.warning("%s", error)
                self._reader.repair_manifest(error)
                return self._sync.find_pending(is_ready, retry=retry)

    def indexed_files(self) -> set[str]:
        """Return the files that the index has as they are, or were."""
        with _translate(self.folder):
            return {path for path, file in self._contents.files().items() if file.hash}

    def update(
        self,
        track: Progress = no_progress,
        is_ready: Callable[[Path], bool] = Path.exists,
        *,
        retry: bool = False,
    ) -> SyncResult:
        """Index what changed in the folders; wait while another process does that.

        With ``retry``, unfinished files are tried again before they are due.
        """
        self._reader.reopen_manifest()
        with _hold_folder(self.folder):
            try:
                return self._sync.run(track, is_ready, retry=retry)
            except ManifestError as error:
                is_needed = self.folder is not None and not error.is_damage
                if is_needed or self._reader.manifest.path is None:
                    raise
                _LOGGER.warning("%s", error)
                self._reader.repair_manifest(error)
                return self._sync.run(track, is_ready, retry=retry)
            finally:
                self.index.release()

    @property
    def fault(self) -> str:
        """Return why the engine has to be opened again, empty where it works."""
        if self.folder is None:
            return ""
        if identify_file(self.folder / _CONTENTS) != self._identity:
            return "its files were deleted"
        return find_fault(self.folder)

    def accept_losses(self) -> None:
        """Let files that are gone with their folder count as deleted from now on."""
        with _hold_folder(self.folder):
            self._sync.accept_losses()

    def close(self) -> None:
        """Let go of all files and connections."""
        self.index.close()
        self._contents.close()
        self._reader.manifest.close()


# Each engine is loaded where it is opened: the client of a cluster alone takes a fifth of a second.


def open_in_memory(roots: Sequence[Path], config: IndexConfig, analyzer: Analyzer) -> Engine:
    """Return an empty memory engine.

    With a larger one to go to, its index raises TooManyPassagesError when it is full.
    """
    from bot.index.memory.index import BoundedMemoryIndex, MemoryIndex

    index = (
        BoundedMemoryIndex(MOST_IN_MEMORY, analyzer)
        if config.engine == "auto"
        else MemoryIndex((), analyzer)
    )
    contents = IndexContents(None)
    reader = open_file_reader(config.data, compute_fingerprint(), config.limits, roots)
    lost_files = _make_lost_files(roots, config, contents, is_volatile=True)
    sync = Sync(index, contents, roots, analyzer, reader, lost_files)
    return Engine("memory", index, None, sync, contents, reader)


def open_on_disk(roots: Sequence[Path], config: IndexConfig, analyzer: Analyzer) -> Engine:
    """Return the disk engine as it was left."""
    folder = index_folder(roots, config.data)
    folder.mkdir(parents=True, exist_ok=True)
    index = open_index("disk", roots, config)
    with translate_database_errors(folder):
        contents = _open_contents(folder)
    reader = open_file_reader(config.data, compute_fingerprint(), config.limits, roots)
    lost_files = _make_lost_files(roots, config, contents)
    sync = Sync(index, contents, roots, analyzer, reader, lost_files)
    return Engine("disk", index, folder, sync, contents, reader)


def open_on_cluster(roots: Sequence[Path], config: IndexConfig, analyzer: Analyzer) -> Engine:
    """Return the OpenSearch engine without a request to the cluster."""
    index = _open_cluster_index(roots, config)
    folder = index_folder(roots, config.data) / "opensearch"
    folder.mkdir(parents=True, exist_ok=True)
    with translate_database_errors(folder):
        contents = _open_contents(folder)
    reader = open_file_reader(config.data, compute_fingerprint(), config.limits, roots)
    lost_files = _make_lost_files(roots, config, contents)
    sync = Sync(index, contents, roots, analyzer, reader, lost_files, index.rebuild)
    return Engine("opensearch", index, folder, sync, contents, reader)


ENGINES: dict[EngineName, Callable[[Sequence[Path], IndexConfig, Analyzer], Engine]] = {
    "memory": open_in_memory,
    "disk": open_on_disk,
    "opensearch": open_on_cluster,
}
"""What opens each engine."""


def open_index(engine: EngineName, roots: Sequence[Path], config: IndexConfig) -> WritableIndex:
    """Return an index that other processes can open too, without what keeps it up to date.

    Raise ValueError for one in memory.
    """
    if engine == "opensearch":
        return _open_cluster_index(roots, config)
    if engine == "disk":
        from bot.index.disk.index import DiskIndex

        return DiskIndex(index_folder(roots, config.data), compute_fingerprint())
    raise ValueError("an index in memory belongs to its process")


def _open_cluster_index(roots: Sequence[Path], config: IndexConfig) -> "OpenSearchIndex":
    require_extra("opensearch")
    from bot.index.opensearch.cluster import Cluster
    from bot.index.opensearch.index import OpenSearchIndex

    return OpenSearchIndex(
        Cluster(config.opensearch_url),
        # One for each set of folders.
        f"{config.opensearch_index}-{index_folder(roots, config.data).name[:8]}",
        compute_fingerprint(),
        shards=config.shards,
        replicas=config.replicas,
    )


def index_folder(roots: Sequence[Path], data: Path | None) -> Path:
    """Return the folder for the index of some files and folders, one for each set of them.

    Raise ValueError where there is no data folder.
    """
    if data is None:
        raise ValueError("an index outside of memory needs a data folder")
    names = "\0".join(str(root.absolute()) for root in roots)
    return (
        data / "index" / hashlib.sha256(names.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    )


def has_contents(folder: Path) -> bool:
    """Tell whether an index was built in a folder."""
    return (folder / _CONTENTS).exists()


def _open_contents(folder: Path) -> IndexContents:
    for name in _OLD_FILES:
        (folder / name).unlink(missing_ok=True)
    return IndexContents(folder / _CONTENTS)


def _make_lost_files(
    roots: Sequence[Path],
    config: IndexConfig,
    contents: IndexContents,
    *,
    is_volatile: bool = False,
) -> LostFiles:
    data = config.data
    copies = ArticleCopies(index_folder(roots, data) / _COPIES) if data else None
    return LostFiles(roots, contents, RemovalRecord(data), copies, is_volatile=is_volatile)


def discard_index(folder: Path) -> None:
    """Delete a damaged index, but no copies of articles; raise OSError where that is refused."""
    clear_fault(folder)
    with hold_write_lock(folder):
        for path in folder.iterdir():
            if path.name not in _LASTING_NAMES:
                discard_database(path)


def _translate(folder: Path | None) -> AbstractContextManager[None]:
    return nullcontext() if folder is None else translate_database_errors(folder)


@contextmanager
def _hold_folder(folder: Path | None) -> Iterator[None]:
    if folder is None:
        yield
        return
    with _hold_lock(folder), translate_database_errors(folder):
        yield


@contextmanager
def _hold_lock(folder: Path) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(hold_write_lock(folder))
        except OSError as error:
            reason = describe_refusal(folder, error)
            raise UnavailableError(f"the index in {folder} cannot be changed: {reason}") from error
        yield
