"""Pending changes: how folders differ from what is indexed, seen without reading a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from bot.corpus.folder import CorpusFolder, Scan
from bot.corpus.manifest.file_record import FileVersion

_COMPRESSION_RATIO = 3
_COMPRESSED_SUFFIXES = (".gz", ".tgz", ".bz2", ".xz", ".zip")


@dataclass(frozen=True, slots=True)
class PendingChanges:
    """Files to index, and about how many bytes of text that changes, with what is gone."""

    files: frozenset[str]
    text_bytes: int

    def contains(self, path: Path) -> bool:
        """Tell whether a file is among them."""
        return str(path) in self.files


def find_pending(
    folders: Sequence[CorpusFolder],
    versions: Mapping[str, FileVersion],
    is_ready: Callable[[Path], bool],
    list_lost: Callable[[Sequence[Scan]], Set[str]] = lambda _: frozenset(),
) -> PendingChanges:
    """Return what differs from ``versions``, without files that are not ready.

    A version without a hash is to be read again. Files that are lost are not deleted.
    """
    scans = [folder.scan() for folder in folders]
    files = dict.fromkeys(path.absolute() for scan in scans for path in scan.files)
    unseen = [path.absolute() for scan in scans for path in scan.faults]
    total = 0
    names: set[str] = set()
    for path in files:
        size = _changed_size(path, versions.get(str(path)))
        if size is not None and is_ready(path):
            names.add(str(path))
            total += count_text_bytes(path.name, size)
    for name in versions.keys() - set(map(str, files)) - list_lost(scans):
        if not lies_in(name, unseen):
            total += count_text_bytes(name, versions[name].size)
    return PendingChanges(frozenset(names), total)


def count_text_bytes(name: str, size: int) -> int:
    """Return about how many bytes of text a file of a name and size has."""
    return size * (_COMPRESSION_RATIO if name.lower().endswith(_COMPRESSED_SUFFIXES) else 1)


def lies_in(path: str, folders: Iterable[Path]) -> bool:
    """Tell whether a path is one of some files and folders, or lies in one."""
    return any(Path(path).is_relative_to(folder) for folder in folders)


def _changed_size(path: Path, version: FileVersion | None) -> int | None:
    """Return how large a file is, or was if that is more; None where it did not change."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError:
        return 0  # why it cannot be read is found when it is read
    size, mtime_ns = status.st_size, status.st_mtime_ns
    if version is None or not version.hash:
        return size
    return None if (version.size, version.mtime_ns) == (size, mtime_ns) else max(size, version.size)
