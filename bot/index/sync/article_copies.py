"""Article copies: articles beside an index, for the time when their files are gone."""

import logging
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bot.articles.article import Article
from bot.articles.codec import decode_article, encode_article
from bot.index.sync.contents import IndexedFile
from bot.system.databases import discard_database

_SCHEMA = """
PRAGMA user_version = 1;
CREATE TABLE IF NOT EXISTS files (
    path BLOB PRIMARY KEY, hash TEXT NOT NULL, limits TEXT NOT NULL,
    is_unfinished INTEGER NOT NULL, corrections TEXT NOT NULL,
    is_held INTEGER NOT NULL DEFAULT 0, article_count INTEGER NOT NULL, articles BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS accepted (path BLOB PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;
"""
_COLUMNS = "hash, limits, is_unfinished, corrections"
_TIMEOUT = 10.0  # seconds

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

_DECODER = msgspec.msgpack.Decoder(list[bytes])
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file with copies; it ``is_held`` where it was gone with its folder."""

    file: IndexedFile
    articles: int
    is_held: bool


class ArticleCopies:
    """A file beside an index, open only while it is used; it may be deleted at any time.

    An index in memory has here what it is made of, since it ends with its process; one that is
    rebuilt has here what cannot be read again. A deletion that was ``accepted`` by one process
    is so for all. What cannot be read or written is as if it were not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def files(self) -> Mapping[str, CopiedFile]:
        """Return the files of which there are copies."""
        rows = self._read(f"SELECT path, article_count, is_held, {_COLUMNS} FROM files")  # noqa: S608
        return {
            os.fsdecode(path): CopiedFile(
                IndexedFile(digest, limits, bool(is_unfinished), corrections), count, bool(is_held)
            )
            for path, count, is_held, digest, limits, is_unfinished, corrections in rows
        }

    def articles(self, path: str) -> list[Article]:
        """Return the articles of a file."""
        query = "SELECT articles FROM files WHERE path = ?"
        for (content,) in self._read(query, os.fsencode(path)):
            with suppress(msgspec.DecodeError, ValueError):
                return [decode_article(article) for article in _DECODER.decode(content)]
        return []

    def accepted_files(self) -> frozenset[tuple[str, str]]:
        """Return the files that were deleted on purpose, each with its hash."""
        rows = self._read("SELECT path, hash FROM accepted")
        return frozenset((os.fsdecode(path), digest) for path, digest in rows)

    def update(
        self,
        files: Mapping[str, IndexedFile],
        held_paths: Collection[str],
        list_articles: Callable[[str], Iterable[Article]],
        *,
        keep_others: bool = False,
    ) -> None:
        """Have copies of the articles of these files, and of no others, but for ``keep_others``."""
        copies = self.files()
        changed = [
            path for path, file in files.items() if path not in copies or copies[path].file != file
        ]
        surplus = set() if keep_others else copies.keys() - files.keys()
        moved = [path for path in copies if copies[path].is_held != (path in held_paths)]
        if not (changed or surplus or moved) and (self.path.exists() or not files):
            return

        def change(database: sqlite3.Connection) -> None:
            for path in surplus:
                database.execute("DELETE FROM files WHERE path = ?", (os.fsencode(path),))
            for path in changed:
                _insert(database, path, files[path], list_articles(path))
            database.execute("UPDATE files SET is_held = 0")
            database.executemany(
                "UPDATE files SET is_held = 1 WHERE path = ?", _encode_names(held_paths)
            )
            database.executemany(
                "DELETE FROM accepted WHERE path = ?",
                _encode_names(files.keys() - set(held_paths)),
            )

        self._write(change)

    def accept(self, files: Mapping[str, str]) -> None:
        """Note that files were deleted on purpose, each with its hash."""
        rows = [(os.fsencode(path), digest) for path, digest in files.items()]
        self._write(
            lambda database: database.executemany(
                "INSERT OR REPLACE INTO accepted VALUES (?, ?)", rows
            )
        )

    def discard(self) -> None:
        """Delete all of it."""
        if self.path.exists():
            with suppress(OSError):
                discard_database(self.path)

    def _read(self, query: str, *values: object) -> list[Any]:
        if not self.path.is_file():
            return []
        return self._use(lambda database: database.execute(query, values).fetchall()) or []

    def _write(self, change: Callable[[sqlite3.Connection], object]) -> None:
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.is_dir():
                discard_database(self.path)

        def work(database: sqlite3.Connection) -> None:
            database.executescript(_SCHEMA)
            with database:
                change(database)

        self._use(work)

    def _use(self, work: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """Return what is done with the database, None where the disk refuses it."""
        try:
            with closing(sqlite3.connect(self.path, timeout=_TIMEOUT)) as database:
                return work(database)
        except sqlite3.OperationalError as error:
            _LOGGER.debug("%s cannot be used at the moment: %s", self.path, error)
        except sqlite3.DatabaseError as error:
            _LOGGER.warning("%s is damaged (%s). It is made again now.", self.path, error)
            with suppress(OSError):
                discard_database(self.path)
        return None


def _encode_names(paths: Iterable[str]) -> Iterator[tuple[bytes]]:
    return ((os.fsencode(path),) for path in paths)


def _insert(
    database: sqlite3.Connection, path: str, file: IndexedFile, articles: Iterable[Article]
) -> None:
    contents = [encode_article(article) for article in articles]
    database.execute(
        f"INSERT OR REPLACE INTO files (path, {_COLUMNS}, article_count, articles)"  # noqa: S608
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            os.fsencode(path), file.hash, file.limits, file.is_unfinished, file.corrections,
            len(contents), _ENCODER.encode(contents),
        ),
    )  # fmt: skip
