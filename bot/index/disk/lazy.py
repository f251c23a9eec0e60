"""Shelf: the passages that one search found on disk, read when they are asked for."""

from dataclasses import dataclass
from datetime import date

from bot.articles.passages.segment import Passage
from bot.index.disk.article_snapshot import ArticleSnapshot


class LazyPassages:
    """Passages by their places, as they were when they were found, whatever is committed since.

    The notes of most passages are read, but few of their articles: so the notes of all that are
    expected are read at once, the articles one by one. Each passage is made once.
    """

    def __init__(self, articles: ArticleSnapshot) -> None:
        self._articles = articles
        self._expected: set[int] = set()
        self._parts: dict[int, tuple[bytes, bytes]] = {}
        self._passages: dict[int, Passage] = {}

    def prefetch(self, place: int) -> None:
        """Read a passage when the next one is read."""
        self._expected.add(place)

    def annotations(self, place: int) -> bytes:
        """Return the notes on the sentences of a passage."""
        return self._read(place)[1]

    def passage(self, place: int) -> Passage:
        """Return a passage with its article."""
        passage = self._passages.get(place)
        if passage is None:
            passage = self._articles.passage(place, self._read(place)[0])
            self._passages[place] = passage
        return passage

    def _read(self, place: int) -> tuple[bytes, bytes]:
        if place not in self._parts:
            self._parts |= self._articles.parts({place, *self._expected} - self._parts.keys())
            self._expected.clear()
        return self._parts[place]


@dataclass(frozen=True, slots=True)
class LazyPassage:
    """A passage on disk, of which only the place and the day are in memory."""

    shelf: LazyPassages
    place: int
    day: int

    @property
    def published(self) -> date:
        """Return the day of its article."""
        return date.fromordinal(self.day)

    def prefetch(self) -> None:
        """Read it together with the next one that is read."""
        self.shelf.prefetch(self.place)

    @property
    def annotations(self) -> bytes:
        """Return the notes on its sentences."""
        return self.shelf.annotations(self.place)

    @property
    def passage(self) -> Passage:
        """Return the passage."""
        return self.shelf.passage(self.place)
