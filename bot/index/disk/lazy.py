"""Lazy passages: the hits of one search on disk, read on access."""

from datetime import date
from typing import NamedTuple

from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.disk.article_snapshot import ArticleSnapshot
from bot.index.passage_codec import split_passage_id


class PassageReader:
    """Reads passages by their ids, as they were when they were found.

    The annotations of most passages are read, but few of their articles: so the annotations of
    all passages that were prefetched are read at once, the articles one by one. Each passage is
    decoded once.
    """

    def __init__(self, articles: ArticleSnapshot) -> None:
        self._articles = articles
        self._queue: set[int] = set()
        self._rows: dict[int, tuple[bytes, bytes]] = {}
        self._passages: dict[int, Passage] = {}

    def prefetch(self, passage_id: int) -> None:
        """Read a passage when the next one is read."""
        self._queue.add(passage_id)

    def annotations(self, passage_id: int) -> bytes:
        """Return the annotations of a passage's sentences."""
        return self._row(passage_id)[1]

    def article(self, passage_id: int) -> Article:
        """Return the article of a passage."""
        number, _ = split_passage_id(passage_id)
        return self._articles.article(number)

    def passage(self, passage_id: int) -> Passage:
        """Return a passage with its article."""
        passage = self._passages.get(passage_id)
        if passage is None:
            passage = self._articles.passage(passage_id, self._row(passage_id)[0])
            self._passages[passage_id] = passage
        return passage

    def _row(self, passage_id: int) -> tuple[bytes, bytes]:
        if passage_id not in self._rows:
            missing = {passage_id, *self._queue} - self._rows.keys()
            self._rows |= self._articles.passage_rows(missing)
            self._queue.clear()
        return self._rows[passage_id]


class LazyPassage(NamedTuple):
    """A passage on disk, of which only the id and its article's day are in memory."""

    reader: PassageReader
    passage_id: int
    published: date

    def prefetch(self) -> None:
        """Read it together with the next passage that is read."""
        self.reader.prefetch(self.passage_id)

    @property
    def article_key(self) -> int:
        """Return the number of its article."""
        return split_passage_id(self.passage_id)[0]

    @property
    def number(self) -> int:
        """Return its position in its article, from 0."""
        return split_passage_id(self.passage_id)[1]

    @property
    def annotations(self) -> bytes:
        """Return the annotations of its sentences."""
        return self.reader.annotations(self.passage_id)

    @property
    def article(self) -> Article:
        """Return its article."""
        return self.reader.article(self.passage_id)

    @property
    def passage(self) -> Passage:
        """Return the passage."""
        return self.reader.passage(self.passage_id)
