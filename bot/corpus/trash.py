"""Trash: removed files, kept for a while so that they can be restored, and never searched."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bot.corpus.audit import AuditEntry
from bot.system import atomic_files

_CONTENT = "content"
_ENTRY = "entry.json"


class Trash:
    """A folder with one folder for each removed file, named by the entry of its removal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, path: Path, entry: AuditEntry) -> None:
        """Move a file here."""
        place = self.folder / entry.id
        place.mkdir(parents=True)
        atomic_files.write_json(place / _ENTRY, asdict(entry))
        atomic_files.sync_folder(self.folder)
        atomic_files.move_file(path, place / _CONTENT)

    def content(self, own: str) -> Path:
        """Return where the bytes of a removed file are."""
        return self.folder / own / _CONTENT

    def discard(self, own: str) -> None:
        """Delete a removed file for good, its bytes first."""
        if (self.folder / own).exists():
            self.content(own).unlink(missing_ok=True)
            shutil.rmtree(self.folder / own)
            atomic_files.sync_folder(self.folder)

    def __iter__(self) -> Iterator[AuditEntry]:
        """Yield the entries of the removed files, the last removed first."""
        found: list[AuditEntry] = []
        for file in self.folder.glob(f"*/{_ENTRY}"):
            try:
                entry = AuditEntry(**json.loads(file.read_bytes()))
            except (OSError, ValueError, TypeError):
                continue
            if self.content(entry.id).is_file():
                found.append(entry)
        yield from sorted(found, key=lambda entry: (entry.when, entry.id), reverse=True)
