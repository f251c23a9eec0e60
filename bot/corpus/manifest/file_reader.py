"""File reader: reads article files, and enters in the manifest what they hold."""

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection, RejectionCause
from bot.corpus.corrections.corrections import CorrectionFiles
from bot.corpus.manifest.database import ManifestError
from bot.corpus.manifest.file_reading import UNREAD, Reading, estimate_articles
from bot.corpus.manifest.file_record import FileRecord, FileStatus, FileVersion
from bot.corpus.manifest.manifest import Manifest
from bot.corpus.manifest.near_duplicates import MinHashSignature
from bot.corpus.manifest.reading_cache import ReadingCache, limits_key
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox import pool
from bot.reading.source import display_path
from bot.system.backoff import compute_pause

_LOGGER = logging.getLogger(__name__)

Read = Callable[[Path], Iterable[Finding]]

_FIRST_DELAY = 60.0
_MAX_DELAY = 3600.0


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
            expected = estimate_articles(record, version) if record else 0
            self.manifest.enter(path, replace(UNREAD, version=version, expected=expected))
        elif record.version != version:
            self.manifest.enter(path, replace(record, version=version))
        return version

    def read(
        self, path: Path, version: FileVersion, *, retries: int = 1, is_signed: bool = False
    ) -> Reading:
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
        record = self.manifest.file(path) or UNREAD
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
