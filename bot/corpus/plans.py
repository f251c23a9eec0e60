"""Plans: what is about to change, so that what a crash cuts off is finished or undone."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bot.corpus.audit import AuditEntry
from bot.system import atomic_files


class Journal:
    """A folder with one file for each change under way, as the log will have it; mostly empty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, entry: AuditEntry) -> None:
        """Write a plan down to the disk."""
        self.folder.mkdir(parents=True, exist_ok=True)
        atomic_files.write_json(self._file(entry), asdict(entry))

    def end(self, entry: AuditEntry) -> None:
        """Strike a plan out: all of it is done, or nothing."""
        self._file(entry).unlink(missing_ok=True)
        atomic_files.sync_folder(self.folder)

    def __iter__(self) -> Iterator[AuditEntry]:
        """Yield what was begun and not ended."""
        for file in sorted(self.folder.glob("*.json")):
            try:
                yield AuditEntry(**json.loads(file.read_bytes()))
            except (ValueError, TypeError):
                continue

    def _file(self, entry: AuditEntry) -> Path:
        return self.folder / f"{entry.id}.json"
