"""ArticleSnapshot: the articles of the disk engine as one commit left them."""

import json
import weakref
from collections import OrderedDict
from collections.abc import Collection, Mapping
from pathlib import Path
from threading import Lock

from bot.index.article_store import COMING, GOING, connect
from bot.index.stored import StoredArticle, from_row

_MOST_BYTES = 80_000_000


class ArticleSnapshot:
    """The reader's side: one transaction, which sees nothing of later changes.

    ``opstamp`` is tantivy's, and decides on the last step. Articles that were read lately stay
    in memory, up to about 80 MB of them.
    """

    def __init__(self, path: Path, opstamp: int) -> None:
        self._lock = Lock()
        self._lately: OrderedDict[int, StoredArticle] = OrderedDict()
        self._numbers: dict[str, int] = {}
        self._size = 0
        self._db = connect(path)
        weakref.finalize(self, self._db.close)  # the last search that uses it ends it
        self._db.execute("BEGIN")
        noted, before, after = self._db.execute("SELECT * FROM step").fetchone()
        self._hidden = COMING if opstamp == noted else GOING
        self.fingerprint: str = before if opstamp == noted else after

    def read(self, numbers: Collection[int]) -> Mapping[int, StoredArticle]:
        """Return the articles with these numbers."""
        with self._lock:
            found = {number: self._lately[number] for number in numbers if number in self._lately}
            missing = [number for number in set(numbers) if number not in found]
            if missing:
                rows = self._db.execute(
                    "SELECT * FROM content WHERE number IN (SELECT value FROM json_each(?))",
                    (json.dumps(missing),),
                )
                found.update((number, from_row(row)) for number, *row in rows)
            self._remember(found)
        return found

    def find(self, article_id: str) -> StoredArticle | None:
        """Return an article by its id, None where it is unknown."""
        number = self._numbers.get(article_id)
        if number is None:
            with self._lock:
                row = self._db.execute(
                    "SELECT number FROM article WHERE id = ? AND NOT state & ?",
                    (article_id, self._hidden),
                ).fetchone()
            if row is None:
                return None
            number = int(row[0])
        return self.read([number])[number]

    def days(self) -> list[tuple[int, int, int]]:
        """Return the days of publication in order, with how many articles and passages each."""
        with self._lock:
            return self._db.execute(
                "SELECT day, count(*), sum(passages) FROM article WHERE NOT state & ?"
                " GROUP BY day ORDER BY day",
                (self._hidden,),
            ).fetchall()

    def newest(self, until: int) -> list[int]:
        """Return the numbers of the articles up to a day, the newest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT number FROM article WHERE day <= ? AND NOT state & ? ORDER BY day DESC, id",
                (until, self._hidden),
            )
            return [number for (number,) in rows]

    def sources(self, until: int) -> dict[str, int]:
        """Return the number of articles by source up to a day, most first."""
        with self._lock:
            return dict(
                self._db.execute(
                    "SELECT origin, count(*) AS articles FROM article"
                    " WHERE day <= ? AND NOT state & ? GROUP BY origin ORDER BY articles DESC",
                    (until, self._hidden),
                )
            )

    def _remember(self, articles: Mapping[int, StoredArticle]) -> None:
        for number, stored in articles.items():
            if number not in self._lately:
                self._size += len(stored)
                self._numbers[stored.article.id] = number
            self._lately[number] = stored
            self._lately.move_to_end(number)
        while self._size > _MOST_BYTES:
            _, stored = self._lately.popitem(last=False)
            self._size -= len(stored)
            del self._numbers[stored.article.id]
