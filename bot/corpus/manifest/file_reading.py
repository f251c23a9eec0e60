"""File reading: the articles of one file as they are read, and how that ends."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.corpus.corrections.corrections import CorrectedArticle
from bot.corpus.manifest.file_record import FileRecord, FileStatus, FileVersion
from bot.corpus.manifest.near_duplicates import MinHashSignature, sign_article
from bot.corpus.manifest.reading_cache import limits_key

if TYPE_CHECKING:
    from bot.corpus.manifest.file_reader import FileReader

_BATCH = 256

UNREAD = FileRecord(FileVersion(0, 0, ""), FileStatus.UNREAD, "", "", 0, 0, None, None)
"""What is known of a file before it is read for the first time."""


class Reading:
    """The articles of a file, one after the other; when all are taken, how reading it ended.

    ``rejections`` are then those of the last attempt, ``status`` says how it ended, and
    ``corrections`` names what was corrected. Articles that are hidden are entered, not yielded.
    """

    def __init__(
        self, reader: "FileReader", path: Path, version: FileVersion, retries: int, is_signed: bool
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
        record = self._reader.manifest.file(self._path) or UNREAD
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
                UNREAD, version=self._version, status=self.status, reason=self.reason,
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
        earlier = estimate_articles(record, self._version)
        progress = max((rejection.progress or 0 for rejection in self.rejections), default=0)
        return earlier or (round(article_count / progress) if progress else 0)


def estimate_articles(record: FileRecord, version: FileVersion) -> int:
    """Return about how many articles a version of a file has, by what is known of an earlier one.

    0 where that tells nothing.
    """
    if record.status is FileStatus.WHOLE and record.version.size:
        return round(record.articles * version.size / record.version.size)
    return record.expected if record.version.hash == version.hash else 0


def _status_of(rejections: Iterable[Rejection], articles: int) -> FileStatus:
    items = list(rejections)
    if any(rejection.is_unfinished for rejection in items):
        return FileStatus.UNFINISHED
    if any(rejection.truncated for rejection in items) or (items and not articles):
        return FileStatus.REFUSED
    return FileStatus.WHOLE
