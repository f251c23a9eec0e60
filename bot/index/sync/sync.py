"""Sync: keeps an index equal to folders of article files."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection
from bot.corpus.folder import CorpusFolder
from bot.index.analysis import analyze_articles
from bot.index.fingerprint import compute_fingerprint
from bot.index.protocol import WritableIndex
from bot.index.sync.manifest import FileState, Manifest
from bot.index.sync.pending import PendingChanges, find_pending, lies_in
from bot.language.analyzer import Analyzer
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox.pool import read_in_sandbox
from bot.system.progress import Progress, no_progress

_T = TypeVar("_T")

_FINGERPRINT = "fingerprint"

_BATCH = 256

Rebuild = Callable[[], AbstractContextManager[WritableIndex]]


@dataclass(slots=True)
class SyncResult:
    """What a synchronisation found: files taken over and gone, and everything refused.

    ``faults`` are why files and folders cannot be seen, which is so each time until it ends.
    """

    read: int = 0
    gone: int = 0
    refusals: list[Rejection] = field(default_factory=list)
    faults: frozenset[Rejection] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.read or self.gone)


@dataclass(frozen=True, slots=True)
class _Ended:
    """A file that was read to its end: what the index has to lose, and when it may be settled.

    ``emitted`` counts the articles that were sent to the index up to its end.
    """

    path: str
    now: FileState | None
    gone: frozenset[str]
    emitted: int


class Sync:
    """Bring an index to what files hold; safe to be killed at any instant.

    Of an article that several files hold, the copy of the last file counts, in the order of
    the folders and then of the paths. A file that cannot be read any more keeps the articles
    that it had, and so does one that can be read in part, or whose folder cannot be seen.
    """

    def __init__(
        self,
        index: WritableIndex,
        catalog: Manifest,
        roots: Sequence[Path],
        analyzer: Analyzer,
        rebuild: Rebuild | None = None,
        limits: ReadLimits = DEFAULT_LIMITS,
    ) -> None:
        """Take ``rebuild`` from an engine that can build a new index beside the old one."""
        self._index = index
        self._catalog = catalog
        self._folders = [CorpusFolder(root, limits) for root in roots]
        self._analyzer = analyzer
        self._rebuild = rebuild
        self._limits = limits

    def due(self, ready: Callable[[Path], bool]) -> PendingChanges:
        """Return what ``run`` would take over, of the files that are ``ready``, from a look."""
        current = (
            self._index.fingerprint == self._catalog.fact(_FINGERPRINT) == compute_fingerprint()
        )
        return find_pending(self._folders, self._catalog.files() if current else {}, ready)

    def run(
        self, track: Progress = no_progress, ready: Callable[[Path], bool] = Path.exists
    ) -> SyncResult:
        """Take over what changed since the last time; files that are not ``ready`` wait."""
        built = self._index.fingerprint
        known = self._catalog.fact(_FINGERPRINT) == compute_fingerprint()
        if built == compute_fingerprint() and known:
            return self._run(self._index, track, ready)
        if not known:
            self._catalog.clear()
        if self._rebuild is None or not built:
            self._catalog.clear()
            self._start_afresh(self._index)
            return self._run(self._index, track, ready)
        with self._rebuild() as successor:
            if not known:
                self._start_afresh(successor)
            return self._run(successor, track, ready)

    def _run(
        self, index: WritableIndex, track: Progress, ready: Callable[[Path], bool]
    ) -> SyncResult:
        scans = [folder.scan() for folder in self._folders]
        # Every file with its place in the order in which copies count.
        files = [str(path.absolute()) for scan in scans for path in scan.files]
        unseen = [path.absolute() for scan in scans for path in scan.faults]
        run = _Run(index, self._catalog, files, unseen, self._analyzer, self._limits)
        changes = run.run(track, ready)
        changes.faults = frozenset(fault for scan in scans for fault in scan.faults.values())
        return changes

    def _start_afresh(self, index: WritableIndex) -> None:
        index.drop()
        index.commit()
        self._catalog.note(_FINGERPRINT, compute_fingerprint())


class _Run:
    """One pass over the files."""

    def __init__(
        self,
        index: WritableIndex,
        catalog: Manifest,
        files: Sequence[str],
        unseen: Sequence[Path],
        analyzer: Analyzer,
        limits: ReadLimits,
    ) -> None:
        self._index = index
        self._catalog = catalog
        self._files = files
        kept = sorted(path for path in catalog.files() if lies_in(path, unseen))
        self._ranks = {path: rank for rank, path in enumerate((*kept, *files))}
        self._analyzer = analyzer
        self._limits = limits
        self._changes = SyncResult()
        self._ended: list[_Ended] = []
        self._emitted: set[str] = set()
        self._gone: set[tuple[str, str]] = set()
        self._count = 0

    def run(self, track: Progress, ready: Callable[[Path], bool]) -> SyncResult:
        for path in self._catalog.files().keys() - self._ranks.keys():
            self._catalog.announce(path, ())
            self._end(path, None, self._catalog.articles(path))
            self._changes.gone += 1
        articles = track(self._changed_articles(ready), "Reading articles")
        replaced = committed = 0
        began = time.monotonic()
        for batch in _batches(analyze_articles(articles, self._analyzer), _BATCH):
            self._index.replace(batch)
            replaced += len(batch)
            if self._index.should_commit(replaced - committed, time.monotonic() - began):
                self._settle(replaced)
                committed = replaced
                began = time.monotonic()
        self._settle(self._count)
        return self._changes

    def _changed_articles(self, ready: Callable[[Path], bool]) -> Iterator[Article]:
        """Yield the articles that the index has to take over, file by file."""
        known = self._catalog.files()
        for path in dict.fromkeys(self._files):
            now = _look(path, known.get(path)) if ready(Path(path)) else None
            if now is None or now == known.get(path):
                continue
            if path in known and known[path].hash == now.hash:
                self._catalog.settle(path, now, ())
            else:
                self._changes.read += 1
                yield from self._articles_of(path, now)

    def _articles_of(self, path: str, now: FileState) -> Iterator[Article]:
        refusals: list[Rejection] = []
        had = self._catalog.articles(path)
        holds: set[str] = set()
        self._catalog.announce(path, ())
        for batch in _batches(_articles(self._read(path), refusals), _BATCH):
            self._catalog.announce(path, {article.id for article in batch})
            for article in batch:
                holds.add(article.id)
                if self._is_wanted(path, article, had):
                    self._emitted.add(article.id)
                    self._count += 1
                    yield article
        self._changes.refusals += refusals
        cut = any(refusal.truncated for refusal in refusals)
        lost = cut or (refusals and not holds)  # then the last good version stays
        self._end(path, now, () if lost else had - holds)

    def _read(self, path: str) -> Iterator[Finding]:
        return read_in_sandbox(Path(path), self._limits)

    def _is_wanted(self, path: str, article: Article, had: Set[str]) -> bool:
        if self._last_copy(article.id) != path:
            return False
        if article.id in self._emitted or article.id not in had:
            return True
        return self._index.snapshot().article(article.id) != article

    def _end(self, path: str, now: FileState | None, gone: Iterable[str]) -> None:
        ended = _Ended(path, now, frozenset(gone), self._count)
        self._gone.update((article, path) for article in ended.gone)
        self._ended.append(ended)

    def _settle(self, committed: int) -> None:
        """Commit, and note the files of which everything is in the index now."""
        ended = [file for file in self._ended if file.emitted <= committed]
        self._ended = [file for file in self._ended if file.emitted > committed]
        for file in ended:
            self._remove(file.gone)
        self._index.commit()
        for file in ended:
            self._catalog.settle(file.path, file.now, file.gone)
            self._gone.difference_update((article, file.path) for article in file.gone)

    def _remove(self, ids: Iterable[str]) -> None:
        """Take articles away that a file no longer holds, and bring up their other copies."""
        elsewhere: dict[str, set[str]] = {}
        gone: list[str] = []
        for article in ids:
            other = self._last_copy(article)
            if other is None:
                gone.append(article)
            else:
                elsewhere.setdefault(other, set()).add(article)
        self._index.remove(gone)
        for other, wanted in elsewhere.items():
            copies = {a.id: a for a in _articles(self._read(other), []) if a.id in wanted}
            self._index.replace(analyze_articles(copies.values(), self._analyzer))

    def _last_copy(self, article: str) -> str | None:
        copies = (path for path in self._catalog.copies(article) if path in self._ranks)
        held = (path for path in copies if (article, path) not in self._gone)
        return max(held, key=self._ranks.__getitem__, default=None)


def _articles(findings: Iterable[Finding], refusals: list[Rejection]) -> Iterator[Article]:
    """Yield the articles, and put the refusals aside."""
    for finding in findings:
        if isinstance(finding, Article):
            yield finding
        elif isinstance(finding, Rejection):
            refusals.append(finding)


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


def _look(path: str, known: FileState | None) -> FileState | None:
    """Return a file as it is now; what ``known`` says, where size and time are the same."""
    try:
        status = Path(path).stat()
        size, changed = status.st_size, status.st_mtime_ns
        if known and known.hash and (known.size, known.changed) == (size, changed):
            return known
        with Path(path).open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None  # it went this moment: the next run sees to it
    except OSError as error:
        return FileState(0, 0, f"unreadable: {error.errno}")
    return FileState(size, changed, content)
