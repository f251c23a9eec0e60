"""Manifest: what article files hold, so that it can be looked up without reading them."""

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.articles.article import Article
from bot.corpus.manifest.database import ManifestError, open_database
from bot.corpus.manifest.near_duplicates import MIN_SIMILARITY, MinHashSignature

_HEADING = 200
_CANDIDATES = 200
_FILE_COLUMNS = (
    "size, changed, hash, status, reason, limits, articles, rejections, first, last, attempts, "
    "retry_at, is_signed"
)
_INSERT = "INSERT INTO articles (path, id, heading, published, digest, signature)"


class FileStatus(StrEnum):
    """How reading a file ended."""

    UNREAD = "unread"
    WHOLE = "whole"
    """It was read to its end; single articles may have been rejected."""
    UNFINISHED = "unfinished"
    """A process, memory, time or a disk failed: it is tried again."""
    REFUSED = "refused"
    """Its content cannot be read, or not to its end: it is tried again when it changes."""


@dataclass(frozen=True, slots=True)
class FileVersion:
    """A file's content at some time; ``mtime_ns`` is its mtime."""

    size: int
    mtime_ns: int
    hash: str

    def matches(self, path: Path) -> bool:
        """Tell whether a file has this size and mtime; raise OSError where it cannot be seen."""
        status = path.stat()
        return (self.size, self.mtime_ns) == (status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file holds, and how reading it ended.

    ``limits`` names those under which it was read. ``attempts`` counts the readings without
    success, ``retry_at`` is when the next is due, in seconds since 1970. It ``is_signed`` where
    near duplicates of its articles can be found.
    """

    version: FileVersion
    status: FileStatus
    reason: str
    limits: str
    articles: int
    rejections: int
    first: date | None
    last: date | None
    attempts: int = 0
    retry_at: float = 0.0
    is_signed: bool = False


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """An article of a file, and how similar it is to the one that was looked up."""

    path: Path
    heading: str
    similarity: float


class Manifest:
    """A cache: all of it comes back from the files.

    It has a file of its own, which is made anew when it is damaged or when ``version``, which
    stands for the code that reads articles, is another.
    """

    def __init__(self, path: Path | None, version: str = "") -> None:
        """Open the manifest at ``path``; without one it lasts until it is closed."""
        self.path = path
        self._database = open_database(path, version)

    def file(self, path: Path | str) -> FileRecord | None:
        """Return what is known of a file, None where nothing is."""
        with self._translate_errors():
            row = self._database.execute(
                f"SELECT {_FILE_COLUMNS} FROM files WHERE path = ?",  # noqa: S608
                (os.fsencode(path),),
            ).fetchone()
        return _to_record(row) if row else None

    def files(self) -> Mapping[str, FileRecord]:
        """Return what is known of every file."""
        with self._translate_errors():
            rows = self._database.execute(f"SELECT path, {_FILE_COLUMNS} FROM files")  # noqa: S608
            return {os.fsdecode(path): _to_record(row) for path, *row in rows}

    def enter(self, path: Path | str, record: FileRecord) -> None:
        """Enter what is known of a file; its articles stay as they are."""
        with self._transaction():
            self._enter(os.fsencode(path), record)

    def forget(self, paths: Iterable[Path | str]) -> None:
        """Remove files that are gone, with their articles."""
        for path in paths:
            with self._transaction():
                self._strike("path = ?", os.fsencode(path))
                self._database.execute("DELETE FROM files WHERE path = ?", (os.fsencode(path),))

    def begin(self) -> None:
        """Begin with a file's articles, of which others see nothing before ``finish``."""
        with self._translate_errors():
            self._database.execute("DELETE FROM temp.reading")

    def add(self, articles: Collection[tuple[Article, MinHashSignature | None]]) -> None:
        """Add articles of the file; of two with one id the later counts."""
        with self._translate_errors():
            self._database.executemany(
                "INSERT OR REPLACE INTO temp.reading VALUES (?, ?, ?, ?, ?)",
                (
                    (
                        article.id, article.heading[:_HEADING], article.published.isoformat(),
                        signature and signature.digest, signature and signature.signature,
                    )
                    for article, signature in articles
                ),
            )  # fmt: skip

    def finish(self, path: Path | str, record: FileRecord) -> None:
        """Enter a file with the articles that were added, at once.

        Where it was not read to its end, those that it had before stay. The counts, the days and
        whether it is signed follow from the articles.
        """
        name = os.fsencode(path)
        with self._transaction():
            if record.status is FileStatus.WHOLE:
                self._strike("path = ?", name)
            else:
                self._strike("path = ? AND id IN (SELECT id FROM temp.reading)", name)
            self._insert(name)
            self._enter(name, record)
            self._database.execute(
                "UPDATE files SET (articles, first, last, is_signed) = ("
                "SELECT count(*), min(published), max(published), count(*) = count(signature) "
                "FROM articles WHERE path = ?1) WHERE path = ?1",
                (name,),
            )
            self._database.execute("DELETE FROM temp.reading")

    def add_article(self, path: Path, article: Article, signature: MinHashSignature) -> None:
        """Add an article to a file, which is not entered for that."""
        with self._transaction():
            self._insert_signed(
                os.fsencode(path), article.id, article.heading[:_HEADING],
                article.published.isoformat(), signature.digest, signature.signature,
            )  # fmt: skip

    def most_like(
        self, signature: MinHashSignature, exclude: Path | None = None
    ) -> NearDuplicate | None:
        """Return the article that is most similar, of near duplicates at least, if any.

        What the file ``exclude`` holds does not count.
        """
        itself = os.fsencode(exclude) if exclude else b""
        with self._translate_errors():
            row = self._database.execute(
                "SELECT path, heading FROM articles WHERE digest = ? AND path != ? LIMIT 1",
                (signature.digest, itself),
            ).fetchone()
            candidates = [] if row else self._candidates(signature, itself)
        if row:
            return NearDuplicate(Path(os.fsdecode(row[0])), row[1], 1.0)
        best: NearDuplicate | None = None
        for path, heading, digest, rows in candidates:
            similarity = signature.similarity(MinHashSignature(digest, rows))
            if similarity >= MIN_SIMILARITY and (best is None or similarity > best.similarity):
                best = NearDuplicate(Path(os.fsdecode(path)), heading, similarity)
        return best

    def months(self) -> dict[str, int]:
        """Return the number of articles by month, such as "2026-01", the earliest first."""
        with self._translate_errors():
            rows = self._database.execute(
                "SELECT substr(published, 1, 7) AS month, count(DISTINCT id) FROM articles "
                "GROUP BY month ORDER BY month"
            )
            return dict(rows.fetchall())

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _candidates(
        self, signature: MinHashSignature, itself: bytes
    ) -> list[tuple[bytes, str, bytes, bytes]]:
        return self._database.execute(
            "SELECT path, heading, digest, signature FROM articles WHERE path != ? AND number IN ("
            "SELECT article FROM bands WHERE key IN (SELECT value FROM json_each(?)) "
            "GROUP BY article ORDER BY count(*) DESC LIMIT ?)",
            (itself, json.dumps(signature.bands()), _CANDIDATES),
        ).fetchall()

    def _enter(self, name: bytes, record: FileRecord) -> None:
        version = record.version
        first, last = (day and day.isoformat() for day in (record.first, record.last))
        self._database.execute(
            f"INSERT OR REPLACE INTO files (path, {_FILE_COLUMNS})"  # noqa: S608
            f" VALUES ({', '.join('?' * 14)})",
            (
                name, version.size, version.mtime_ns, version.hash, record.status, record.reason,
                record.limits, record.articles, record.rejections, first, last, record.attempts,
                record.retry_at, record.is_signed,
            ),
        )  # fmt: skip

    def _insert(self, name: bytes) -> None:
        """Insert the articles that were added, with the bands of those that are signed."""
        rows = self._database.execute("SELECT * FROM temp.reading WHERE signature IS NOT NULL")
        for row in rows:
            self._insert_signed(name, *row)
        self._database.execute(
            f"{_INSERT} SELECT ?, * FROM temp.reading WHERE signature IS NULL",  # noqa: S608
            (name,),
        )

    def _insert_signed(self, *row: Any) -> None:
        number = self._database.execute(f"{_INSERT} VALUES (?, ?, ?, ?, ?, ?)", row).lastrowid
        self._database.executemany(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)",
            [(key, number) for key in MinHashSignature(*row[4:]).bands()],
        )

    def _strike(self, condition: str, name: bytes) -> None:
        source = f"FROM articles WHERE {condition}"
        rows = self._database.execute(
            f"SELECT number, digest, signature {source} AND signature IS NOT NULL", (name,)
        )
        for number, digest, signature in rows.fetchall():
            self._database.executemany(
                "DELETE FROM bands WHERE key = ? AND article = ?",
                [(key, number) for key in MinHashSignature(digest, signature).bands()],
            )
        self._database.execute(f"DELETE {source}", (name,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._translate_errors():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ManifestError(self.path, str(error)) from error


def _to_record(row: Sequence[Any]) -> FileRecord:
    size, mtime_ns, digest, status, reason, limits, articles, rejections, *times = row
    first, last, attempts, retry_at, is_signed = times
    return FileRecord(
        FileVersion(size, mtime_ns, digest),
        FileStatus(status),
        reason,
        limits,
        articles,
        rejections,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        attempts,
        retry_at,
        bool(is_signed),
    )
