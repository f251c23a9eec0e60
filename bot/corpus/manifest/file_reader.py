"""File reader: reads article files, and enters in the manifest what they hold."""

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection, RejectionCause
from bot.corpus.corrections.corrections import CorrectedArticle, CorrectionFiles
from bot.corpus.manifest.database import ManifestError
from bot.corpus.manifest.file_record import FileRecord, FileStatus, FileVersion
from bot.corpus.manifest.manifest import Manifest
from bot.corpus.manifest.near_duplicates import MinHashSignature, sign_article
from bot.corpus.manifest.reading_cache import ReadingCache, limits_key
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox import pool
from bot.reading.source import display_path
from bot.system.backoff import compute_pause

_LOGGER = logging.getLogger(__name__)

Read = Callable[[Path], Iterable[Finding]]

_FIRST_DELAY = 60.0
_MAX_DELAY = 3600.0
_BATCH = 256

_UNREAD = FileRecord(FileVersion(0, 0, ""), FileStatus.UNREAD, "", "", 0, 0, None, None)


class FileReader:
    """Reads files in the sandbox, or from ``cache`` what a preview read of them.

    ``corrections`` are those of the folders ``roots``, as they were when they were last loaded.
    """

    def __init__(
        self,
        manifest: Manifest,
        limits: ReadLimits = DEFAULT_LIMITS,
        cache: ReadingCache | None = None,
        read: Read | None = None,
        roots: Sequence[Path] = (),
    ) -> None:
        self.manifest = manifest
        self.limits = limits
        self.cache = cache
        self._read = read
        self._correction_files = CorrectionFiles(roots)
        self.corrections = self._correction_files.load()

    def reopen_manifest(self) -> None:
        """Open the manifest again where its file was deleted meanwhile."""
        if self.manifest.is_gone:
            _LOGGER.warning("%s was deleted. It is made again now.", self.manifest.path)
            self._replace_manifest(anew=False)

    def repair_manifest(self, error: ManifestError) -> None:
        """Make a damaged manifest anew; one that cannot be written lasts as long as this."""
        if error.is_damage:
            self._replace_manifest(anew=True)
        else:
            self.manifest.close()
            self.manifest = Manifest(None)

    def _replace_manifest(self, *, anew: bool) -> None:
        try:
            self.manifest = self.manifest.reopen(anew=anew)
        except ManifestError as error:
            _LOGGER.warning("%s. Without it, files are read again each time.", error)
            self.manifest = Manifest(None)

    def load_corrections(self) -> Mapping[str, str]:
        """Load what changed in them; return the files they are about, each with a digest."""
        self.corrections = self._correction_files.load()
        return self.manifest.digest_corrections(self.corrections)

    def identify(self, path: Path) -> FileVersion | None:
        """Return a file's version, and enter it; None where the file is gone.

        It is hashed where its size or time are others than those that are known.
        """
        record = self.manifest.file(path)
        try:
            if record and record.version.matches(path):
                return record.version
            version = hash_file(path)
        except FileNotFoundError:
            return None  # it went this moment: the next run sees to it
        except OSError as error:
            version = FileVersion(0, 0, f"unreadable: {error.errno}")
        if record is None or record.version.hash != version.hash:
            self.manifest.enter(path, replace(_UNREAD, version=version))
        elif record.version != version:
            self.manifest.enter(path, replace(record, version=version))
        return version

    def read(
        self, path: Path, version: FileVersion, *, retries: int = 1, is_signed: bool = False
    ) -> "Reading":
        """Return the articles of a file, which are read as they are taken.

        ``is_signed`` where near duplicates of them are looked for. A reading that is unfinished is
        repeated at once, ``retries`` times at most: then articles may come twice.
        """
        return Reading(self, path, version, retries, is_signed)

    def findings(self, path: Path) -> Iterator[Finding]:
        """Yield what is in a file, read once, with its articles as they are corrected."""
        for finding, _ in self.original_findings(path):
            if not isinstance(finding, Article):
                yield finding
            elif not (item := self.corrections.correct(finding, path)).is_hidden:
                yield item.article

    def original_findings(
        self, path: Path, digest: str = ""
    ) -> Iterator[tuple[Finding, MinHashSignature | None]]:
        """Yield what is in a file as it has it, with signatures where they are known."""
        if self.cache is not None and digest:
            reading = self.cache.load(self.cache.key(digest, path, self.limits), path)
            if reading is not None:
                yield from reading
                return
        try:
            for finding in (
                self._read(path) if self._read else pool.read_in_sandbox(path, self.limits)
            ):
                yield finding, None
        except pool.SandboxError as error:
            yield (
                Rejection(display_path(path), None, str(error), True, RejectionCause.PROCESS),
                None,
            )

    def discard(self, path: Path, digest: str) -> None:
        """Delete what a preview read of a file, now that nobody needs it any more."""
        if self.cache is not None:
            self.cache.discard(self.cache.key(digest, path, self.limits))

    def postpone(self, path: Path, version: FileVersion, reason: str, rejections: int = 0) -> None:
        """Enter that a file is unfinished, to be tried again later."""
        record = self.manifest.file(path) or _UNREAD
        self.manifest.enter(path, self.make_unfinished(record, version, reason, rejections))

    def make_unfinished(
        self, record: FileRecord, version: FileVersion, reason: str, rejections: int
    ) -> FileRecord:
        """Return the record of a file after one more reading that is unfinished."""
        is_again = record.status is FileStatus.UNFINISHED and record.version.hash == version.hash
        attempts = record.attempts + 1 if is_again else 1
        delay = compute_pause(attempts, _FIRST_DELAY, _MAX_DELAY)
        return replace(
            record,
            version=version,
            status=FileStatus.UNFINISHED,
            reason=reason,
            limits=limits_key(self.limits),
            rejections=rejections,
            attempts=attempts,
            retry_at=time.time() + delay,
        )


