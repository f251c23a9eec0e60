"""ArticleStore: the write side of the disk engine's articles, in SQLite.

Two stores cannot commit at one instant, so one decides for both: tantivy, at the moment when
it replaces ``meta.json``. Before that, the store prepares the change: new rows are marked
PENDING_ADD, old ones PENDING_REMOVE, and the step records tantivy's present opstamp. As long as
tantivy is at that opstamp, its commit has not happened, and PENDING_ADD rows do not count; at
any other it has, and PENDING_REMOVE rows do not. The next change cleans up.
"""

import sqlite3
from pathlib import Path

from bot.articles.addresses import normalize_address
from bot.articles.codec import encode_article
from bot.index.passage_codec import encode_all_spans, make_passage_id
from bot.index.protocol import AnalyzedArticle
from bot.system.databases import connect_database

PENDING_ADD, PENDING_REMOVE = 1, 2
"""Flags of a row's state: both where one step added and removed it, 0 where none is pending."""

_SCHEMA = """
PRAGMA page_size = 16384;
PRAGMA journal_mode = WAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never reused
    id TEXT NOT NULL,
    day INTEGER NOT NULL,
    origin TEXT NOT NULL,
    language TEXT NOT NULL,
    address TEXT,  -- normalized
    passages INTEGER NOT NULL,
    state INTEGER NOT NULL  -- PENDING_ADD, PENDING_REMOVE or both
);
CREATE INDEX IF NOT EXISTS article_id ON article (id, state);
CREATE INDEX IF NOT EXISTS article_day ON article (day, state, passages, origin, language);
CREATE INDEX IF NOT EXISTS article_address ON article (address, day) WHERE address IS NOT NULL;
CREATE INDEX IF NOT EXISTS article_pending ON article (state) WHERE state > 0;
CREATE TABLE IF NOT EXISTS content (
    number INTEGER PRIMARY KEY,
    article BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS passage (
    id INTEGER PRIMARY KEY,  -- from the numbers of its article and within it
    spans BLOB NOT NULL,
    annotations BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS step (
    opstamp INTEGER, fingerprint TEXT NOT NULL, next_fingerprint TEXT NOT NULL
);
INSERT INTO step SELECT NULL, '', '' WHERE NOT EXISTS (SELECT 1 FROM step);
PRAGMA user_version = 8;
COMMIT;
"""
_LAYOUT = 8
_SELECT_CONTENT = "SELECT article FROM content WHERE number = ?"
_SELECT_PASSAGES = "SELECT spans, annotations FROM passage WHERE id >= ? AND id < ? ORDER BY id"
_DELETE_PASSAGES = "DELETE FROM passage WHERE id >= ? AND id < ?"


