"""Sync: keeps an index equal to folders of article files."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from bot.articles.findings import Rejection
from bot.corpus.folder import CorpusFolder
from bot.corpus.losses import RemovalRecord, is_absent
from bot.corpus.manifest.file_reader import FileReader
from bot.corpus.manifest.file_record import FileRecord, FileStatus, FileVersion
from bot.corpus.manifest.reading_cache import limits_key
from bot.index.fingerprint import compute_fingerprint
from bot.index.protocol import WritableIndex
from bot.index.sync.contents import IndexContents, IndexedFile
from bot.index.sync.lost_files import LostFiles, join_paths
from bot.index.sync.pending import PendingChanges, find_pending
from bot.index.sync.reports import note_reports
from bot.index.sync.result import SyncResult, UnfinishedFile
from bot.index.sync.sync_pass import SyncPass
from bot.language.analyzer import Analyzer
from bot.reading.source import display_path
from bot.system.progress import Progress, no_progress

_FINGERPRINT = "fingerprint"

# A folder that cannot be looked into may come back without a change that is seen.
_FAULT_SECONDS = 60.0

Rebuild = Callable[[], AbstractContextManager[WritableIndex]]


class Sync:
    """Bring an index to what files hold; safe to be killed at any instant.

    Of an article that several files hold, the copy of the last file counts, in the order of
    the folders and then of the paths. A file that cannot be read any more keeps the articles
    that it had, and so does one that can be read in part, or whose folder cannot be seen. One
    that is unfinished is tried again when the manifest says so.
    """

    def __init__(
        self,
        index: WritableIndex,
        contents: IndexContents,
        roots: Sequence[Path],
        analyzer: Analyzer,
        reader: FileReader,
        lost_files: LostFiles | None = None,
        rebuild: Rebuild | None = None,
    ) -> None:
        """Take ``rebuild`` from an engine that can build a new index beside the old one."""
        self._index = index
        self._contents = contents
        self._folders = [CorpusFolder(root, reader.limits) for root in roots]
        self._analyzer = analyzer
        self._reader = reader
        self._lost_files = lost_files or LostFiles(roots, contents, RemovalRecord(None))
        self._rebuild = rebuild

    def find_pending(
        self, is_ready: Callable[[Path], bool], *, retry: bool = False
    ) -> PendingChanges:
        """Return what ``run`` would index, of the files that are ready, without reading them."""
        fact = self._contents.fact(_FINGERPRINT)
        is_current = self._index.fingerprint == fact == compute_fingerprint()
        versions = self._indexed_versions(retry) if is_current else {}
        return find_pending(self._folders, versions, is_ready, self._lost_files.list_paths)

    def accept_losses(self) -> None:
        """Let files that are gone with their folder count as deleted."""
        self._lost_files.accept([folder.scan() for folder in self._folders])

    def run(
        self,
        track: Progress = no_progress,
        is_ready: Callable[[Path], bool] = Path.exists,
        *,
        retry: bool = False,
    ) -> SyncResult:
        """Index what changed since the last time; files that are not ready wait.

        Unfinished files are tried where they are due, with ``retry`` in any case.
        """
        fingerprint = self._index.fingerprint
        is_noted = self._contents.fact(_FINGERPRINT) == compute_fingerprint()
        if fingerprint == compute_fingerprint() and is_noted:
            return self._run(self._index, track, is_ready, retry)
        is_replaced = self._rebuild is None or not fingerprint
        if is_replaced or not is_noted:
            scans = [folder.scan() for folder in self._folders]
            self._lost_files.save(self._index, self._lost_files.list_paths(scans))
            self._contents.clear()
        if self._rebuild is None or is_replaced:
            self._start_afresh(self._index)
            return self._run(self._index, track, is_ready, retry)
        with self._rebuild() as successor:
            if not is_noted:
                self._start_afresh(successor)
            return self._run(successor, track, is_ready, retry)

    def _run(
        self,
        index: WritableIndex,
        track: Progress,
        is_ready: Callable[[Path], bool],
        retry: bool,
    ) -> SyncResult:
        scans = [folder.scan() for folder in self._folders]
        # Every file with its place in the order in which copies count.
        files = [str(path.absolute()) for scan in scans for path in scan.files]
        losses = self._lost_files.find(scans)
        lost_paths = join_paths(losses)
        # Of a root that does not exist, all files are lost that were not deleted on purpose.
        unseen = [
            path.absolute()
            for folder, scan in zip(self._folders, scans, strict=True)
            for path in scan.faults
            if path != folder.root or not is_absent(path)
        ]
        self._lost_files.restore(index, losses, self._analyzer)
        sync_pass = SyncPass(
            index, self._contents, files, unseen, lost_paths, self._analyzer, self._reader
        )
        sync_pass.run(self._indexed_versions(retry), retry, track, is_ready)
        self._lost_files.complete(index, self._analyzer)
        self._lost_files.finish(index, sync_pass.lost_paths)
        faults = frozenset(fault for scan in scans for fault in scan.faults.values())
        faults |= self._reader.corrections.faults
        remaining_losses = self._lost_files.describe(losses, sync_pass.lost_paths)
        return SyncResult(
            sync_pass.read,
            sync_pass.deletions,
            tuple(sync_pass.rejections),
            faults,
            (*self._list_unfinished(), *map(_unfinished_folder, filter(_is_passing, faults))),
            remaining_losses,
            *note_reports(self._reader.manifest, sync_pass.reports, faults, remaining_losses),
        )

    def _indexed_versions(self, retry: bool) -> Mapping[str, FileVersion]:
        """Return the files as they are indexed, without a hash where they are to be read again."""
        corrections = self._reader.load_corrections()
        has_corrections = bool(self._reader.corrections)
        records = self._reader.manifest.files()
        limits = limits_key(self._reader.limits)
        versions: dict[str, FileVersion] = {}
        for path, file in self._contents.files().items():
            record = records.get(path)
            version = _indexed_version(file, record, limits, retry)
            # Which articles a file holds is known of one in the manifest alone.
            is_unread = has_corrections and (record is None or record.status is FileStatus.UNREAD)
            if is_unread or file.corrections != corrections.get(path, ""):
                version = replace(version, hash="")
            versions[path] = version
        return versions

    def _list_unfinished(self) -> list[UnfinishedFile]:
        manifest = self._reader.manifest
        files: list[UnfinishedFile] = []
        for path, file in self._contents.files().items():
            record = manifest.file(path) if file.is_unfinished else None
            if record is not None:
                files.append(
                    UnfinishedFile(
                        display_path(path), record.reason, record.articles, record.attempts,
                        record.retry_at, record.expected,
                    )
                )  # fmt: skip
        return files

    def _start_afresh(self, index: WritableIndex) -> None:
        index.drop()
        index.commit()
        self._contents.note(_FINGERPRINT, compute_fingerprint())


def _indexed_version(
    file: IndexedFile, record: FileRecord | None, limits: str, retry: bool
) -> FileVersion:
    if record is None or record.version.hash != file.hash:
        return FileVersion(0, 0, file.hash)  # it is hashed to see whether it changed
    is_due = file.limits not in ("", limits)
    if file.is_unfinished:
        is_due = is_due or retry or is_retry_due(record)
    return FileVersion(
        record.version.size, record.version.mtime_ns, "" if is_due else record.version.hash
    )


def is_retry_due(record: FileRecord) -> bool:
    """Tell whether an unfinished file is to be tried again; the clock may have been set back."""
    wait = record.retry_at - time.time()
    return record.status is not FileStatus.UNFINISHED or not 0 < wait <= 3600


def _is_passing(fault: Rejection) -> bool:
    return fault.is_unfinished


def _unfinished_folder(fault: Rejection) -> UnfinishedFile:
    return UnfinishedFile(fault.path, fault.reason, 0, 1, time.time() + _FAULT_SECONDS)
