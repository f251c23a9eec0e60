"""File watch: tells whether a file and its log are still those that were opened, and whole."""

from operator import lt
from pathlib import Path
from typing import TypeAlias

_Identity: TypeAlias = tuple[int, int] | None


class FileWatch:
    """Remembers which file is at a path, and how long it and its write-ahead log were."""

    def __init__(self, path: Path) -> None:
        self._paths = (path, path.with_name(f"{path.name}-wal"))
        self._identities: tuple[_Identity, ...] = ()
        self._sizes: tuple[int, ...] = ()
        self.note_file()

    def note_file(self) -> None:
        """Remember the file that is there now."""
        self._identities = tuple(map(_identify, self._paths))
        self.note_sizes()

    def note_sizes(self) -> None:
        """Remember how long the files are, after something that may make them shorter."""
        self._sizes = tuple(map(_measure, self._paths))

    def is_same_file(self) -> bool:
        """Tell whether the file, whatever its log, is the one that is remembered."""
        return _identify(self._paths[0]) == self._identities[0]

    def is_in_place(self) -> bool:
        """Tell whether the file and its log are those that are remembered."""
        return tuple(map(_identify, self._paths)) == self._identities

    def is_shorter(self) -> bool:
        """Tell whether the file or its log is shorter than it was the last time."""
        earlier = self._sizes
        self.note_sizes()
        return any(map(lt, self._sizes, earlier))


def _identify(path: Path) -> _Identity:
    """Return what tells a file from another one of its name, None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _measure(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
