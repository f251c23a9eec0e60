"""Corpus service: adds, removes, restores and corrects, and brings the index along."""

import logging
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.articles.article import Article
from bot.corpus.audit import AuditEntry
from bot.corpus.corrections.correction_change import CorrectionChange
from bot.corpus.folder import CorpusFolder, Scan
from bot.corpus.listing import CorpusFile, list_corpus_files
from bot.corpus.lock import CorpusError
from bot.corpus.losses import Loss, RemovalRecord, find_losses
from bot.corpus.manifest.database import ManifestError, hold_manifest
from bot.corpus.manifest.file_reader import FileReader, hash_file, open_cache, open_file_reader
from bot.corpus.manifest.file_record import FileRecord, FileStatus
from bot.corpus.preview import Preview, preview_files
from bot.corpus.store import AddedFile, CorpusStore
from bot.index.fingerprint import compute_fingerprint
from bot.index.library import Library
from bot.index.protocol import IndexStats
from bot.index.sync.result import UnfinishedFile
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.system.progress import Progress, no_progress

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IndexChange:
    """What the index holds before and after a change, and how many seconds that took."""

    old_passages: int
    new_passages: int
    seconds: float
    old_articles: int = 0
    new_articles: int = 0

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.old_passages:,} → {self.new_passages:,} passages"

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {
            "before": self.old_passages,
            "after": self.new_passages,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """The files that are in the folder now, and why others are not."""

    files: tuple[AddedFile, ...]
    faults: tuple[str, ...]
    change: IndexChange


class CorpusReader:
    """What the corpus has, looked up in the manifest, which is brought up to date before."""

    def __init__(
        self,
        store: CorpusStore,
        roots: Sequence[Path],
        data: Path,
        limits: ReadLimits = DEFAULT_LIMITS,
    ) -> None:
        self.store = store
        self.roots = roots
        self._data = data
        self._limits = limits

    def preview(
        self, paths: Sequence[Path], track: Progress = no_progress, *, keep: bool = False
    ) -> Preview:
        """Return what adding files would do.

        With ``keep``, what is read of them is kept in the data folder, so that adding them reads
        nothing again; ``discard`` deletes it.
        """
        with self.open_current(track, is_signed=True) as reader:
            return preview_files(paths, reader, track, keep=keep)

    def discard(self, paths: Iterable[Path]) -> None:
        """Delete what a preview kept of files that are not to be added after all."""
        cache = open_cache(self._data, compute_fingerprint())
        for path in paths:
            with suppress(OSError):
                cache.discard(cache.key(hash_file(path).hash, path, self._limits))

    def list_files(self, track: Progress = no_progress) -> list[CorpusFile]:
        """Return the files of the corpus folder, the last added first."""
        with self.open_current(track) as reader:
            return list_corpus_files(self.store, reader.manifest)

    def months(self, track: Progress = no_progress) -> dict[str, int]:
        """Return how many articles each month has, the earliest first."""
        with self.open_current(track) as reader:
            return reader.manifest.months()

    def is_current(self) -> bool:
        """Tell whether all files are known as they are, so that nothing has to be read first."""
        with self._open() as reader:
            records, (files, scans) = reader.manifest.files(), self._scan()
            corrections = reader.load_corrections()
            lost_paths = self._find_lost(records, scans)
            is_complete = records.keys() - lost_paths == set(map(str, files))
            return is_complete and not any(
                _is_outdated(path, records.get(str(path)), corrections, is_signed=False)
                for path in files
            )

    @contextmanager
    def open_current(
        self, track: Progress = no_progress, *, is_signed: bool = False
    ) -> Iterator[FileReader]:
        """Give a reader whose manifest equals all folders that are searched.

        With ``is_signed``, near duplicates of all articles can be found in it.
        """
        with self._open() as reader:
            with hold_manifest(reader.manifest.path):
                try:
                    self._read_changes(reader, is_signed, track)
                except ManifestError as error:
                    if not error.is_damage:
                        raise
                    _LOGGER.warning("%s", error)
                    reader.repair_manifest(error)
                    self._read_changes(reader, is_signed, track)
            yield reader

    def _read_changes(self, reader: FileReader, is_signed: bool, track: Progress) -> None:
        for _ in track(self._update(reader, is_signed), "Reading articles"):
            pass

    @contextmanager
    def _open(self) -> Iterator[FileReader]:
        reader = open_file_reader(self._data, compute_fingerprint(), self._limits, self.roots)
        try:
            yield reader
        finally:
            reader.manifest.close()

    def _update(self, reader: FileReader, is_signed: bool) -> Iterator[Article]:
        """Yield the articles of files that have to be read for the manifest."""
        records, (files, scans) = reader.manifest.files(), self._scan()
        reader.manifest.forget(
            records.keys() - set(map(str, files)) - self._find_lost(records, scans)
        )
        corrections = reader.load_corrections()
        for path in files:
            if not _is_outdated(path, records.get(str(path)), corrections, is_signed):
                continue
            version = reader.identify(path)
            record = reader.manifest.file(path)
            digest = corrections.get(str(path), "")
            if version and (record is None or _has_to_be_read(record, digest, is_signed)):
                yield from reader.read(path, version, retries=1, is_signed=is_signed)

    def _find_lost(
        self, records: Mapping[str, FileRecord], scans: Sequence[Scan]
    ) -> frozenset[str]:
        """Return files that may come back with their folder."""
        hashes = {path: record.version.hash for path, record in records.items()}
        losses = find_losses(
            self.roots, scans, hashes, RemovalRecord(self._data),
            lambda: {path: record.articles for path, record in records.items()},
        )  # fmt: skip
        return frozenset(path for _, paths in losses.values() for path in paths)

    def list_paths(self) -> list[Path]:
        """Return all files that are searched; of an article in several, the last one counts."""
        return self._scan()[0]

    def _scan(self) -> tuple[list[Path], list[Scan]]:
        scans = [CorpusFolder(root).scan() for root in self.roots]
        files = (file.absolute() for scan in scans for file in scan.files)
        return list(dict.fromkeys(files)), scans


class CorpusService:
    """Changes the corpus folder, and brings the index along with every change at once."""

    def __init__(self, store: CorpusStore, library: Library) -> None:
        self.store = store
        self._library = library

    def add(
        self, files: Sequence[tuple[Path, str]], actor: str, track: Progress = no_progress
    ) -> AddedFiles:
        """Add files, each with the name that it is to have.

        Raise CorpusError where none could be added.
        """
        stats, start = self.stats(), time.monotonic()
        additions: list[AddedFile] = []
        faults: list[CorpusError] = []
        with self._library.pause():  # all of them are indexed at once
            for path, name in files:
                try:
                    additions.append(self.store.add(path, name, actor))
                except CorpusError as error:
                    faults.append(error)
            if faults and not additions:
                raise faults[0]
            change = self._update_index(additions, stats, start, track)
        return AddedFiles(tuple(additions), tuple(map(str, faults)), change)

    def restore(
        self, removal_id: str, actor: str, track: Progress = no_progress
    ) -> tuple[AddedFile, IndexChange]:
        """Bring a removed file back."""
        stats, start = self.stats(), time.monotonic()
        file = self.store.restore(removal_id, actor)
        return file, self._update_index([file], stats, start, track)

    def remove(
        self, files: Sequence[str], actor: str, track: Progress = no_progress
    ) -> tuple[list[AuditEntry], IndexChange]:
        """Move files of the folder into the trash."""
        stats, start = self.stats(), time.monotonic()
        entries = [self.store.remove(file, actor) for file in files]
        return entries, self._update_index([], stats, start, track)

    def correct(
        self,
        change: CorrectionChange,
        paths: Collection[Path],
        actor: str,
        track: Progress = no_progress,
    ) -> tuple[AuditEntry | None, IndexChange]:
        """Put an article right that stands in the files ``paths``; None where it is so already."""
        stats, start = self.stats(), time.monotonic()
        entry = self.store.correct(change, actor)
        self._library.update(track, {path.absolute() for path in paths}.__contains__)
        return entry, self._measure(stats, start)

    def find_article(self, article_id: str) -> Article | None:
        """Return an article as it is searched, None where it is not."""
        return self._library.index.snapshot().article(article_id)

    def has_address(self, url: str) -> bool:
        """Tell whether an article that is searched has an address."""
        return self._library.index.snapshot().find_by_url(url) is not None

    def stats(self) -> IndexStats:
        """Return what the index holds."""
        return self._library.index.snapshot().stats()

    @property
    def losses(self) -> Sequence[Loss]:
        """Return the folders whose files are gone, but not their articles."""
        return self._library.losses

    @property
    def unfinished_files(self) -> Sequence[UnfinishedFile]:
        """Return the files that could not be read to their end so far."""
        return self._library.unfinished_files

    def _update_index(
        self, files: Sequence[AddedFile], stats: IndexStats, start: float, track: Progress
    ) -> IndexChange:
        with suppress(CorpusError):
            self.store.purge()
        paths = {(self.store.corpus / file.file).absolute() for file in files}
        # Other files may still be written: the watcher sees to them.
        self._library.update(track, paths.__contains__)
        return self._measure(stats, start)

    def _measure(self, stats: IndexStats, start: float) -> IndexChange:
        new_stats = self.stats()
        return IndexChange(
            stats.passages, new_stats.passages, time.monotonic() - start,
            stats.articles, new_stats.articles,
        )  # fmt: skip


def _is_outdated(
    path: Path, record: FileRecord | None, corrections: Mapping[str, str], is_signed: bool
) -> bool:
    """Tell whether a file changed since it was read, or has to be read for another reason."""
    if record is None or _has_to_be_read(record, corrections.get(str(path), ""), is_signed):
        return True
    try:
        return not record.version.matches(path)
    except OSError:
        return True


def _has_to_be_read(record: FileRecord, corrections: str, is_signed: bool) -> bool:
    """Leave unfinished files to the index, which tries them again when they are due."""
    if record.status is FileStatus.UNFINISHED:
        return False
    is_uncorrected = record.corrections != corrections
    is_unsigned = is_signed and not record.is_signed
    return record.status is FileStatus.UNREAD or is_uncorrected or is_unsigned
