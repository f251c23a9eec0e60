"""Trash: removed files, which can be restored for a while and are never searched."""

import json
import shutil
from collections.abc import Iterator
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
        folder = self.folder / entry.id
        folder.mkdir(mode=0o700, parents=True)
        atomic_files.write_json(folder / _ENTRY, entry.to_json())
        atomic_files.sync_folder(self.folder)
        atomic_files.move_file(path, folder / _CONTENT)
        # Whatever others may do with files of the corpus, the trash is not for them.
        (folder / _CONTENT).chmod(0o600)

    def content(self, removal_id: str) -> Path:
        """Return where the bytes of a removed file are."""
        return self.folder / removal_id / _CONTENT

    def discard(self, removal_id: str) -> None:
        """Delete a removed file for good, its bytes first."""
        if (self.folder / removal_id).exists():
            self.content(removal_id).unlink(missing_ok=True)
            shutil.rmtree(self.folder / removal_id)
            atomic_files.sync_folder(self.folder)

    def __iter__(self) -> Iterator[AuditEntry]:
        """Yield the removals of the files, the last one first."""
        entries: list[AuditEntry] = []
        for file in self.folder.glob(f"*/{_ENTRY}"):
            try:
                entry = AuditEntry.from_json(json.loads(file.read_bytes()))
            except (OSError, ValueError, TypeError):
                continue
            if self.content(entry.id).is_file():
                entries.append(entry)
        yield from sorted(entries, key=lambda entry: (entry.timestamp, entry.id), reverse=True)
