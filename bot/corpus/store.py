"""Store: adds files to the corpus folder, removes, restores and corrects them, and loses none."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.articles.ignored import CORRECTIONS_FILE
from bot.corpus.audit import CORRECTING_ACTIONS, AuditAction, AuditEntry, AuditLog
from bot.corpus.corrections.correction_change import CorrectionChange
from bot.corpus.corrections.corrections import read_text
from bot.corpus.file_changes import GROUP_ACTIONS, FileChanges, FileGroup, is_same
from bot.corpus.filenames import number_names, safe_name
from bot.corpus.folder import CorpusFolder
from bot.corpus.journal import Journal
from bot.corpus.lock import CorpusError, hold_corpus
from bot.corpus.trash import Trash
from bot.reading.source import display_path
from bot.system import atomic_files
from bot.system.folders.private_files import open_to_others

_STAGING_NAME = ".dateline-{}.part"
_PLACING_ACTIONS = ("added", "restored", "updated")


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file in the corpus folder; ``entry`` is None where an identical one was there already."""

    file: str
    entry: AuditEntry | None


class MissingFileError(CorpusError):
    """Say that the corpus folder has no file of a name."""

    def __init__(self, file: str, corpus: Path) -> None:
        super().__init__(f"there is no file {display_path(file)} in {display_path(corpus)}")


