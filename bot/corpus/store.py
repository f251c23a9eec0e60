"""Keeper: adds files to the corpus folder, removes and restores them, and loses none."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.corpus.audit import AuditAction, AuditEntry, AuditLog
from bot.corpus.filenames import numbered, safe_name
from bot.corpus.folder import CorpusFolder
from bot.corpus.lock import CorpusError, hold_corpus
from bot.corpus.plans import Journal
from bot.corpus.trash import Trash
from bot.reading.source import display_path
from bot.system import atomic_files

_STAGED = ".dateline-{}.part"


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file in the corpus folder; ``entry`` is None where it was there already, byte by byte."""

    file: str
    entry: AuditEntry | None


class CorpusStore:
    """The corpus folder, and under the data folder the trash and the audit log.

    Every change is planned on the disk, made, entered in the log, and struck off the plan. So
    whenever the process is killed, the next one finishes or undoes it, and the log tells no
    more and no less than what happened. One process changes the folder at a time.
    """

    def __init__(self, corpus: Path, data: Path, trash_days: int = 30) -> None:
        self.corpus = corpus
        self.audit = AuditLog(data / "audit.jsonl")
        self.trash = Trash(data / "trash")
        self._trash_days = trash_days
        self._data = data
        self._plans = Journal(data / "plans")

    def add(self, source: Path, name: str, who: str) -> AddedFile:
        """Copy a file into the folder under a safe name, a longer one where that is taken."""
        failed = f"{display_path(name)} was not added"
        with self._changing(failed), self._staged(source) as (staged, digest):
            return self._place(staged, safe_name(name), digest, who)

    def remove(self, file: str, who: str) -> AuditEntry:
        """Move a file of the folder into the trash."""
        with self._changing(f"{display_path(file)} was not removed"):
            path = self.path(file)
            digest, size = atomic_files.hash_file(path), path.stat().st_size
            entry = AuditEntry.now(who, "removed", file, digest, size)
            with self._planned(entry):
                self.trash.take(path, entry)
            return entry

    def restore(self, own: str, who: str) -> AddedFile:
        """Bring a removed file back, by the id of its removal."""
        removed = next((entry for entry in self.trash if entry.id == own), None)
        if removed is None:
            raise CorpusError(f"nothing in the trash has the id {display_path(own)}")
        failed, content = f"{display_path(removed.file)} was not restored", self.trash.content(own)
        with self._changing(failed), self._staged(content) as (staged, digest):
            return self._place(staged, removed.file, digest, who, own)

    def purge(self) -> list[AuditEntry]:
        """Delete for good what is in the trash longer than it is kept."""
        oldest = (datetime.now(UTC) - timedelta(self._trash_days)).isoformat(
            timespec="milliseconds"
        )
        purged = []
        with self._changing("the trash was not emptied"):
            for old in [entry for entry in self.trash if entry.when < oldest]:
                entry = AuditEntry.now("dateline", "purged", old.file, old.hash, old.size, old.id)
                with self._planned(entry):
                    self.trash.discard(old.id)
                purged.append(entry)
        return purged

    def recover(self) -> None:
        """Finish or undo what a killed process began."""
        with self._changing("what was begun was not finished"):
            pass

    def path(self, file: str) -> Path:
        """Return where a file of the folder is, by the name that ``files`` gives it."""
        if file not in self.files():
            raise CorpusError(
                f"there is no file {display_path(file)} in {display_path(self.corpus)}"
            )
        path = self.corpus / file
        if path.is_symlink():
            raise CorpusError(f"{display_path(path)} is a link to another place: remove it by hand")
        return path

    def files(self) -> list[str]:
        """Return the folder's files, as paths inside it."""
        return [str(path.relative_to(self.corpus)) for path in CorpusFolder(self.corpus).files()]

    def added(self) -> dict[tuple[str, int], AuditEntry]:
        """Return the last entry that added or restored a file, by its name and size."""
        entries = (entry for entry in self.audit if entry.what in ("added", "restored"))
        return {(entry.file, entry.size): entry for entry in entries}

    @contextmanager
    def _staged(self, source: Path) -> Iterator[tuple[Path, str]]:
        """Give a copy beside the folder's files, which is not searched, and its hash."""
        staged = self.corpus / _STAGED.format(secrets.token_hex(6))
        try:
            yield staged, atomic_files.copy_file(source, staged)
        finally:
            with suppress(OSError):  # the next change sees to it
                staged.unlink(missing_ok=True)

    def _place(self, staged: Path, name: str, digest: str, who: str, of: str = "") -> AddedFile:
        what: AuditAction = "restored" if of else "added"
        for candidate in numbered(name):
            target = self.corpus / candidate
            if os.path.lexists(target):
                if _is_same(target, digest):
                    return AddedFile(candidate, None)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            entry = AuditEntry.now(who, what, candidate, digest, staged.stat().st_size, of)
            try:
                with self._planned(entry):
                    atomic_files.publish_file(staged, target)
            except FileExistsError:
                continue  # somebody copied another one there this moment
            return AddedFile(candidate, entry)
        raise AssertionError("names never end")

    @contextmanager
    def _planned(self, entry: AuditEntry) -> Iterator[None]:
        """Make a change that is done and logged in the end, or undone."""
        self._plans.begin(entry)
        try:
            yield
            self.audit.append(entry)
        except FileExistsError:
            self._plans.end(entry)
            raise
        except OSError:
            with suppress(OSError):  # then the plan stays, and the next change sees to it
                self._undo(entry)
                self._plans.end(entry)
            raise
        with suppress(OSError):
            if entry.what == "restored":
                self.trash.discard(entry.of)
            self._plans.end(entry)

    def _undo(self, entry: AuditEntry) -> None:
        path = self.corpus / entry.file
        if entry.what in ("added", "restored") and _is_same(path, entry.hash):
            path.unlink()
        if entry.what == "removed":
            content = self.trash.content(entry.id)
            if content.exists() and not os.path.lexists(path):
                atomic_files.move_file(content, path)
            if _is_same(path, entry.hash):
                self.trash.discard(entry.id)

    def _finish(self, entry: AuditEntry) -> None:
        """Bring what a killed process began to one end or the other."""
        there = _is_same(self.corpus / entry.file, entry.hash)
        match entry.what:
            case "added" | "restored":
                happened = there
            case "removed":
                happened = self.trash.content(entry.id).is_file() and not there
            case "purged":
                happened = True
        if happened and not any(old.id == entry.id for old in self.audit):
            self.audit.append(entry)
        if happened and entry.of:
            self.trash.discard(entry.of)
        if entry.what == "removed" and not happened:
            self.trash.discard(entry.id)
        self._plans.end(entry)

    @contextmanager
    def _changing(self, failed: str) -> Iterator[None]:
        """Be the only one who changes the folder, after what others began is at its end."""
        with hold_corpus(self.corpus, self._data, failed):
            for entry in self._plans:
                self._finish(entry)
            for staged in self.corpus.glob(_STAGED.format("*")):
                staged.unlink(missing_ok=True)
            yield


def _is_same(path: Path, digest: str) -> bool:
    return path.is_file() and atomic_files.hash_file(path) == digest
