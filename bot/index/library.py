"""Library: the index over some folders, in the engine that fits them, kept up to date."""

import hashlib
import logging
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.articles.bounds import DEFAULT_BOUNDS, Bounds
from bot.articles.folder import CorpusFolder
from bot.articles.source import shown
from bot.index.base import Analyzed, UnavailableError, WritableIndex
from bot.index.broken import BrokenIndexError, waiting
from bot.index.catalog import Catalog
from bot.index.current import current, replace
from bot.index.disk import DiskIndex
from bot.index.fingerprint import fingerprint
from bot.index.lock import writing
from bot.index.memory import MemoryIndex
from bot.index.sync import Changes, Sync
from bot.index.track import Track, untracked
from bot.language.analyzer import Analyzer

_LOGGER = logging.getLogger(__name__)

Engine = Literal["auto", "memory", "disk", "opensearch"]

MOST_IN_MEMORY = 20_000
"""Passages; so many are indexed anew at every start in a few seconds."""

_TOO_MANY = f"more than {MOST_IN_MEMORY:,} passages"


# Three times what so many passages have: then reading them into memory first is a waste.
_SURELY_TOO_LARGE = 30_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where an index is kept: the data folder, and the cluster where one is used.

    ``bounds`` are those of the files that it is made of.
    """

    data: Path
    engine: Engine = "auto"
    opensearch_url: str = ""
    opensearch_index: str = "dateline"
    shards: int = 1
    replicas: int = 1
    bounds: Bounds = DEFAULT_BOUNDS


class TooManyError(Exception):
    """Say that a corpus outgrows the memory engine."""


class Library:
    """An index and what keeps it equal to its folders."""

    def __init__(
        self, engine: str, index: WritableIndex, folder: Path | None, sync: Sync, catalog: Catalog
    ) -> None:
        self.engine = engine
        self.index = current(index)
        self.folder = folder
        self.why = ""
        self._sync = sync
        self._catalog = catalog
        self._alone = threading.Lock()
        self.larger: Callable[[], Library] | None = None

    def update(
        self, track: Track = untracked, ready: Callable[[Path], bool] = Path.exists
    ) -> Changes:
        """Take over what changed in the folders; wait while somebody else does that."""
        with self._alone:
            try:
                with _alone_on_disk(self.folder):
                    return self._sync.run(track, ready)
            except TooManyError:
                if self.larger is None:
                    raise
                return self._grow(self.larger, track, ready)

    def _grow(
        self, larger: Callable[[], "Library"], track: Track, ready: Callable[[Path], bool]
    ) -> Changes:
        """Build the index in a larger engine; until that is done, this one answers."""
        known = set(self._catalog.files())
        grown, changes = _updated(larger(), track, lambda path: str(path) in known or ready(path))
        replace(self.index, grown.index)
        self.engine, self.folder, self.why = grown.engine, grown.folder, _TOO_MANY
        self._catalog.close()
        self._sync, self._catalog, self.larger = grown._sync, grown._catalog, None
        _LOGGER.info("%s", self)
        names = {shown(path) for path in known}
        changes.refusals = [one for one in changes.refusals if one.path not in names]
        return changes

    def __str__(self) -> str:
        holdings = self.index.holdings()
        why = f" ({self.why})" if self.why else ""
        articles = f"{holdings.articles:,} article{'' if holdings.articles == 1 else 's'}"
        size = f"{holdings.passages:,} passages of {articles}"
        return f"The index is in the {self.engine} engine{why}: {size}."

    def close(self) -> None:
        """Let go of all files and connections."""
        self.index.close()
        self._catalog.close()


def open_library(
    roots: Sequence[Path], place: Place, analyzer: Analyzer, track: Track = untracked
) -> tuple[Library, Changes]:
    """Return an index that is equal to the folders, and what was found on the way."""
    if place.engine == "opensearch":
        library = _on_cluster(roots, place, analyzer)
        try:
            return _updated(library, track)
        except UnavailableError as error:
            # It may come back while the bot runs, and the folders are watched.
            _LOGGER.warning("%s", error)
            return _on_cluster(roots, place, analyzer), Changes()
    folder = index_folder(roots, place.data)
    why = _reason_for_disk(roots, folder, place.engine)
    if not why:
        try:
            found = _updated(_in_memory(roots, place, analyzer, place.engine == "auto"), track)
        except TooManyError:
            why = _TOO_MANY
        else:
            # What comes while it runs has to be searched, too, and as fast.
            found[0].larger = lambda: _on_disk(roots, place, folder, analyzer)
            return found
    try:
        found = _updated(_on_disk(roots, place, folder, analyzer), track)
    except BrokenIndexError as error:
        _LOGGER.warning("%s. It is built again now.", error)
        shutil.rmtree(folder)
        found = _updated(_on_disk(roots, place, folder, analyzer), track)
    found[0].why = why
    return found


def drop_library(roots: Sequence[Path], place: Place) -> None:
    """Delete the index over some folders; the articles' files stay."""
    folder = index_folder(roots, place.data)
    if place.engine == "opensearch":
        library = _on_cluster(roots, place, Analyzer())
        try:
            library.index.drop()
        finally:
            library.close()
    if folder.exists():
        with writing(folder):
            shutil.rmtree(folder)


