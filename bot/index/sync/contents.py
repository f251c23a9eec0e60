"""Contents: which files an index was made of, and which articles it has of each."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.system.databases import connect_database

_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
    path BLOB PRIMARY KEY,
    hash TEXT NOT NULL,                   -- of what the index has of it; empty while that changes
    limits TEXT NOT NULL,                 -- under which it was read, if that made a difference
    is_unfinished INTEGER NOT NULL,       -- whether the index has only a part of it so far
    corrections TEXT NOT NULL DEFAULT ''  -- which the index has of its articles
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copies (
    article TEXT, path BLOB,
    PRIMARY KEY (article, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copies_by_path ON copies (path);
CREATE TABLE IF NOT EXISTS held (path BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_TABLE_NAMES = {"files", "copies", "held", "facts"}
_COLUMNS = "PRAGMA table_info(files)"
_ADDITION = "ALTER TABLE files ADD COLUMN corrections TEXT NOT NULL DEFAULT ''"


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """What an index has of a file: the content with this hash, or a part of it.

    ``limits`` names those under which it was read where something was rejected: under others
    there may be more of it. ``corrections`` names what was corrected of it.
    """

    hash: str
    limits: str = ""
    is_unfinished: bool = False
    corrections: str = ""


class IndexContents:
    """What an index holds, written down beside it; what the files hold is in the manifest.

    What an index may hold is written here before the index changes, and what it holds no
    longer is struck out after. So a process that is killed in between leaves names too many
    here, never one too few, and the next one mends both.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the contents at ``path``; without one they are kept in memory."""
        self._database = (
            connect_database(path, timeout=5)
            if path
            else sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        )
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        tables = {name for (name,) in self._database.execute(_TABLES)}
        if not tables >= _TABLE_NAMES:
            self._database.executescript(_SCHEMA)
        # Earlier versions knew no corrections.
        if "corrections" not in {row[1] for row in self._database.execute(_COLUMNS)}:
            self._database.execute(_ADDITION)

    def files(self) -> Mapping[str, IndexedFile]:
        """Return every file of which the index has something."""
        rows = self._database.execute(
            "SELECT path, hash, limits, is_unfinished, corrections FROM files"
        )
        return {
            os.fsdecode(path): IndexedFile(digest, limits, bool(is_unfinished), corrections)
            for path, digest, limits, is_unfinished, corrections in rows
        }

    def articles(self, path: str) -> set[str]:
        """Return the ids of the articles that the index has, or may have, of a file."""
        rows = self._database.execute(
            "SELECT article FROM copies WHERE path = ?", (os.fsencode(path),)
        )
        return {article for (article,) in rows}

    def copies(self, article: str) -> list[str]:
        """Return the files that hold an article."""
        rows = self._database.execute("SELECT path FROM copies WHERE article = ?", (article,))
        return [os.fsdecode(path) for (path,) in rows]

    def count_articles(self) -> Mapping[str, int]:
        """Return how many articles the index has of each file."""
        rows = self._database.execute("SELECT path, count(*) FROM copies GROUP BY path")
        return {os.fsdecode(path): count for path, count in rows}

    def held_files(self) -> frozenset[str]:
        """Return the files that are gone with their folder, and whose articles stay."""
        rows = self._database.execute("SELECT path FROM held")
        return frozenset(os.fsdecode(path) for (path,) in rows)

    def hold_files(self, paths: Iterable[str]) -> None:
        """Note which files those are."""
        with self._transaction():
            self._database.execute("DELETE FROM held")
            self._database.executemany(
                "INSERT INTO held VALUES (?)", ((os.fsencode(path),) for path in paths)
            )

    def begin_file(self, path: str, articles: Iterable[str]) -> None:
        """Note that the index is about to change to what a file now holds."""
        name = os.fsencode(path)
        with self._transaction():
            self._database.execute(
                "INSERT INTO files VALUES (?, '', '', 0, '') ON CONFLICT DO UPDATE SET hash = ''",
                (name,),
            )
            self._database.executemany(
                "INSERT OR IGNORE INTO copies VALUES (?, ?)",
                ((article, name) for article in articles),
            )

    def finish_file(self, path: str, state: IndexedFile | None, removals: Iterable[str]) -> None:
        """Note what the index has of a file, None where the file is gone."""
        name = os.fsencode(path)
        with self._transaction():
            self._database.executemany(
                "DELETE FROM copies WHERE article = ? AND path = ?",
                ((article, name) for article in removals),
            )
            if state is None:
                self._database.execute("DELETE FROM files WHERE path = ?", (name,))
            else:
                self._database.execute(
                    "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
                    (name, state.hash, state.limits, state.is_unfinished, state.corrections),
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
            for table in ("files", "copies", "facts", "held"):
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
