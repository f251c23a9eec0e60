"""The disk engine: terms in tantivy, articles in SQLite, both read from disk on demand."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from bot.index.disk.article_snapshot import ArticleSnapshot
from bot.index.disk.article_store import ArticleStore
from bot.index.disk.snapshot import DiskSnapshot
from bot.index.disk.terms import TermWriter, open_terms, read_commit
from bot.index.disk.vocabulary_cache import VocabularyCache
from bot.index.errors import OTHER_VERSION, BrokenIndexError, translate_errors
from bot.index.protocol import AnalyzedArticle
from bot.system.databases import identify_file

_COMMIT_SECONDS = 60.0


class DiskIndex:
    """An index in its own folder, written by one process at a time and read by any number.

    Opening it, every method and every read of a snapshot may raise BrokenIndexError, the
    writing methods LockedIndexError too. Threads may share it.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._meta = folder / "terms" / "meta.json"
        self._database = folder / "articles.db"
        self._new_fingerprint = fingerprint
        self._lock = RLock()
        self._vocabularies = VocabularyCache()
        self._snapshot: DiskSnapshot | None = None
        self._meta_version: tuple[int, int] | None = None
        self._writer: TermWriter | None = None
        self._has_changes = False
        self._meta.parent.mkdir(parents=True, exist_ok=True)
        with translate_errors(self._folder):
            # The articles' database is created last: with nothing else there, files were lost.
            if self._database.exists() and not self._meta.exists():
                raise FileNotFoundError(f"{self._meta.name} is missing")
            self._terms = open_terms(self._meta.parent)
            self._articles = ArticleStore(self._database)
            self._identity = identify_file(self._database)
            try:
                if not self.snapshot().is_consistent:
                    raise ValueError("its two parts do not match")
            except BaseException:
                self.close()
                raise

    def snapshot(self) -> DiskSnapshot:
        """Return the last commit, by this process or another."""
        with translate_errors(self._folder):
            snapshot = self._snapshot
            if snapshot is not None and identify_file(self._database) != self._identity:
                return snapshot  # its files were deleted: those that are open can still be read
            status = self._meta.stat()
            version = status.st_ino, status.st_mtime_ns
            if snapshot is None or version != self._meta_version:
                with self._lock:
                    self._snapshot = snapshot = self._load()
                    self._meta_version = version
            return snapshot

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the code that built the index, empty before any commit."""
        return self.snapshot().fingerprint

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles, in place of those with the same ids."""
        for entry in articles:
            with self._write() as writer:
                number, old = self._articles.put(entry)
                if old is not None:
                    writer.delete(old)
                if number is not None:
                    writer.add(number, entry)
                    self._has_changes = True

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; unknown ids are ignored."""
        for article_id in article_ids:
            with self._write() as writer:
                number = self._articles.remove(article_id)
                if number is not None:
                    writer.delete(number)
                    self._has_changes = True

    def should_commit(self, articles: int, seconds: float) -> bool:
        """Return True after a minute: each commit adds a segment, which slows searches."""
        return seconds > _COMMIT_SECONDS

    def commit(self) -> None:
        """Make all changes visible and durable at once."""
        if self._has_changes or self.fingerprint != self._new_fingerprint:
            with self._write() as writer:
                self._commit(writer, self._new_fingerprint)

    def drop(self) -> None:
        """Remove all articles, durably."""
        with self._write(any_fingerprint=True) as writer:
            self._articles.remove_all()
            writer.delete_all()
            self._commit(writer, "")
            self._articles.begin(self._opstamp())
            self._articles.shrink()

    def release(self) -> None:
        """Let another process write; uncommitted changes are lost."""
        with self._lock, translate_errors(self._folder):
            self._articles.rollback()
            self._has_changes = False
            writer, self._writer = self._writer, None
        # Without the lock: segments may be merged for seconds, and questions go on.
        if writer is not None:
            with translate_errors(self._folder):
                writer.close()

    def close(self) -> None:
        """Close files; uncommitted changes are lost."""
        with self._lock:
            self._snapshot = None
            self._articles.close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _commit(self, writer: TermWriter, fingerprint: str) -> None:
        self._articles.prepare(self._opstamp(), fingerprint)
        writer.commit()
        self._has_changes = False
        self._snapshot = None  # its transaction would keep the write-ahead log
        self._articles.checkpoint()

    def _load(self) -> DiskSnapshot:
        """Open both stores at the same commit."""
        while True:
            meta = self._meta.read_bytes()
            commit = read_commit(meta)
            self._terms.reload()
            if self._snapshot is not None and self._snapshot.opstamp == commit.opstamp:
                articles = self._snapshot.articles  # only segments were merged
            else:
                articles = ArticleSnapshot(self._database, commit.opstamp)
            if self._meta.read_bytes() == meta:
                return DiskSnapshot(
                    self._terms.searcher(), commit, articles, self._folder, self._vocabularies
                )

    def _opstamp(self) -> int:
        return read_commit(self._meta.read_bytes()).opstamp

    @contextmanager
    def _write(self, *, any_fingerprint: bool = False) -> Iterator[TermWriter]:
        """Yield the writer, in a transaction of the articles; discard all changes on an error."""
        with self._lock, translate_errors(self._folder):
            if not any_fingerprint and self.fingerprint not in ("", self._new_fingerprint):
                raise BrokenIndexError(self._folder, OTHER_VERSION)
            try:
                if self._writer is None:
                    self._writer = TermWriter(self._terms, self._folder)
                if not self._articles.has_changes:
                    self._articles.begin(self._opstamp())
                yield self._writer
            except BaseException:
                self._articles.rollback()
                self._writer = None
                self._has_changes = False
                raise
