"""The disk engine: terms in tantivy, articles in SQLite, both read from disk as needed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from bot.index.disk.article_snapshot import ArticleSnapshot
from bot.index.disk.article_store import ArticleStore
from bot.index.disk.snapshot import DiskSnapshot
from bot.index.disk.terms import TermWriter, open_terms, read_commit
from bot.index.errors import BrokenIndexError, translate_errors
from bot.index.protocol import AnalyzedArticle

_COMMIT_SECONDS = 60.0


class DiskIndex:
    """An index in a folder of its own, which one process writes and any number read.

    Opening it, every method and every read of a snapshot may raise BrokenIndexError, the
    writing methods LockedIndexError too. Threads may share it.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._meta = folder / "terms" / "meta.json"
        self._database = folder / "articles.db"
        self._new_fingerprint = fingerprint
        self._lock = RLock()
        self._snapshot: DiskSnapshot | None = None
        self._seen: tuple[int, int] | None = None
        self._writer: TermWriter | None = None
        self._changed = False
        self._meta.parent.mkdir(parents=True, exist_ok=True)
        with translate_errors(self._folder):
            # The articles' database is made last: without the other part something was lost.
            if self._database.exists() and not self._meta.exists():
                raise FileNotFoundError(f"{self._meta.name} is missing")
            self._terms = open_terms(self._meta.parent)
            self._articles = ArticleStore(self._database)
            try:
                if not self.snapshot().consistent:
                    raise ValueError("its two parts do not belong together")
            except BaseException:
                self.close()
                raise

    def snapshot(self) -> DiskSnapshot:
        """Return what was committed last, by this process or another."""
        with translate_errors(self._folder):
            snapshot = self._snapshot
            status = self._meta.stat()
            seen = status.st_ino, status.st_mtime_ns
            if snapshot is None or seen != self._seen:
                with self._lock:
                    self._snapshot = snapshot = self._load()
                    self._seen = seen
            return snapshot

    @property
    def fingerprint(self) -> str:
        """Return what the index was built with, empty where nothing was committed yet."""
        return self.snapshot().fingerprint

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles; what the index has under the same ids goes."""
        for analyzed in articles:
            with self._writing() as writer:
                number, old = self._articles.put(analyzed)
                if old is not None:
                    writer.delete(old)
                if number is not None:
                    writer.add(number, analyzed)
                    self._changed = True

    def remove(self, article_ids: Iterable[str]) -> None:
        """Take articles away; unknown ids are passed over."""
        for article_id in article_ids:
            with self._writing() as writer:
                number = self._articles.take(article_id)
                if number is not None:
                    writer.delete(number)
                    self._changed = True

    def should_commit(self, articles: int, seconds: float) -> bool:
        """Tell whether a minute is over: each commit leaves a segment, which slows searches."""
        return seconds > _COMMIT_SECONDS

    def commit(self) -> None:
        """Make all changes visible and durable at once."""
        if self._changed or self.fingerprint != self._new_fingerprint:
            with self._writing() as writer:
                self._commit(writer, self._new_fingerprint)

    def drop(self) -> None:
        """Take everything away, durably."""
        with self._writing(any_fingerprint=True) as writer:
            self._articles.take_all()
            writer.delete_all()
            self._commit(writer, "")
            self._articles.begin(self._opstamp())
            self._articles.shrink()

    def release(self) -> None:
        """Let another process write; what is not committed is lost."""
        with self._lock, translate_errors(self._folder):
            self._articles.rollback()
            self._changed = False
            writer, self._writer = self._writer, None
        # Segments may be merged for seconds, in which questions are answered.
        if writer is not None:
            with translate_errors(self._folder):
                writer.close()

    def close(self) -> None:
        """Let go of files; what is not committed is lost."""
        with self._lock:
            self._snapshot = None
            self._articles.close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _commit(self, writer: TermWriter, fingerprint: str) -> None:
        self._articles.prepare(self._opstamp(), fingerprint)
        writer.commit()
        self._changed = False
        self._snapshot = None  # it would hold the log back
        self._articles.checkpoint()

    def _load(self) -> DiskSnapshot:
        """Read both stores at one commit."""
        while True:
            meta = self._meta.read_bytes()
            commit = read_commit(meta)
            self._terms.reload()
            if self._snapshot is not None and self._snapshot.opstamp == commit.opstamp:
                articles = self._snapshot.articles  # segments were merged, nothing else
            else:
                articles = ArticleSnapshot(self._database, commit.opstamp)
            if self._meta.read_bytes() == meta:
                return DiskSnapshot(self._terms.searcher(), commit, articles, self._folder)

    def _opstamp(self) -> int:
        return read_commit(self._meta.read_bytes()).opstamp

    @contextmanager
    def _writing(self, *, any_fingerprint: bool = False) -> Iterator[TermWriter]:
        """Give the writer, in a transaction of the articles; forget all changes on an error."""
        with self._lock, translate_errors(self._folder):
            if not any_fingerprint and self.fingerprint not in ("", self._new_fingerprint):
                raise BrokenIndexError(self._folder, "it was built by other rules")
            try:
                if self._writer is None:
                    self._writer = TermWriter(self._terms, self._folder)
                if not self._articles.changing:
                    self._articles.begin(self._opstamp())
                yield self._writer
            except BaseException:
                self._articles.rollback()
                self._writer = None
                self._changed = False
                raise
