"""Catalog: which files an index was made of, and which articles each of them holds."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL, changed INTEGER NOT NULL,
    hash TEXT NOT NULL                    -- of what the index has of it; empty while that changes
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copies (
    article TEXT, path TEXT,
    PRIMARY KEY (article, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copies_by_path ON copies (path);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when the index took it over; ``changed`` is its mtime in nanoseconds."""

    size: int
    changed: int
    hash: str


class Manifest:
    """The memory of a synchronisation, beside the index that it describes.

    What an index may hold is written here before the index changes, and what it holds no
    longer is struck out after. So a process that is killed in between leaves names too many
    here, never one too few, and the next one mends both.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the catalog at ``path``; without one it is kept in memory."""
        self._database = sqlite3.connect(
            path or ":memory:", isolation_level=None, check_same_thread=False
        )
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.executescript(_SCHEMA)

    def files(self) -> Mapping[str, FileState]:
        """Return every file that is known."""
        rows = self._database.execute("SELECT path, size, changed, hash FROM files")
        return {path: FileState(*known) for path, *known in rows}

    def articles(self, path: str) -> set[str]:
        """Return the ids of the articles that a file holds, or may hold."""
        rows = self._database.execute("SELECT article FROM copies WHERE path = ?", (path,))
        return {article for (article,) in rows}

    def copies(self, article: str) -> list[str]:
        """Return the files that hold an article."""
        rows = self._database.execute("SELECT path FROM copies WHERE article = ?", (article,))
        return [path for (path,) in rows]

    def announce(self, path: str, articles: Iterable[str]) -> None:
        """Note that the index is about to change to what a file now holds."""
        with self._transaction():
            self._database.execute(
                "INSERT INTO files VALUES (?, 0, 0, '') ON CONFLICT DO UPDATE SET hash = ''",
                (path,),
            )
            self._database.executemany(
                "INSERT OR IGNORE INTO copies VALUES (?, ?)",
                ((article, path) for article in articles),
            )

    def settle(self, path: str, known: FileState | None, gone: Iterable[str]) -> None:
        """Note that the index has what a file holds; None where the file is gone."""
        with self._transaction():
            self._database.executemany(
                "DELETE FROM copies WHERE article = ? AND path = ?",
                ((article, path) for article in gone),
            )
            if known is None:
                self._database.execute("DELETE FROM files WHERE path = ?", (path,))
            else:
                self._database.execute(
                    "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
                    (path, known.size, known.changed, known.hash),
                )

    def fact(self, name: str) -> str:
        """Return what was noted under a name, empty where nothing was."""
        row = self._database.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Note something about the index as a whole."""
        self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def clear(self) -> None:
        """Forget everything: the index is empty."""
        with self._transaction():
            for table in ("files", "copies", "facts"):
                self._database.execute(f"DELETE FROM {table}")  # noqa: S608

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")
