"""One pass over the files, which brings an index to what they hold."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.corpus.manifest.file_reader import FileReader
from bot.corpus.manifest.file_reading import Reading
from bot.corpus.manifest.file_record import FileRecord, FileStatus, FileVersion
from bot.corpus.manifest.reading_cache import limits_key
from bot.index.parallel_analysis import analyze_articles
from bot.index.protocol import WritableIndex
from bot.index.sync.contents import IndexContents, IndexedFile
from bot.index.sync.pending import lies_in
from bot.language.analyzer import Analyzer
from bot.system.progress import Progress

_T = TypeVar("_T")

_BATCH = 256
_COPY_ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class _FinishedFile:
    """A file that was read: what the index has to lose, and when it may be noted as indexed.

    ``article_count`` counts the articles that were sent to the index up to its end.
    """

    path: str
    state: IndexedFile | None
    removals: frozenset[str]
    article_count: int


class SyncPass:
    """One pass over the files; ``read``, ``deletions`` and ``rejections`` say what it came to.

    ``reports`` has the rejections of every file that was read, by its path and its version.

    The articles of files that are lost stay, unless other files have all of them.
    """

    def __init__(
        self,
        index: WritableIndex,
        contents: IndexContents,
        files: Sequence[str],
        unseen: Sequence[Path],
        lost_paths: Set[str],
        analyzer: Analyzer,
        reader: FileReader,
    ) -> None:
        self.read = self.deletions = 0
        self.rejections: list[Rejection] = []
        self.reports: dict[str, tuple[Rejection, ...]] = {}
        self._index = index
        self._contents = contents
        self._files = files
        self.lost_paths = set(lost_paths)
        invisible = sorted(
            path for path in contents.files() if path in lost_paths or lies_in(path, unseen)
        )
        self._ranks = {path: rank for rank, path in enumerate((*invisible, *files))}
        self._analyzer = analyzer
        self._reader = reader
        self._finished_files: list[_FinishedFile] = []
        self._emitted_ids: set[str] = set()
        self._removals: set[tuple[str, str]] = set()
        self._failed_copies: dict[str, str] = {}
        self._count = 0

    def run(
        self,
        versions: Mapping[str, FileVersion],
        retry: bool,
        track: Progress,
        is_ready: Callable[[Path], bool],
    ) -> None:
        """Index what differs from ``versions``, in which what is to be read has no hash."""
        for path in self._contents.files().keys() - self._ranks.keys():
            self._delete(path)
        articles = self._changed_articles(versions, retry, is_ready)
        track_articles = track(articles, "Reading articles")
        count = committed_count = 0
        start = time.monotonic()
        for batch in _batches(analyze_articles(track_articles, self._analyzer), _BATCH):
            self._index.replace(batch)
            count += len(batch)
            if self._index.should_commit(count - committed_count, time.monotonic() - start):
                self._commit(count)
                committed_count = count
                start = time.monotonic()
        self._commit(self._count)
        self._delete_moved_files()

    def _delete(self, path: str) -> None:
        self._contents.begin_file(path, ())
        self._finish(path, None, self._contents.articles(path))
        self._reader.manifest.forget([path])
        self.deletions += 1

    def _delete_moved_files(self) -> None:
        """Delete what was lost of which another file has every article: it was moved."""
        present_paths = self._ranks.keys() - self.lost_paths
        moved_paths = [
            path for path in self.lost_paths if self.read and self._is_moved(path, present_paths)
        ]
        for path in moved_paths:
            self.lost_paths.remove(path)
            del self._ranks[path]
            self._delete(path)
        if moved_paths:
            self._commit(self._count)

    def _is_moved(self, path: str, present_paths: Set[str]) -> bool:
        return all(
            any(copy in present_paths for copy in self._contents.copies(article))
            for article in self._contents.articles(path)
        )

    def _changed_articles(
        self, versions: Mapping[str, FileVersion], retry: bool, is_ready: Callable[[Path], bool]
    ) -> Iterator[Article]:
        """Yield the articles that the index has to add, file by file."""
        for path in dict.fromkeys(self._files):
            version = self._reader.identify(Path(path)) if is_ready(Path(path)) else None
            if version is None or (path in versions and versions[path].hash == version.hash):
                continue
            self.read += 1
            yield from self._articles_of(path, version, retry)

    def _articles_of(self, path: str, version: FileVersion, retry: bool) -> Iterator[Article]:
        record = self._reader.manifest.file(path)
        old_ids = self._contents.articles(path)
        ids: set[str] = set()
        self._contents.begin_file(path, ())
        # What failed before and is tried by and by may take its minute in vain once, not twice.
        is_first = record is None or record.status is not FileStatus.UNFINISHED
        reading = self._reader.read(Path(path), version, retries=int(retry or is_first))
        for batch in _batches(reading, _BATCH):
            self._contents.begin_file(path, {article.id for article in batch})
            for article in batch:
                ids.add(article.id)
                if self._is_wanted(path, article, old_ids):
                    self._emitted_ids.add(article.id)
                    self._count += 1
                    yield article
        self._report(path, version, reading, record)
        is_whole = reading.status is FileStatus.WHOLE  # if not, the last good version stays
        limits = limits_key(self._reader.limits) if reading.rejections else ""
        is_unfinished = reading.status is FileStatus.UNFINISHED
        state = IndexedFile(version.hash, limits, is_unfinished, reading.corrections)
        self._finish(path, state, old_ids - ids if is_whole else ())

    def _report(
        self, path: str, version: FileVersion, reading: Reading, earlier: FileRecord | None
    ) -> None:
        """Report what was rejected, but not the same reason for every attempt."""
        self.reports[f"{path}\0{version.hash}"] = tuple(reading.rejections)
        is_repeated = (
            reading.status is FileStatus.UNFINISHED
            and earlier is not None
            and earlier.status is FileStatus.UNFINISHED
            and earlier.reason == reading.reason
        )
        if not is_repeated:
            self.rejections += reading.rejections

    def _is_wanted(self, path: str, article: Article, old_ids: Set[str]) -> bool:
        if self._last_copy(article.id) != path:
            return False
        if article.id in self._emitted_ids or article.id not in old_ids:
            return True
        return self._index.snapshot().article(article.id) != article

    def _finish(self, path: str, state: IndexedFile | None, removals: Iterable[str]) -> None:
        file = _FinishedFile(path, state, frozenset(removals), self._count)
        self._removals.update((article, path) for article in file.removals)
        self._finished_files.append(file)

    def _commit(self, article_count: int) -> None:
        """Commit, and note the files of which everything is in the index now."""
        ready_files = [file for file in self._finished_files if file.article_count <= article_count]
        self._finished_files = [
            file for file in self._finished_files if file.article_count > article_count
        ]
        for file in ready_files:
            self._remove(file.removals)
        self._index.commit()
        self._postpone_failed_copies({file.path for file in ready_files})
        for file in ready_files:
            state = file.state
            if state and file.path in self._failed_copies:
                self._postpone(file.path)
                state = replace(state, is_unfinished=True)
            self._contents.finish_file(file.path, state, file.removals)
            self._removals.difference_update((article, file.path) for article in file.removals)
            if state and not state.is_unfinished:
                self._reader.discard(Path(file.path), state.hash)

    def _remove(self, ids: Iterable[str]) -> None:
        """Remove articles that a file no longer holds, and bring up their other copies."""
        elsewhere: dict[str, set[str]] = {}
        removals: list[str] = []
        for article in ids:
            path = self._last_copy(article)
            if path is None:
                removals.append(article)
            else:
                elsewhere.setdefault(path, set()).add(article)
        for path, wanted_ids in elsewhere.items():
            copies = self._copies(path, wanted_ids)
            self._index.replace(analyze_articles(copies.values(), self._analyzer))
            if path not in self._failed_copies:
                removals += wanted_ids - copies.keys()  # they are hidden there, too
        self._index.remove(removals)

    def _copies(self, path: str, wanted_ids: Set[str]) -> Mapping[str, Article]:
        """Return articles as a file has them that was read before."""
        copies: dict[str, Article] = {}
        for _ in range(_COPY_ATTEMPTS):
            reason = ""
            for finding in self._reader.findings(Path(path)):
                if isinstance(finding, Article) and finding.id in wanted_ids:
                    copies[finding.id] = finding
                elif isinstance(finding, Rejection) and finding.is_unfinished:
                    reason = finding.reason
            if not reason:
                break
        if reason:
            self._failed_copies[path] = reason
        return copies

    def _postpone_failed_copies(self, ready_paths: Set[str]) -> None:
        """Have files read again of which an article could not be brought up.

        Those that are finished now are left to who finishes them, and those that are still read
        wait until they are.
        """
        states = self._contents.files() if self._failed_copies else {}
        for path in (self._failed_copies.keys() & states.keys()) - ready_paths:
            if states[path].hash:
                state = replace(states[path], is_unfinished=True)
                self._contents.finish_file(path, state, ())
                self._postpone(path)

    def _postpone(self, path: str) -> None:
        reason = self._failed_copies.pop(path)
        record = self._reader.manifest.file(path)
        if record is not None:
            self._reader.postpone(Path(path), record.version, reason, record.rejections)

    def _last_copy(self, article: str) -> str | None:
        copies = (path for path in self._contents.copies(article) if path in self._ranks)
        holders = (path for path in copies if (article, path) not in self._removals)
        return max(holders, key=self._ranks.__getitem__, default=None)


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