class CorpusStore:
    """The corpus folder with its corrections, and under the data folder the trash and the log.

    Every change is written to the journal, made, entered in the log, and struck out of the
    journal. So whenever the process is killed, the next one finishes or undoes the change, and
    the log has exactly what happened. One process changes the folder at a time.
    """

    def __init__(self, corpus: Path, data: Path, trash_days: int = 30) -> None:
        self.corpus = corpus
        self.corrections_file = corpus / CORRECTIONS_FILE
        self.audit = AuditLog(data / "audit.jsonl")
        self.trash = Trash(data / "trash")
        self._trash_days = trash_days
        self.data = data
        self._journal = Journal(data / "plans")

    def add(self, source: Path, name: str, actor: str) -> AddedFile:
        """Copy a file into the folder under a safe name, with a number if that is taken."""
        failure = f"{display_path(name)} was not added"
        with self._hold(failure), self._stage(source) as (staged_copy, digest):
            return self._place(staged_copy, safe_name(name), digest, actor)

    def remove(self, file: str, actor: str) -> AuditEntry:
        """Move a file of the folder into the trash."""
        with self._hold(f"{display_path(file)} was not removed"):
            path = self.path(file)
            digest, size = atomic_files.hash_file(path), path.stat().st_size
            entry = AuditEntry.create(actor, "removed", file, digest, size)
            with self._write_ahead(entry):
                self.trash.take(path, entry)
            return entry

    def restore(self, removal_id: str, actor: str) -> AddedFile:
        """Bring a removed file back."""
        removal = next((entry for entry in self.trash if entry.id == removal_id), None)
        if removal is None:
            raise CorpusError(f"nothing in the trash has the id {display_path(removal_id)}")
        failure = f"{display_path(removal.file)} was not restored"
        content = self.trash.content(removal_id)
        with self._hold(failure), self._stage(content) as (staged_copy, digest):
            return self._place(staged_copy, removal.file, digest, actor, removal_id)

    def correct(self, change: CorrectionChange, actor: str) -> AuditEntry | None:
        """Write down what is put right of an article; return None where it stands there already.

        Raise CorpusError where another correction of the article came between.
        """
        with self._hold(f"{display_path(change.file)} was not corrected"):
            text = self._read_corrections()
            new_text = change.rewrite(text)
            if new_text == text:
                return None
            staged_copy = self.corpus / _STAGING_NAME.format(secrets.token_hex(6))
            digest = atomic_files.write_text(staged_copy, new_text)
            open_to_others(staged_copy)
            size = staged_copy.stat().st_size
            entry = change.make_entry(actor, digest, size)
            with self._write_ahead(entry):
                if self.corrections_file.exists():
                    self._backup(entry).hardlink_to(self.corrections_file)
                staged_copy.rename(self.corrections_file)
                atomic_files.sync_folder(self.corpus)
            with suppress(OSError):
                self._backup(entry).unlink(missing_ok=True)
            return entry

    def change_files(
        self, plan: Callable[[], FileChanges], actor: str, failure: str
    ) -> tuple[AuditEntry, ...]:
        """Write and delete files as ``plan`` says, all of them or none.

        The plan is made while nobody else changes the folder; what it leaves as it is counts for
        nothing. Raise CorpusError, with the ``failure``, where the system refuses something.
        """
        with self._hold(failure):
            group = FileGroup.stage(self.corpus, plan(), actor)
            if group.entries:
                group.make(self._journal, self.audit)
            return group.entries

    def purge(self) -> list[AuditEntry]:
        """Delete for good what has been in the trash for longer than it is kept."""
        oldest = (datetime.now(UTC) - timedelta(self._trash_days)).isoformat(
            timespec="milliseconds"
        )
        entries = []
        with self._hold("the trash was not emptied"):
            for removal in [entry for entry in self.trash if entry.timestamp < oldest]:
                entry = AuditEntry.create(
                    "dateline", "purged", removal.file, removal.hash, removal.size, removal.id
                )
                with self._write_ahead(entry):
                    self.trash.discard(removal.id)
                entries.append(entry)
        return entries

    def recover(self) -> None:
        """Finish or undo what a killed process began."""
        with self._hold("an interrupted change was not finished"):
            pass

    def path(self, file: str) -> Path:
        """Return where a file of the folder is, by the name that ``files`` gives it.

        Raise CorpusError where there is none, or where it is a link.
        """
        if file not in self.files():
            raise MissingFileError(file, self.corpus)
        path = self.corpus / file
        if path.is_symlink():
            raise CorpusError(f"{display_path(path)} is a link to another place: remove it by hand")
        return path

    def files(self) -> list[str]:
        """Return the folder's files, as paths inside it."""
        return [str(path.relative_to(self.corpus)) for path in CorpusFolder(self.corpus).files()]

    def additions(self) -> dict[tuple[str, int], AuditEntry]:
        """Return the last entry that added, restored or updated each file, by its name and size."""
        entries = (entry for entry in self.audit if entry.action in _PLACING_ACTIONS)
        return {(entry.file, entry.size): entry for entry in entries}

    @contextmanager
    def _stage(self, source: Path) -> Iterator[tuple[Path, str]]:
        """Give a copy beside the folder's files, which is not searched, and its hash."""
        staged_copy = self.corpus / _STAGING_NAME.format(secrets.token_hex(6))
        try:
            digest = atomic_files.copy_file(source, staged_copy)
            # The corpus is the user's own folder; the data folder is not for others.
            open_to_others(staged_copy)
            yield staged_copy, digest
        finally:
            with suppress(OSError):  # the next change sees to it
                staged_copy.unlink(missing_ok=True)

    def _place(
        self, staged_copy: Path, name: str, digest: str, actor: str, reverts: str = ""
    ) -> AddedFile:
        action: AuditAction = "restored" if reverts else "added"
        for candidate in number_names(name):
            target = self.corpus / candidate
            if os.path.lexists(target):
                if is_same(target, digest):
                    return AddedFile(candidate, None)
                continue
            if not target.parent.exists():
                target.parent.mkdir(parents=True)
                open_to_others(target.parent)
            size = staged_copy.stat().st_size
            entry = AuditEntry.create(actor, action, candidate, digest, size, reverts)
            try:
                with self._write_ahead(entry):
                    atomic_files.publish_file(staged_copy, target)
            except FileExistsError:
                continue  # somebody copied another one there this moment
            return AddedFile(candidate, entry)
        raise AssertionError("names never end")

    @contextmanager
    def _write_ahead(self, entry: AuditEntry) -> Iterator[None]:
        """Make a change that is complete and logged in the end, or undone."""
        self._journal.begin(entry)
        try:
            yield
            self.audit.append(entry)
        except FileExistsError:
            self._journal.end(entry)
            raise
        except OSError:
            with suppress(OSError):  # then the journal has it, and the next change sees to it
                self._undo(entry)
                self._journal.end(entry)
            raise
        with suppress(OSError):
            if entry.action == "restored":
                self.trash.discard(entry.reverts)
            self._journal.end(entry)

    def _undo(self, entry: AuditEntry) -> None:
        path = self.corpus / entry.file
        if entry.action in ("added", "restored") and is_same(path, entry.hash):
            path.unlink()
        if entry.action == "removed":
            content = self.trash.content(entry.id)
            if content.exists() and not os.path.lexists(path):
                atomic_files.move_file(content, path)
            if is_same(path, entry.hash):
                self.trash.discard(entry.id)
        if entry.action in CORRECTING_ACTIONS and is_same(self.corrections_file, entry.hash):
            if self._backup(entry).exists():
                self._backup(entry).rename(self.corrections_file)
            else:
                self.corrections_file.unlink()

    def _backup(self, entry: AuditEntry) -> Path:
        """Return where the corrections are as they were, while they change."""
        return self.corpus / _STAGING_NAME.format(entry.id)

    def _read_corrections(self) -> str:
        try:
            return read_text(self.corrections_file)
        except UnicodeDecodeError:
            raise CorpusError(f"{CORRECTIONS_FILE} is not in UTF-8: save it as UTF-8") from None

    def _finish(self, entry: AuditEntry) -> None:
        """Bring what a killed process began to one end or the other."""
        is_in_folder = is_same(self.corpus / entry.file, entry.hash)
        match entry.action:
            case "added" | "restored":
                is_done = is_in_folder
            case "removed":
                is_done = self.trash.content(entry.id).is_file() and not is_in_folder
            case "purged":
                is_done = True
            case "edited" | "hidden" | "unhidden":
                is_done = is_same(self.corrections_file, entry.hash)
        if is_done and not any(line.id == entry.id for line in self.audit):
            self.audit.append(entry)
        if is_done and entry.action in ("restored", "purged"):
            self.trash.discard(entry.reverts)
        if entry.action == "removed" and not is_done:
            self.trash.discard(entry.id)
        self._journal.end(entry)

    @contextmanager
    def _hold(self, failure: str) -> Iterator[None]:
        """Hold the corpus lock; finish interrupted changes first."""
        with hold_corpus(self.corpus, self.data, failure):
            for entries in self._journal:
                if entries[0].action in GROUP_ACTIONS:
                    FileGroup(self.corpus, entries).finish(self._journal, self.audit)
                else:
                    self._finish(entries[0])
            for staged_copy in self.corpus.glob(_STAGING_NAME.format("*")):
                staged_copy.unlink(missing_ok=True)
            yield