class ArticleStore:
    """Changes articles in one transaction, from the first change to ``prepare``."""

    def __init__(self, path: Path) -> None:
        self._db = connect(path)
        try:
            (layout,) = self._db.execute("PRAGMA user_version").fetchone()
            if layout not in (0, _LAYOUT):
                raise sqlite3.DatabaseError("another version wrote it")
            if layout == 0:
                self._db.executescript(_SCHEMA)
            self._db.execute("PRAGMA synchronous = FULL")
        except BaseException:
            self._db.close()
            raise

    @property
    def has_changes(self) -> bool:
        """Tell whether there are changes that were not prepared yet."""
        return self._db.in_transaction

    def begin(self, opstamp: int) -> None:
        """Begin a change; tantivy's ``opstamp`` tells how the last step ended."""
        self._db.execute("BEGIN IMMEDIATE")
        self._finish_step(opstamp)

    def put(self, entry: AnalyzedArticle) -> tuple[int | None, int | None]:
        """Add an article; return its new number, and the number of the one it replaces.

        The new number is None where the same article is stored already.
        """
        article = entry.article
        content = encode_article(article)
        passages = list(zip(encode_all_spans(entry.passages), entry.annotations, strict=True))
        old = self._find(article.id)
        if old is not None:
            if self._read(old) == (content, passages):
                return None, None
            self._mark_removed(old)
        day = article.published.toordinal()
        number = self._db.execute(
            "INSERT INTO article (id, day, origin, language, address, passages, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                article.id,
                day,
                article.origin,
                article.language_code,
                normalize_address(article.url) or None,
                len(passages),
                PENDING_ADD,
            ),
        ).lastrowid
        self._db.execute("INSERT INTO content VALUES (?, ?)", (number, content))
        first_id = make_passage_id(number or 0, 0)
        rows = ((first_id + place, *parts) for place, parts in enumerate(passages))
        self._db.executemany("INSERT INTO passage VALUES (?, ?, ?)", rows)
        return number, old

    def remove(self, article_id: str) -> int | None:
        """Remove an article and return its number, or None if its id is unknown."""
        number = self._find(article_id)
        if number is not None:
            self._mark_removed(number)
        return number

    def remove_all(self) -> None:
        """Remove all articles."""
        self._db.execute("UPDATE article SET state = state | ?", (PENDING_REMOVE,))

    def prepare(self, opstamp: int, fingerprint: str) -> None:
        """Make the changes durable; they take effect when tantivy leaves ``opstamp``."""
        self._db.execute(
            "UPDATE step SET opstamp = ?, next_fingerprint = ?", (opstamp, fingerprint)
        )
        self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Discard the changes that were not prepared."""
        if self.has_changes:
            self._db.execute("ROLLBACK")

    def checkpoint(self) -> None:
        """Move the write-ahead log into the database, as far as no reader needs it."""
        self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def shrink(self) -> None:
        """End a step without changes, and return the space of removed rows to the disk."""
        self._db.execute("COMMIT")
        self._db.execute("VACUUM")

    def close(self) -> None:
        """Close the database; changes that were not prepared are lost."""
        self._db.close()

    def _finish_step(self, opstamp: int) -> None:
        (step_opstamp,) = self._db.execute("SELECT opstamp FROM step").fetchone()
        if step_opstamp is None:
            return
        if opstamp == step_opstamp:
            self._db.execute("UPDATE step SET next_fingerprint = fingerprint")
        else:
            self._db.execute("UPDATE step SET fingerprint = next_fingerprint")
        self._db.execute("UPDATE step SET opstamp = NULL")
        dead_state = PENDING_ADD if opstamp == step_opstamp else PENDING_REMOVE
        dead = self._db.execute(
            "SELECT number FROM article WHERE state > 0 AND state & ?", (dead_state,)
        ).fetchall()
        self._db.executemany("DELETE FROM content WHERE number = ?", dead)
        self._db.executemany(_DELETE_PASSAGES, (_id_range(number) for (number,) in dead))
        self._db.executemany("DELETE FROM article WHERE number = ?", dead)
        self._db.execute("UPDATE article SET state = 0 WHERE state > 0")

    def _read(self, number: int) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        (content,) = self._db.execute(_SELECT_CONTENT, (number,)).fetchone()
        passages = self._db.execute(_SELECT_PASSAGES, _id_range(number)).fetchall()
        return content, passages

    def _find(self, article_id: str) -> int | None:
        row = self._db.execute(
            "SELECT number FROM article WHERE id = ? AND NOT state & ?",
            (article_id, PENDING_REMOVE),
        ).fetchone()
        return row and int(row[0])

    def _mark_removed(self, number: int) -> None:
        self._db.execute(
            "UPDATE article SET state = state | ? WHERE number = ?", (PENDING_REMOVE, number)
        )


def _id_range(number: int) -> tuple[int, int]:
    """Return the bounds of the places of an article's passages, the first one included."""
    return make_passage_id(number, 0), make_passage_id(number + 1, 0)


def connect(path: Path) -> sqlite3.Connection:
    """Open a database for use in any thread, one at a time."""
    return connect_database(path, timeout=30)
