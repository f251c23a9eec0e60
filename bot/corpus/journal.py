"""Journal: changes that are under way, so that those that a crash interrupts can be finished."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.corpus.audit import AuditEntry
from bot.system import atomic_files


class Journal:
    """A folder with a file for each change under way, as the log will have it; mostly empty.

    A change of several files at once has an entry for each of them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, *entries: AuditEntry) -> None:
        """Write a change down to the disk before it is made."""
        self.folder.mkdir(parents=True, exist_ok=True)
        values = [entry.to_json() for entry in entries]
        change = values[0] if len(values) == 1 else {"entries": values}
        atomic_files.write_json(self._file(entries[0]), change)

    def end(self, *entries: AuditEntry) -> None:
        """Strike a change out: it is complete, or undone."""
        self._file(entries[0]).unlink(missing_ok=True)
        atomic_files.sync_folder(self.folder)

    def __iter__(self) -> Iterator[tuple[AuditEntry, ...]]:
        """Yield the changes that were begun and not ended, each with all of its entries."""
        for file in sorted(self.folder.glob("*.json")):
            try:
                change = json.loads(file.read_bytes())
                values = change.get("entries", [change])
                entries = tuple(map(AuditEntry.from_json, values))
            except (ValueError, TypeError, AttributeError):
                continue
            if entries:
                yield entries

    def _file(self, entry: AuditEntry) -> Path:
        return self.folder / f"{entry.id}.json"
