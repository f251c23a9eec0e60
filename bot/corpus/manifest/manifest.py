"""Manifest: what article files hold, so that it can be looked up without reading them."""

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.articles.article import Article
from bot.corpus.corrections.corrections import CorrectedArticle, Corrections
from bot.corpus.manifest.article_table import (
    ARTICLE_COLUMNS,
    StoredArticle,
    digest_holders,
    make_article_row,
    match_words,
    select_articles,
)
from bot.corpus.manifest.database import ManifestError, open_database
from bot.corpus.manifest.file_record import FileRecord, FileStatus
from bot.corpus.manifest.file_table import (
    FILE_COLUMNS,
    INSERT_FILE,
    make_file_row,
    read_file_row,
)
from bot.corpus.manifest.near_duplicates import MIN_SIMILARITY, MinHashSignature
from bot.system.databases import describe_refusal, discard_database, identify_file, is_damage

_CANDIDATES = 200
_INSERT = f"INSERT INTO articles (path, {ARTICLE_COLUMNS})"
_PLACES = ", ".join("?" for _ in ARTICLE_COLUMNS.split(","))


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
        self._version = version
        self._database = open_database(path, version)
        self._identity = path and identify_file(path)

    @property
    def is_gone(self) -> bool:
        """Tell whether its file was deleted or replaced since it was opened."""
        return self.path is not None and identify_file(self.path) != self._identity

    def reopen(self, *, anew: bool = False) -> "Manifest":
        """Close it, and return the one in its place; with ``anew``, an empty one.

        Raise ManifestError where it cannot be opened.
        """
        self.close()
        if anew and self.path is not None:
            try:
                discard_database(self.path)
            except OSError as error:
                raise ManifestError(self.path, str(error)) from error
        return Manifest(self.path, self._version)

    def file(self, path: Path | str) -> FileRecord | None:
        """Return what is known of a file, None where nothing is."""
        with self._translate_errors():
            row = self._database.execute(
                f"SELECT {FILE_COLUMNS} FROM files WHERE path = ?",  # noqa: S608
                (os.fsencode(path),),
            ).fetchone()
            return read_file_row(row) if row else None

    def files(self) -> Mapping[str, FileRecord]:
        """Return what is known of every file."""
        with self._translate_errors():
            rows = self._database.execute(f"SELECT path, {FILE_COLUMNS} FROM files")  # noqa: S608
            return {os.fsdecode(path): read_file_row(row) for path, *row in rows}

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

    def reports(self) -> Mapping[str, str]:
        """Return what was reported of files and folders, by a digest of it."""
        with self._translate_errors():
            rows = self._database.execute("SELECT subject, digest FROM reports")
            return {os.fsdecode(subject): digest for subject, digest in rows}

    def note_reports(self, reports: Mapping[str, str]) -> None:
        """Note what was reported; with an empty digest, that there is nothing to report."""
        with self._transaction():
            for subject, digest in reports.items():
                statement = "INSERT OR REPLACE INTO reports VALUES (?1, ?2)"
                if not digest:
                    statement = "DELETE FROM reports WHERE subject = ?1 AND ?2 = ''"
                self._database.execute(statement, (os.fsencode(subject), digest))

    def begin(self) -> None:
        """Begin with a file's articles, of which others see nothing before ``finish``."""
        with self._translate_errors():
            self._database.execute("DELETE FROM temp.reading")

    def add(self, articles: Collection[tuple[CorrectedArticle, MinHashSignature | None]]) -> None:
        """Add articles of the file; of two with one id the later counts."""
        with self._translate_errors():
            self._database.executemany(
                f"INSERT OR REPLACE INTO temp.reading VALUES ({_PLACES})",  # noqa: S608
                (make_article_row(article, signature) for article, signature in articles),
            )

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
                "UPDATE files SET (articles, first, last, hidden, is_signed) = ("
                "SELECT count(*) FILTER (WHERE NOT is_hidden), "
                "min(published) FILTER (WHERE NOT is_hidden), "
                "max(published) FILTER (WHERE NOT is_hidden), "
                "count(*) FILTER (WHERE is_hidden), count(*) = count(signature) "
                "FROM articles WHERE path = ?1) WHERE path = ?1",
                (name,),
            )
            self._database.execute("DELETE FROM temp.reading")

    def add_article(self, path: Path, article: Article, signature: MinHashSignature) -> None:
        """Add an article to a file, which is not entered for that."""
        with self._transaction():
            row = make_article_row(CorrectedArticle(article, article), signature)
            self._insert_signed(os.fsencode(path), *row)

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
                "WHERE NOT is_hidden GROUP BY month ORDER BY month"
            )
            return dict(rows.fetchall())

    def articles(self, path: Path) -> list[StoredArticle]:
        """Return the articles of a file in the order of reading, hidden ones too."""
        with self._translate_errors():
            return select_articles(self._database, "path = ?", [os.fsencode(path)])

    def find_articles(
        self, column: Literal["id", "key", "address"], value: str
    ) -> list[StoredArticle]:
        """Return the articles with an id, a key or an address, one for each file that has it."""
        with self._translate_errors():
            return select_articles(self._database, f"{column} = ?", [value])

    def complete_id(self, beginning: str, limit: int) -> list[StoredArticle]:
        """Return articles with an id that begins so."""
        condition = "substr(id, 1, ?) = ?"
        with self._translate_errors():
            return select_articles(self._database, condition, [len(beginning), beginning], limit)

    def search_articles(self, words: Sequence[str], limit: int) -> list[StoredArticle]:
        """Return articles whose title, source or id has all words, in any letters."""
        with self._translate_errors():
            return select_articles(self._database, *match_words(words), limit)

    def digest_corrections(
        self, corrections: Corrections, path: Path | None = None
    ) -> dict[str, str]:
        """Return the files that corrections are about, of all or one, each with their digest."""
        if not corrections:
            return {}
        with self._translate_errors():
            return digest_holders(self._database, corrections, None if path is None else str(path))

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
        self._database.execute(INSERT_FILE, (name, *make_file_row(record)))

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
        number = self._database.execute(f"{_INSERT} VALUES (?, {_PLACES})", row).lastrowid
        self._database.executemany(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)",
            [(key, number) for key in MinHashSignature(*row[4:6]).bands()],
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
            is_broken = is_damage(error, self.path)
            folder = self.path.parent if self.path else Path()
            reason = str(error) if is_broken else describe_refusal(folder, error)
            raise ManifestError(self.path, reason, is_damage=is_broken) from error
        except (ValueError, TypeError) as error:  # no value of this code's making
            raise ManifestError(self.path, str(error), is_damage=True) from error
