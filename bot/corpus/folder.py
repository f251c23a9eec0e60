"""CorpusFolder: what is in a folder of article files."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.articles.findings import Finding, Rejection, RejectionCause, cause_of
from bot.articles.ignored import is_ignored
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox.pool import read_in_sandbox
from bot.reading.source import display_path

_PERMANENT_ERRORS = (
    errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EACCES, errno.EPERM,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scan:
    """The files that may hold articles, in order, and why other paths could not be read."""

    files: tuple[Path, ...]
    faults: dict[Path, Rejection]


class CorpusFolder:
    """A folder of article files, searched with all folders in it, or one file alone."""

    def __init__(self, root: Path, limits: ReadLimits = DEFAULT_LIMITS) -> None:
        self.root = root
        self.limits = limits

    def files(self) -> list[Path]:
        """Return the files that may hold articles, in the order of their paths."""
        return list(self.scan().files)

    def read(self) -> Iterator[Finding]:
        """Yield what is in every file, and a rejection for what could not be opened."""
        scan = self.scan()
        yield from scan.faults.values()
        for path in scan.files:
            yield from read_in_sandbox(path, self.limits)

    def scan(self) -> Scan:
        """List what is in the folder now."""
        files: list[Path] = []
        faults: dict[Path, Rejection] = {}
        real_paths: set[str] = set()
        stack = [self.root]
        while stack:
            path = stack.pop()
            try:
                mode = path.stat().st_mode
                if stat.S_ISDIR(mode) and not _is_visited(path, real_paths):
                    stack += self._entries(path)
                elif stat.S_ISREG(mode):
                    files.append(path)
                elif not stat.S_ISDIR(mode):
                    faults[path] = Rejection(display_path(path), None, "it is not a regular file")
            except (OSError, ValueError) as error:
                reason = self._fault(path, error)
                faults[path] = Rejection(display_path(path), None, reason, cause=_cause(error))
        return Scan(tuple(sorted(files)), dict(sorted(faults.items())))

    def _entries(self, folder: Path) -> list[Path]:
        return [
            path
            for path in sorted(folder.iterdir(), reverse=True)
            if not is_ignored(path.name, at_root=folder == self.root)
        ]

    def _fault(self, path: Path, error: OSError | ValueError) -> str:
        if isinstance(error, FileNotFoundError | ValueError) and path == self.root:
            return "there is no such file or folder"
        if isinstance(error, OSError):
            return f"it cannot be opened ({error.strerror})"
        return f"it cannot be opened ({error})"


def _is_visited(folder: Path, real_paths: set[str]) -> bool:
    """Tell whether a folder was reached by another path: a linked one may hold itself."""
    real = os.path.realpath(folder)
    if real in real_paths:
        return True
    real_paths.add(real)
    return False


def _cause(error: OSError | ValueError) -> RejectionCause:
    """Return IO where the disk fails; a wrong link or permission stays until somebody mends it."""
    if isinstance(error, OSError) and error.errno not in _PERMANENT_ERRORS:
        return cause_of(error)
    return RejectionCause.CONTENT
