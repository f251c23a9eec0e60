"""CorpusFolder: what lies in a folder of article files."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.articles.bounds import DEFAULT_BOUNDS, Bounds
from bot.articles.finding import Finding, Refusal
from bot.articles.reader import read
from bot.articles.source import shown

# Documentation, copies that are still being written, and what editors and systems leave.
_DOCUMENTATION = "README.md"
_PASSED_OVER = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(tmp|temp|part|partial|crdownload|download|sw[a-p]|bak|orig)"
    r"|thumbs\.db|desktop\.ini",
    re.IGNORECASE | re.DOTALL,
)


class CorpusFolder:
    """A folder of article files, searched with all folders in it, or one file alone."""

    def __init__(self, root: Path, bounds: Bounds = DEFAULT_BOUNDS) -> None:
        self.root = root
        self.bounds = bounds

    def files(self) -> list[Path]:
        """Return the files that may hold articles, in the order of their paths."""
        return self._scan()[0]

    def read(self) -> Iterator[Finding]:
        """Yield what stands in every file, and a refusal for what could not be opened."""
        files, refusals = self._scan()
        yield from refusals
        for path in files:
            yield from read(path, self.bounds)

    def _scan(self) -> tuple[list[Path], list[Refusal]]:
        files: list[Path] = []
        refusals: list[Refusal] = []
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
                    refusals.append(Refusal(shown(path), None, "it is not a regular file"))
            except (OSError, ValueError) as error:
                refusals.append(Refusal(shown(path), None, self._fault(path, error)))
        return sorted(files), sorted(refusals, key=lambda refusal: refusal.path)

    def _entries(self, folder: Path) -> list[Path]:
        documentation = self.root / _DOCUMENTATION
        return [
            path
            for path in sorted(folder.iterdir(), reverse=True)
            if path != documentation and not _PASSED_OVER.fullmatch(path.name)
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
