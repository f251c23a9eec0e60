"""Due: what changed in folders since an index took them over, seen without reading a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.corpus.folder import CorpusFolder
from bot.index.sync.manifest import FileState

_PACKED = 3
_PACKING = (".gz", ".tgz", ".bz2", ".xz", ".zip")


@dataclass(frozen=True, slots=True)
class PendingChanges:
    """Files to take over, and about how many bytes of text that changes, with what is gone."""

    files: frozenset[str]
    weight: int

    def has(self, path: Path) -> bool:
        """Tell whether a file is among them."""
        return str(path) in self.files


def find_pending(
    folders: Sequence[CorpusFolder], known: Mapping[str, FileState], ready: Callable[[Path], bool]
) -> PendingChanges:
    """Return what differs from what is ``known``; files that are not ``ready`` are left out."""
    scans = [folder.scan() for folder in folders]
    files = dict.fromkeys(path.absolute() for scan in scans for path in scan.files)
    unseen = [path.absolute() for scan in scans for path in scan.faults]
    total = 0
    changed: set[str] = set()
    for path in files:
        size = _changed_size(path, known.get(str(path)))
        if size is not None and ready(path):
            changed.add(str(path))
            total += count_text_bytes(path.name, size)
    for name in known.keys() - set(map(str, files)):
        if not lies_in(name, unseen):
            total += count_text_bytes(name, known[name].size)
    return PendingChanges(frozenset(changed), total)


def count_text_bytes(name: str, size: int) -> int:
    """Return about how many bytes of text a file of a name and size has."""
    return size * (_PACKED if name.lower().endswith(_PACKING) else 1)


def lies_in(path: str, places: Iterable[Path]) -> bool:
    """Tell whether a path is one of some places, or lies in one."""
    return any(Path(path).is_relative_to(place) for place in places)


def _changed_size(path: Path, known: FileState | None) -> int | None:
    """Return how large a file is, or was if that is more; None where it did not change."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError:
        return 0  # why it cannot be read is found when it is read
    size, changed = status.st_size, status.st_mtime_ns
    if known is None or not known.hash:
        return size
    return None if (known.size, known.changed) == (size, changed) else max(size, known.size)