def hash_file(path: Path) -> FileVersion:
    """Return a file's version; raise OSError where it cannot be read."""
    status = path.stat()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileVersion(status.st_size, status.st_mtime_ns, digest)


def open_cache(data: Path, version: str) -> ReadingCache:
    """Return the cache of readings in a data folder."""
    return ReadingCache(data / "readings", version)


def open_file_reader(
    data: Path | None,
    version: str,
    limits: ReadLimits = DEFAULT_LIMITS,
    roots: Sequence[Path] = (),
) -> FileReader:
    """Return a reader with the manifest in a data folder.

    Without one, or where it cannot be used, the manifest lasts until it is closed. ``version``
    stands for the code that reads articles, ``roots`` are the folders with corrections.
    """
    if data is None:
        return FileReader(Manifest(None), limits, roots=roots)
    cache = open_cache(data, version)
    try:
        manifest = Manifest(data / "manifest.db", version)
    except ManifestError as error:
        _LOGGER.warning("%s. Without it, files are read again each time.", error)
        manifest = Manifest(None)
    return FileReader(manifest, limits, cache, roots=roots)


class Reading:
    """The articles of a file, one after the other; when all are taken, how reading it ended.

    ``rejections`` are then those of the last attempt, ``status`` says how it ended, and
    ``corrections`` names what was corrected. Articles that are hidden are entered, not yielded.
    """

    def __init__(
        self, reader: FileReader, path: Path, version: FileVersion, retries: int, is_signed: bool
    ) -> None:
        self.rejections: list[Rejection] = []
        self.status = FileStatus.UNREAD
        self.corrections = ""
        self._reader = reader
        self._all_corrections = reader.corrections
        self._path = path
        self._version = version
        self._retries = retries
        self._is_signed = is_signed
        self._batch: list[tuple[CorrectedArticle, MinHashSignature | None]] = []

    def __iter__(self) -> Iterator[Article]:
        """Yield the articles; whoever stops before the end leaves the manifest as it was."""
        record = self._reader.manifest.file(self._path) or _UNREAD
        is_entered = self._is_entered(record)
        if not is_entered:
            self._reader.manifest.begin()
        count = 0
        for _ in range(1 + self._retries):
            self.rejections = []
            count = 0
            for finding, signature in self._reader.original_findings(
                self._path, self._version.hash
            ):
                if isinstance(finding, Article):
                    count += 1
                    item = self._all_corrections.correct(finding, self._path)
                    if not is_entered:
                        self._add(item, signature)
                    if not item.is_hidden:
                        yield item.article
                elif isinstance(finding, Rejection):
                    self.rejections.append(finding)
            if not any(rejection.is_unfinished for rejection in self.rejections):
                break
        self.status = _status_of(self.rejections, count)
        self._finish(record, is_entered, count)

    @property
    def reason(self) -> str:
        """Return why the file was not read to its end, empty where it was."""
        if self.status is FileStatus.WHOLE:
            return ""
        faults = (rejection for rejection in self.rejections if rejection.is_unfinished)
        truncations = (rejection for rejection in self.rejections if rejection.truncated)
        return next(
            (rejection.reason for rejection in (*faults, *truncations, *self.rejections)), ""
        )

    def _is_entered(self, record: FileRecord) -> bool:
        """Tell whether the manifest has all articles of this version already."""
        return (
            record.version.hash == self._version.hash
            and record.status in (FileStatus.WHOLE, FileStatus.REFUSED)
            and record.limits == limits_key(self._reader.limits)
            and (record.is_signed or not self._is_signed)
            and record.corrections == self._digest_corrections()
        )

    def _digest_corrections(self) -> str:
        digests = self._reader.manifest.digest_corrections(self._all_corrections, self._path)
        return digests.get(str(self._path), "")

    def _add(self, item: CorrectedArticle, signature: MinHashSignature | None) -> None:
        if signature is None and self._is_signed:
            signature = sign_article(item.article)
        self._batch.append((item, signature))
        if len(self._batch) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._reader.manifest.add(self._batch)
        self._batch = []

    def _finish(self, record: FileRecord, is_entered: bool, article_count: int) -> None:
        manifest, count = self._reader.manifest, len(self.rejections)
        if self.status is FileStatus.UNFINISHED:
            new = self._reader.make_unfinished(record, self._version, self.reason, count)
            new = replace(new, expected=self._estimate_articles(record, article_count))
        else:
            key = limits_key(self._reader.limits)
            new = replace(
                _UNREAD, version=self._version, status=self.status, reason=self.reason,
                limits=key, rejections=count,
            )  # fmt: skip
        if not is_entered:
            self._flush()
            manifest.finish(self._path, new)
        elif self.status is FileStatus.UNFINISHED:
            manifest.enter(self._path, new)
        # As the articles that are entered say it, with those that stayed of an earlier reading.
        self.corrections = self._digest_corrections()
        record_now = manifest.file(self._path)
        if record_now is not None and record_now.corrections != self.corrections:
            manifest.enter(self._path, replace(record_now, corrections=self.corrections))

    def _estimate_articles(self, record: FileRecord, article_count: int) -> int:
        """Return about how many articles the file has: as many as before, or by what was read."""
        if record.status is FileStatus.WHOLE and record.version.size:
            return round(record.articles * self._version.size / record.version.size)
        is_same = record.version.hash == self._version.hash
        progress = max((rejection.progress or 0 for rejection in self.rejections), default=0)
        estimate = round(article_count / progress) if progress else 0
        return max(estimate, record.expected) if is_same else estimate


def _status_of(rejections: Iterable[Rejection], articles: int) -> FileStatus:
    items = list(rejections)
    if any(rejection.is_unfinished for rejection in items):
        return FileStatus.UNFINISHED
    if any(rejection.truncated for rejection in items) or (items and not articles):
        return FileStatus.REFUSED
    return FileStatus.WHOLE
