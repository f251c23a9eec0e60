"""Journal: changes that are under way, so that those that a crash interrupts can be finished."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.corpus.audit import AuditEntry
from bot.system import atomic_files


class Journal:
    """A folder with a file for each change under way, as the log will have it; mostly empty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, entry: AuditEntry) -> None:
        """Write a change down to the disk before it is made."""
        self.folder.mkdir(parents=True, exist_ok=True)
        atomic_files.write_json(self._file(entry), entry.to_json())

    def end(self, entry: AuditEntry) -> None:
        """Strike a change out: it is complete, or undone."""
        self._file(entry).unlink(missing_ok=True)
        atomic_files.sync_folder(self.folder)

    def __iter__(self) -> Iterator[AuditEntry]:
        """Yield the changes that were begun and not ended."""
        for file in sorted(self.folder.glob("*.json")):
            try:
                yield AuditEntry.from_json(json.loads(file.read_bytes()))
            except (ValueError, TypeError):
                continue

    def _file(self, entry: AuditEntry) -> Path:
        return self.folder / f"{entry.id}.json"
