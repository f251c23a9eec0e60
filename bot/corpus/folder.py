"""CorpusFolder: what lies in a folder of article files."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.articles.findings import Finding, Rejection
from bot.articles.ignored import is_ignored
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox.pool import read_in_sandbox
from bot.reading.source import display_path


@dataclass(frozen=True, slots=True)
class Scan:
    """The files that may hold articles, in order, and why others could not be looked at."""

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
        """Yield what stands in every file, and a refusal for what could not be opened."""
        scan = self.scan()
        yield from scan.faults.values()
        for path in scan.files:
            yield from read_in_sandbox(path, self.limits)

    def scan(self) -> Scan:
        """Look what lies in the folder now."""
        files: list[Path] = []
        faults: dict[Path, Rejection] = {}
        seen: set[str] = set()
        waiting = [self.root]
        while waiting:
            path = waiting.pop()
            try:
                mode = path.stat().st_mode
                if stat.S_ISDIR(mode) and not _seen_before(path, seen):
                    waiting += self._entries(path)
                elif stat.S_ISREG(mode):
                    files.append(path)
                elif not stat.S_ISDIR(mode):
                    faults[path] = Rejection(display_path(path), None, "it is not a regular file")
            except (OSError, ValueError) as error:
                faults[path] = Rejection(display_path(path), None, self._fault(path, error))
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


def _seen_before(folder: Path, seen: set[str]) -> bool:
    """Tell whether a folder was met by another way: a linked one may hold itself."""
    real = os.path.realpath(folder)
    if real in seen:
        return True
    seen.add(real)
    return False