def _reason_for_disk(roots: Sequence[Path], folder: Path, engine: Engine) -> str:
    """Return why the index belongs on disk, empty where it can be tried in memory."""
    if engine == "memory":
        return ""
    if engine == "disk":
        return "DATELINE_ENGINE says so"
    if (folder / "catalog.db").exists():
        return "it is there already"
    files = (file for root in roots for file in CorpusFolder(root).files())
    size = sum(file.stat().st_size * (3 if file.suffix == ".gz" else 1) for file in files)
    return f"the files have {size / 1e6:,.0f} MB" if size > _SURELY_TOO_LARGE else ""


def index_folder(roots: Sequence[Path], data: Path) -> Path:
    """Return the folder for the index of some files and folders, one for each set of them."""
    names = "\0".join(str(root.absolute()) for root in roots)
    return (
        data / "index" / hashlib.sha256(names.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    )


@contextmanager
def _alone_on_disk(folder: Path | None) -> Iterator[None]:
    if folder is None:
        yield
        return
    with writing(folder), waiting(folder):
        yield


def _updated(
    library: Library, track: Track, ready: Callable[[Path], bool] = Path.exists
) -> tuple[Library, Changes]:
    try:
        return library, library.update(track, ready)
    except BaseException:
        library.close()
        raise


class _BoundedMemory(MemoryIndex):
    """A memory index that gives up where the disk engine serves better."""

    def replace(self, articles: Iterable[Analyzed]) -> None:
        """Add articles; raise TooManyError when there are too many passages."""
        super().replace(articles)
        if self.pending > MOST_IN_MEMORY:
            raise TooManyError


def _in_memory(roots: Sequence[Path], place: Place, analyzer: Analyzer, bounded: bool) -> Library:
    index = _BoundedMemory((), analyzer) if bounded else MemoryIndex((), analyzer)
    catalog = Catalog(None)
    sync = Sync(index, catalog, roots, analyzer, bounds=place.bounds)
    return Library("memory", index, None, sync, catalog)


def _on_disk(roots: Sequence[Path], place: Place, folder: Path, analyzer: Analyzer) -> Library:
    folder.mkdir(parents=True, exist_ok=True)
    index = DiskIndex(folder, fingerprint())
    with waiting(folder):
        catalog = Catalog(folder / "catalog.db")
    sync = Sync(index, catalog, roots, analyzer, bounds=place.bounds)
    return Library("disk", index, folder, sync, catalog)


def _on_cluster(roots: Sequence[Path], place: Place, analyzer: Analyzer) -> Library:
    # Its client takes a fifth of a second to load, which no other engine should wait for.
    from bot.index.opensearch import OpenSearchIndex
    from bot.index.opensearch_cluster import Cluster

    folder = index_folder(roots, place.data) / "opensearch"
    folder.mkdir(parents=True, exist_ok=True)
    index = OpenSearchIndex(
        Cluster(place.opensearch_url),
        f"{place.opensearch_index}-{folder.parent.name[:8]}",  # one for each set of folders
        fingerprint(),
        shards=place.shards,
        replicas=place.replicas,
    )
    catalog = Catalog(folder / "catalog.db")
    sync = Sync(index, catalog, roots, analyzer, index.rebuild, place.bounds)
    return Library("opensearch", index, folder, sync, catalog)
