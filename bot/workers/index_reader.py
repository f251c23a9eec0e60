"""Index reader: an index that another process writes, opened when it is first read."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DatelineError, UnavailableError
from bot.index.engine import IndexConfig, has_contents, index_folder, open_index
from bot.index.engine_names import EngineName
from bot.index.protocol import Snapshot, WritableIndex


@dataclass(frozen=True, slots=True)
class IndexSource:
    """Which index to read: its engine, the folders that it is made of, and where it is kept."""

    engine: EngineName
    roots: Sequence[Path]
    config: IndexConfig


class IndexReader:
    """The last commit of an index, whoever makes it.

    An index that cannot be read is closed, and opened again for the next snapshot: its files may
    have been made anew.
    """

    def __init__(self, source: IndexSource) -> None:
        self._source = source
        self._index: WritableIndex | None = None

    def snapshot(self) -> Snapshot:
        """Return the last commit; raise UnavailableError or BrokenIndexError where none is."""
        if self._index is None:
            self._index = self._open()
        return self._index.snapshot()

    def refresh(self) -> None:
        """Let go of an earlier commit on disk, whose space stays in use, if there is a new one."""
        if self._source.engine != "disk":
            return
        try:
            self.snapshot()
        except DatelineError:
            self.close()

    def close(self) -> None:
        """Close the index; the next snapshot opens it again."""
        index, self._index = self._index, None
        if index is not None:
            with suppress(DatelineError):
                index.close()

    def _open(self) -> WritableIndex:
        source = self._source
        if source.engine == "disk":
            folder = index_folder(source.roots, source.config.data)
            # Opening it would make the files of an empty one.
            if not has_contents(folder):
                raise UnavailableError(f"there is no index in {folder}")
        return open_index(source.engine, source.roots, source.config)
