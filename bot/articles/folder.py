"""CorpusFolder: what lies in a folder of article files."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from bot.articles.finding import Finding, Refusal
from bot.articles.reader import DEFAULT_BOUNDS, read
from bot.articles.source import Bounds, shown

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
        if not self.root.is_dir():
            return self._single_file()
        files: list[Path] = []
        refusals: list[Refusal] = []
        seen: set[str] = set()
        waiting = [self.root]
        while waiting:
            folder = waiting.pop()
            # A linked folder may hold itself.
            real = os.path.realpath(folder)
            if real in seen:
                continue
            seen.add(real)
            try:
                entries = self._entries(folder)
            except OSError as error:
                refusals.append(_refusal(folder, f"it cannot be opened ({error.strerror})"))
                continue
            for path in entries:
                self._sort_in(path, files, waiting, refusals)
        return sorted(files), sorted(refusals, key=lambda refusal: refusal.path)

    def _entries(self, folder: Path) -> list[Path]:
        return [
            path
            for path in sorted(folder.iterdir(), reverse=True)
            if not _PASSED_OVER.fullmatch(path.name) and path != self.root / _DOCUMENTATION
        ]

    def _sort_in(
        self, path: Path, files: list[Path], folders: list[Path], refusals: list[Refusal]
    ) -> None:
        if path.is_dir():
            folders.append(path)
        elif path.is_file():
            files.append(path)
        elif path.is_symlink():
            refusals.append(_refusal(path, "it is a link that leads to no file"))
        else:
            refusals.append(_refusal(path, "it is not a regular file"))

    def _single_file(self) -> tuple[list[Path], list[Refusal]]:
        if self.root.exists():
            return [self.root], []
        return [], [_refusal(self.root, "there is no such file or folder")]


def _refusal(path: Path, reason: str) -> Refusal:
    return Refusal(shown(path), None, reason)
