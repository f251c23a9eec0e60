"""ArticleStore: the articles of the disk engine, in SQLite, in step with their terms in tantivy.

Two stores cannot commit at one instant, so one decides for both: tantivy, at the moment when
it puts a new ``meta.json`` in the place of the old. Before, the store commits what is to be:
new rows are marked COMING, old ones GOING, and the step notes the opstamp that tantivy still
has. While tantivy is at that opstamp its commit has not happened, and COMING rows do not
count; at any other it has, and GOING rows do not. The next change settles what is left.
"""

import sqlite3
from pathlib import Path

from bot.articles.codec import encode_article
from bot.index.passage_codec import pack_all, place_of
from bot.index.protocol import AnalyzedArticle

COMING, GOING = 1, 2
"""What a row may be, or both, where it came and went in one step; 0 where it is settled."""

_SCHEMA = """
PRAGMA page_size = 16384;
PRAGMA journal_mode = WAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice
    id TEXT NOT NULL,
    day INTEGER NOT NULL,
    origin TEXT NOT NULL,
    passages INTEGER NOT NULL,
    state INTEGER NOT NULL  -- COMING, GOING or both
);
CREATE INDEX IF NOT EXISTS article_id ON article (id, state);
CREATE INDEX IF NOT EXISTS article_day ON article (day, state, passages, origin);
CREATE INDEX IF NOT EXISTS article_unsettled ON article (state) WHERE state > 0;
CREATE TABLE IF NOT EXISTS content (
    number INTEGER PRIMARY KEY,
    article BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS passage (
    place INTEGER PRIMARY KEY,  -- of the article's number and its own in one
    spans BLOB NOT NULL,
    notes BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS step (
    opstamp INTEGER, fingerprint TEXT NOT NULL, next_fingerprint TEXT NOT NULL
);
INSERT INTO step SELECT NULL, '', '' WHERE NOT EXISTS (SELECT 1 FROM step);
PRAGMA user_version = 5;
COMMIT;
"""
_LAYOUT = 5
_SELECT_CONTENT = "SELECT article FROM content WHERE number = ?"
_SELECT_PASSAGES = "SELECT spans, notes FROM passage WHERE place >= ? AND place < ? ORDER BY place"
_DELETE_PASSAGES = "DELETE FROM passage WHERE place >= ? AND place < ?"


class ArticleStore:
    """The writer's side: one transaction from the first change to ``prepare``."""

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
    def changing(self) -> bool:
        """Tell whether there are changes that were not prepared yet."""
        return self._db.in_transaction

    def begin(self, opstamp: int) -> None:
        """Start to change; ``opstamp`` tells what became of the step before."""
        self._db.execute("BEGIN IMMEDIATE")
        self._settle(opstamp)

    def put(self, analyzed: AnalyzedArticle) -> tuple[int | None, int | None]:
        """Put an article in and return its new number and the one that it takes the place of.

        There is no new number where the same article is there already.
        """
        article = analyzed.article
        content = encode_article(article)
        packed = list(zip(pack_all(analyzed.passages), analyzed.annotations, strict=True))
        old = self._find(article.id)
        if old is not None:
            if self._read(old) == (content, packed):
                return None, None
            self._take(old)
        day, passages = article.published.toordinal(), len(analyzed.passages)
        number = self._db.execute(
            "INSERT INTO article (id, day, origin, passages, state) VALUES (?, ?, ?, ?, ?)",
            (article.id, day, article.origin, passages, COMING),
        ).lastrowid
        self._db.execute("INSERT INTO content VALUES (?, ?)", (number, content))
        first = place_of(number or 0, 0)
        rows = ((first + passage, *parts) for passage, parts in enumerate(packed))
        self._db.executemany("INSERT INTO passage VALUES (?, ?, ?)", rows)
        return number, old

    def take(self, article_id: str) -> int | None:
        """Take an article out and return its number, None where it is unknown."""
        number = self._find(article_id)
        if number is not None:
            self._take(number)
        return number

    def take_all(self) -> None:
        """Take all articles out."""
        self._db.execute("UPDATE article SET state = state | ?", (GOING,))

    def prepare(self, opstamp: int, fingerprint: str) -> None:
        """Make the changes durable, in effect as soon as tantivy is not at ``opstamp``."""
        self._db.execute(
            "UPDATE step SET opstamp = ?, next_fingerprint = ?", (opstamp, fingerprint)
        )
        self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Forget the changes that were not prepared."""
        if self.changing:
            self._db.execute("ROLLBACK")

    def checkpoint(self) -> None:
        """Bring the log into the database, as far as no reader needs it."""
        self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def shrink(self) -> None:
        """End a step without changes, and give the space of what is gone back to the disk."""
        self._db.execute("COMMIT")
        self._db.execute("VACUUM")

    def close(self) -> None:
        """Close the database; what is not prepared is lost."""
        self._db.close()

    def _settle(self, opstamp: int) -> None:
        (noted,) = self._db.execute("SELECT opstamp FROM step").fetchone()
        if noted is None:
            return
        if opstamp == noted:
            self._db.execute("UPDATE step SET next_fingerprint = fingerprint")
        else:
            self._db.execute("UPDATE step SET fingerprint = next_fingerprint")
        self._db.execute("UPDATE step SET opstamp = NULL")
        mark = COMING if opstamp == noted else GOING
        gone = self._db.execute(
            "SELECT number FROM article WHERE state > 0 AND state & ?", (mark,)
        ).fetchall()
        self._db.executemany("DELETE FROM content WHERE number = ?", gone)
        self._db.executemany(_DELETE_PASSAGES, (_places(number) for (number,) in gone))
        self._db.executemany("DELETE FROM article WHERE number = ?", gone)
        self._db.execute("UPDATE article SET state = 0 WHERE state > 0")

    def _read(self, number: int) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        (content,) = self._db.execute(_SELECT_CONTENT, (number,)).fetchone()
        passages = self._db.execute(_SELECT_PASSAGES, _places(number)).fetchall()
        return content, passages

    def _find(self, article_id: str) -> int | None:
        row = self._db.execute(
            "SELECT number FROM article WHERE id = ? AND NOT state & ?", (article_id, GOING)
        ).fetchone()
        return row and int(row[0])

    def _take(self, number: int) -> None:
        self._db.execute("UPDATE article SET state = state | ? WHERE number = ?", (GOING, number))


def _places(number: int) -> tuple[int, int]:
    """Return the bounds of the places of an article's passages, the first one included."""
    return place_of(number, 0), place_of(number + 1, 0)


def connect(path: Path) -> sqlite3.Connection:
    """Open a database for use in any thread, one at a time."""
    return sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
