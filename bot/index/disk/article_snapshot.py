"""ArticleSnapshot: the articles of the disk engine as one commit left them."""

import json
import weakref
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from bot.articles.article import Article
from bot.articles.codec import decode_article
from bot.articles.passages.segment import Passage
from bot.index.disk.article_store import COMING, GOING, connect
from bot.index.errors import translate_errors
from bot.index.passage_codec import StoredPassages, article_of, number_of, place_of, unpack

_MOST_CHARACTERS = 40_000_000


class ArticleSnapshot:
    """The reader's side: one transaction, which sees nothing of later changes.

    ``opstamp`` is tantivy's, and decides on the last step. Articles that were read lately stay
    in memory, up to 40 million characters of them.
    """

    def __init__(self, path: Path, opstamp: int) -> None:
        self._folder = path.parent
        self._lock = Lock()
        self._lately: OrderedDict[int, Article] = OrderedDict()
        self._numbers: dict[str, int] = {}
        self._characters = 0
        self._db = connect(path)
        weakref.finalize(self, self._db.close)  # the last search that uses it ends it
        self._db.execute("BEGIN")
        noted, before, after = self._db.execute("SELECT * FROM step").fetchone()
        self._hidden = COMING if opstamp == noted else GOING
        self.fingerprint: str = before if opstamp == noted else after

    def article(self, number: int) -> Article:
        """Return the article with this number."""
        with self._lock:
            article = self._lately.get(number)
            if article is not None:
                self._lately.move_to_end(number)
                return article
            with translate_errors(self._folder):
                rows = self._db.execute("SELECT article FROM content WHERE number = ?", (number,))
                ((content,),) = rows.fetchall()
                article = decode_article(content)
            self._remember(number, article)
        return article

    def find(self, article_id: str) -> int | None:
        """Return the number of an article, None where it is unknown."""
        number = self._numbers.get(article_id)
        if number is not None:
            return number
        rows = self._select(
            "SELECT number FROM article WHERE id = ? AND NOT state & ?", article_id, self._hidden
        )
        return rows[0][0] if rows else None

    def passages(self, number: int) -> Sequence[Passage]:
        """Return the passages of an article in reading order."""
        rows = self._select(
            "SELECT spans FROM passage WHERE place >= ? AND place < ? ORDER BY place",
            place_of(number, 0),
            place_of(number + 1, 0),
        )
        return StoredPassages(self.article(number), [spans for (spans,) in rows])

    def parts(self, places: Collection[int]) -> Mapping[int, tuple[bytes, bytes]]:
        """Return the spans and the notes of passages, by their places."""
        with translate_errors(self._folder):
            rows = self._select(
                "SELECT * FROM passage WHERE place IN (SELECT value FROM json_each(?))",
                json.dumps(list(places)),
            )
            found = {place: (spans, notes) for place, spans, notes in rows}
            if len(found) < len(places):
                raise ValueError("passages that were found are missing")
            return found

    def passage(self, place: int, spans: bytes) -> Passage:
        """Return the passage at a place, of which the spans are known."""
        article = self.article(article_of(place))
        with translate_errors(self._folder):
            return unpack(spans, article, number_of(place))

    def days(self) -> list[tuple[int, int, int]]:
        """Return the days of publication in order, with how many articles and passages each."""
        return self._select(
            "SELECT day, count(*), sum(passages) FROM article WHERE NOT state & ?"
            " GROUP BY day ORDER BY day",
            self._hidden,
        )

    def newest(self, until: int) -> list[int]:
        """Return the numbers of the articles up to a day, the newest first."""
        rows = self._select(
            "SELECT number FROM article WHERE day <= ? AND NOT state & ? ORDER BY day DESC, id",
            until,
            self._hidden,
        )
        return [number for (number,) in rows]

    def sources(self, until: int) -> dict[str, int]:
        """Return the number of articles by source up to a day, most first."""
        return dict(
            self._select(
                "SELECT origin, count(*) AS articles FROM article"
                " WHERE day <= ? AND NOT state & ? GROUP BY origin ORDER BY articles DESC",
                until,
                self._hidden,
            )
        )

    def _select(self, query: str, *values: int | str) -> list[Any]:
        # Guarded here, since what was found is read after the search has returned.
        with translate_errors(self._folder), self._lock:
            return self._db.execute(query, values).fetchall()

    def _remember(self, number: int, article: Article) -> None:
        if number not in self._lately:
            self._characters += len(article.text)
        self._lately[number] = article
        self._numbers[article.id] = number
        while self._characters > _MOST_CHARACTERS:
            _, old = self._lately.popitem(last=False)
            self._characters -= len(old.text)
            del self._numbers[old.id]
