"""File changes: several files of the corpus folder that are written and deleted at once."""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.articles.ignored import FEEDS_FILE
from bot.corpus.audit import SUBSCRIBING_ACTIONS, AuditAction, AuditEntry, AuditLog
from bot.corpus.journal import Journal
from bot.system import atomic_files
from bot.system.folders.private_files import open_to_others

GROUP_ACTIONS = ("updated", "deleted", *SUBSCRIBING_ACTIONS)
"""What the log calls changes of this kind."""

_STAGED_NAME = ".dateline-{}-new.part"
_BACKUP_NAME = ".dateline-{}-old.part"


@dataclass(frozen=True, slots=True)
class FileChange:
    """What becomes of a file; of the list of feeds, ``file`` is the feed that is changed in it.

    Without ``content`` it is deleted. Several changes of one file have the same content.
    """

    file: str
    content: bytes | None
    action: AuditAction = "updated"


FileChanges = Sequence[FileChange]


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files with their entries of the log; each file is staged, and backed up, beside the others.

    Once an entry is in the journal, its file is staged, or replaced already. So a change that was
    interrupted can be finished, and until the journal has forgotten it, undone.
    """

    corpus: Path
    entries: tuple[AuditEntry, ...] = field(default=())

    @classmethod
    def stage(cls, corpus: Path, changes: FileChanges, actor: str) -> "FileGroup":
        """Write the new files to the disk, but for those that are as they are to be."""
        entries: list[AuditEntry] = []
        staged_paths: set[Path] = set()
        for change in changes:
            action: AuditAction = "deleted" if change.content is None else change.action
            old = find_file(corpus, action, change.file)
            if change.content is None:
                if not os.path.lexists(old):
                    continue
                digest, size = atomic_files.hash_file(old), old.stat().st_size
                entries.append(AuditEntry.create(actor, action, change.file, digest, size))
                continue
            digest = hashlib.sha256(change.content).hexdigest()
            if is_same(old, digest):
                continue
            entry = AuditEntry.create(actor, action, change.file, digest, len(change.content))
            entries.append(entry)
            if old not in staged_paths:
                staged_paths.add(old)
                staged_copy = corpus / _STAGED_NAME.format(entry.id)
                atomic_files.write_bytes(staged_copy, change.content)
                open_to_others(staged_copy)
        return cls(corpus, tuple(entries))

    def make(self, journal: Journal, log: AuditLog) -> None:
        """Change the files and enter that in the log; where that fails, change nothing."""
        journal.begin(*self.entries)
        try:
            self._apply()
            log.append(*self.entries)
        except OSError:
            with suppress(OSError):  # then the journal has it, and the next change sees to it
                self._undo()
                journal.end(*self.entries)
            raise
        with suppress(OSError):
            journal.end(*self.entries)
            for entry in self.entries:
                self._backup(entry).unlink(missing_ok=True)

    def finish(self, journal: Journal, log: AuditLog) -> None:
        """Bring what a killed process began to one end or the other."""
        if self._is_complete:
            self._apply()
            logged_ids = {line.id for line in log}
            log.append(*(entry for entry in self.entries if entry.id not in logged_ids))
        else:
            self._undo()
        journal.end(*self.entries)

    @property
    def _is_complete(self) -> bool:
        """Tell whether every file is changed already, or can be."""
        return all(
            entry.action == "deleted" or self._stage(entry).is_file() or self._is_applied(entry)
            for entry in self.entries
        )

    def _apply(self) -> None:
        # What moves from a file to another is in both for a moment, never in neither.
        for entry in sorted(self.entries, key=_is_deletion):
            if self._is_applied(entry):
                continue
            path, backup = self._path(entry), self._backup(entry)
            if path.exists() and not backup.exists():
                atomic_files.link_or_copy(path, backup)
            if _is_deletion(entry):
                path.unlink()
            else:
                self._make_folders(path.parent)
                self._stage(entry).rename(path)
            atomic_files.sync_folder(path.parent)

    def _undo(self) -> None:
        # From the first one that is written on, the change can only be undone.
        for entry in sorted(self.entries, key=_is_deletion):
            path, backup = self._path(entry), self._backup(entry)
            if backup.exists():
                backup.rename(path)
            elif not _is_deletion(entry) and is_same(path, entry.hash):
                path.unlink()
            self._stage(entry).unlink(missing_ok=True)
            if path.parent.is_dir():
                atomic_files.sync_folder(path.parent)

    def _make_folders(self, folder: Path) -> None:
        if not folder.exists():
            self._make_folders(folder.parent)
            folder.mkdir()
            open_to_others(folder)
            atomic_files.sync_folder(folder.parent)

    def _is_applied(self, entry: AuditEntry) -> bool:
        path = self._path(entry)
        if entry.action == "deleted":
            return not os.path.lexists(path)
        return not self._stage(entry).exists() and is_same(path, entry.hash)

    def _path(self, entry: AuditEntry) -> Path:
        return find_file(self.corpus, entry.action, entry.file)

    def _stage(self, entry: AuditEntry) -> Path:
        return self.corpus / _STAGED_NAME.format(entry.id)

    def _backup(self, entry: AuditEntry) -> Path:
        return self.corpus / _BACKUP_NAME.format(entry.id)


def _is_deletion(entry: AuditEntry) -> bool:
    return entry.action == "deleted"


def find_file(corpus: Path, action: AuditAction, file: str) -> Path:
    """Return the file that an entry of the log is about."""
    return corpus / (FEEDS_FILE if action in SUBSCRIBING_ACTIONS else file)


def is_same(path: Path, digest: str) -> bool:
    """Tell whether a file has an SHA-256."""
    return path.is_file() and atomic_files.hash_file(path) == digest
