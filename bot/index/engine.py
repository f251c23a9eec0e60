"""Engine: an index of one kind, with what keeps it equal to its folders, and where it is kept."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.index.errors import translate_operational_errors
from bot.index.fingerprint import compute_fingerprint
from bot.index.protocol import WritableIndex
from bot.index.sync.manifest import Manifest
from bot.index.sync.pending import PendingChanges
from bot.index.sync.sync import Sync, SyncResult
from bot.language.analyzer import Analyzer
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.system.extras import require_extra
from bot.system.locks import hold_write_lock
from bot.system.progress import Progress, no_progress

EngineName = Literal["memory", "disk", "opensearch"]

MOST_IN_MEMORY = 20_000
"""Passages; so many are indexed anew at every start in a few seconds."""


@dataclass(frozen=True, slots=True)
class IndexConfig:
    """Where an index is kept: the data folder, and the cluster where one is used.

    ``limits`` are those of the files that it is made of.
    """

    data: Path
    engine: EngineName | Literal["auto"] = "auto"
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
        catalog: Manifest,
    ) -> None:
        self.name: EngineName = name
        self.index = index
        self.folder = folder
        self._sync = sync
        self._catalog = catalog

    def due(self, ready: Callable[[Path], bool]) -> PendingChanges:
        """Return what an update would take over now."""
        return self._sync.due(ready)

    def indexed_files(self) -> set[str]:
        """Return the files that the index has as they are, or were."""
        return {path for path, known in self._catalog.files().items() if known.hash}

    def update(
        self, track: Progress = no_progress, ready: Callable[[Path], bool] = Path.exists
    ) -> SyncResult:
        """Take over what changed in the folders; wait while another process does that."""
        with _alone(self.folder):
            try:
                return self._sync.run(track, ready)
            finally:
                self.index.release()

    def close(self) -> None:
        """Let go of all files and connections."""
        self.index.close()
        self._catalog.close()


# Each engine is loaded where it is opened: the client of a cluster alone takes a fifth of a second.


def in_memory(roots: Sequence[Path], place: IndexConfig, analyzer: Analyzer) -> Engine:
    """Return an empty memory engine; with a larger one to go to, it raises TooManyError."""
    from bot.index.memory.index import BoundedMemoryIndex, MemoryIndex

    index = (
        BoundedMemoryIndex(MOST_IN_MEMORY, analyzer)
        if place.engine == "auto"
        else MemoryIndex((), analyzer)
    )
    catalog = Manifest(None)
    sync = Sync(index, catalog, roots, analyzer, limits=place.limits)
    return Engine("memory", index, None, sync, catalog)


def on_disk(roots: Sequence[Path], place: IndexConfig, analyzer: Analyzer) -> Engine:
    """Return the disk engine as it was left."""
    from bot.index.disk.index import DiskIndex

    folder = index_folder(roots, place.data)
    folder.mkdir(parents=True, exist_ok=True)
    index = DiskIndex(folder, compute_fingerprint())
    with translate_operational_errors(folder):
        catalog = Manifest(folder / "catalog.db")
    sync = Sync(index, catalog, roots, analyzer, limits=place.limits)
    return Engine("disk", index, folder, sync, catalog)


def on_cluster(roots: Sequence[Path], place: IndexConfig, analyzer: Analyzer) -> Engine:
    """Return the OpenSearch engine, of which nothing is asked yet."""
    require_extra("opensearch")
    from bot.index.opensearch.cluster import Cluster
    from bot.index.opensearch.index import OpenSearchIndex

    folder = index_folder(roots, place.data) / "opensearch"
    folder.mkdir(parents=True, exist_ok=True)
    index = OpenSearchIndex(
        Cluster(place.opensearch_url),
        f"{place.opensearch_index}-{folder.parent.name[:8]}",  # one for each set of folders
        compute_fingerprint(),
        shards=place.shards,
        replicas=place.replicas,
    )
    catalog = Manifest(folder / "catalog.db")
    sync = Sync(index, catalog, roots, analyzer, index.rebuild, place.limits)
    return Engine("opensearch", index, folder, sync, catalog)


ENGINES: dict[EngineName, Callable[[Sequence[Path], IndexConfig, Analyzer], Engine]] = {
    "memory": in_memory,
    "disk": on_disk,
    "opensearch": on_cluster,
}
"""What opens each engine."""


def index_folder(roots: Sequence[Path], data: Path) -> Path:
    """Return the folder for the index of some files and folders, one for each set of them."""
    names = "\0".join(str(root.absolute()) for root in roots)
    return (
        data / "index" / hashlib.sha256(names.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    )


@contextmanager
def _alone(folder: Path | None) -> Iterator[None]:
    if folder is None:
        yield
        return
    with hold_write_lock(folder), translate_operational_errors(folder):
        yield
