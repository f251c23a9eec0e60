"""ArticleSnapshot: the articles of one commit of the disk engine, read from SQLite."""

import json
import weakref
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from bot.articles.article import Article
from bot.articles.codec import decode_article
from bot.articles.daily_counts import DailyCounts
from bot.articles.passages.passage import Passage
from bot.index.disk.article_store import PENDING_ADD, PENDING_REMOVE, connect
from bot.index.errors import translate_errors
from bot.index.passage_codec import (
    StoredPassages,
    decode_passage,
    make_passage_id,
    split_passage_id,
)

_MOST_CHARACTERS = 8_000_000
_MOST_ROWS = 200
_SELECT_STEP = "SELECT opstamp, fingerprint, next_fingerprint FROM step"


class ArticleSnapshot:
    """The read side: one transaction, which sees nothing of later changes.

    ``opstamp`` is that of tantivy's commit, which decides whether the last step counts. The
    articles read last stay in memory, up to 8 million characters of them: with five times as many,
    no answer is quicker.
    """

    def __init__(self, path: Path, opstamp: int) -> None:
        self._folder = path.parent
        self._lock = Lock()
        self._recent: OrderedDict[int, Article] = OrderedDict()
        self._numbers: dict[str, int] = {}
        self._characters = 0
        self._spans: dict[int, Sequence[bytes]] = {}
        self._daily_counts: dict[str, DailyCounts] = {}
        self._db = connect(path)
        # When the last search that uses it is done. Not at exit: a thread that still reads then
        # would read on in what is closed, which ends the process by a signal.
        weakref.finalize(self, self._db.close).atexit = False
        self._db.execute("BEGIN")
        step_opstamp, fingerprint, next_fingerprint = self._db.execute(_SELECT_STEP).fetchone()
        is_pending = opstamp == step_opstamp
        self._invisible_state = PENDING_ADD if is_pending else PENDING_REMOVE
        self.fingerprint: str = fingerprint if is_pending else next_fingerprint

    def article(self, number: int) -> Article:
        """Return the article with this number."""
        with self._lock:
            article = self._recent.get(number)
            if article is not None:
                self._recent.move_to_end(number)
                return article
            with translate_errors(self._folder):
                rows = self._db.execute("SELECT article FROM content WHERE number = ?", (number,))
                ((content,),) = rows.fetchall()
                article = decode_article(content)
            self._remember(number, article)
        return article

    def find_number(self, article_id: str) -> int | None:
        """Return the number of an article, or None if its id is unknown."""
        number = self._numbers.get(article_id)
        if number is not None:
            return number
        rows = self._select(
            "SELECT number FROM article WHERE id = ? AND NOT state & ?",
            article_id,
            self._invisible_state,
        )
        return rows[0][0] if rows else None

    def find_extents(self, article_ids: Collection[str]) -> Mapping[str, tuple[int, int, int]]:
        """Return the numbers of articles, their days and how many passages they have, by id."""
        rows = self._select(
            "SELECT id, number, day, passages FROM article"
            " WHERE id IN (SELECT value FROM json_each(?)) AND NOT state & ?",
            json.dumps(list(article_ids)),
            self._invisible_state,
        )
        return {id_: (number, day, passages) for id_, number, day, passages in rows}

    def find_by_address(self, address: str, until: int) -> int | None:
        """Return the number of the newest article with a normalized address up to a day."""
        rows = self._select(
            "SELECT number FROM article WHERE address = ? AND day <= ? AND NOT state & ?"
            " ORDER BY day DESC, id LIMIT 1",
            address,
            until,
            self._invisible_state,
        )
        return rows[0][0] if rows else None

    def passages(self, number: int) -> Sequence[Passage]:
        """Return the passages of an article in reading order."""
        return StoredPassages(self.article(number), self._read_spans(number))

    def passage_rows(self, passage_ids: Collection[int]) -> Mapping[int, tuple[bytes, bytes]]:
        """Return the encoded spans and the annotations of passages by their ids."""
        with translate_errors(self._folder):
            with self._lock:
                rows = self._db.execute(
                    "SELECT id, spans, annotations FROM passage"
                    " WHERE id IN (SELECT value FROM json_each(?))",
                    (json.dumps(list(passage_ids)),),
                ).fetchall()
            if len(rows) < len(passage_ids):
                raise ValueError("passages that a search found are missing")
            return {passage_id: (spans, annotations) for passage_id, spans, annotations in rows}

    def passage(self, passage_id: int, spans: bytes) -> Passage:
        """Return a passage from its id and its encoded spans."""
        article_number, number = split_passage_id(passage_id)
        article = self.article(article_number)
        with translate_errors(self._folder):
            return decode_passage(spans, article, number)

    def days(self) -> list[tuple[int, int, int]]:
        """Return each day of publication in order, with its number of articles and passages."""
        return self._select(
            "SELECT day, count(*), sum(passages) FROM article WHERE NOT state & ?"
            " GROUP BY day ORDER BY day",
            self._invisible_state,
        )

    def newest(self, until: int) -> list[int]:
        """Return the numbers of the articles up to a day, newest first."""
        rows = self._select(
            "SELECT number FROM article WHERE day <= ? AND NOT state & ? ORDER BY day DESC, id",
            until,
            self._invisible_state,
        )
        return [number for (number,) in rows]

    def list_ids(self, since: int, until: int) -> list[str]:
        """Return the ids of the articles of some days."""
        rows = self._select(
            "SELECT id FROM article WHERE day BETWEEN ? AND ? AND NOT state & ?",
            since,
            until,
            self._invisible_state,
        )
        return [article_id for (article_id,) in rows]

    def openings(self, limit: int, since: int, until: int) -> list[tuple[int, int]]:
        """Return the id and the day of the first passages of articles, newest first."""
        rows = self._select(
            "SELECT number, day FROM article WHERE day BETWEEN ? AND ? AND NOT state & ?"
            " AND passages > 0 ORDER BY day DESC, id LIMIT ?",
            since,
            until,
            self._invisible_state,
            max(0, limit),
        )
        return [(make_passage_id(number, 0), day) for number, day in rows]

    def sources(self, until: int) -> Mapping[str, int]:
        """Return the number of articles by source up to a day, the largest first."""
        return self._count_by("origin").count_until(until)

    def languages(self, until: int) -> Mapping[str, int]:
        """Return the number of articles by language up to a day, the largest first."""
        return self._count_by("language").count_until(until)

    def _count_by(self, column: Literal["origin", "language"]) -> DailyCounts:
        counts = self._daily_counts.get(column)
        if counts is None:
            rows = self._select(
                f"SELECT {column}, day, count(*) FROM article WHERE NOT state & ?"  # noqa: S608
                f" GROUP BY {column}, day",
                self._invisible_state,
            )
            counts = self._daily_counts[column] = DailyCounts(rows)
        return counts

    def _read_spans(self, number: int) -> Sequence[bytes]:
        """Return the encoded spans of an article's passages; one question asks several times."""
        spans = self._spans.get(number)
        if spans is None:
            rows = self._select(
                "SELECT spans FROM passage WHERE id >= ? AND id < ? ORDER BY id",
                make_passage_id(number, 0),
                make_passage_id(number + 1, 0),
            )
            spans = [encoded for (encoded,) in rows]
            if len(self._spans) >= _MOST_ROWS:
                self._spans.clear()
            self._spans[number] = spans
        return spans

    def _select(self, query: str, *values: int | str) -> list[Any]:
        # Translated here, since hits are read after the search has returned.
        with translate_errors(self._folder), self._lock:
            return self._db.execute(query, values).fetchall()

    def _remember(self, number: int, article: Article) -> None:
        if number not in self._recent:
            self._characters += len(article.text)
        self._recent[number] = article
        self._numbers[article.id] = number
        while self._characters > _MOST_CHARACTERS:
            _, old = self._recent.popitem(last=False)
            self._characters -= len(old.text)
            del self._numbers[old.id]
