"""Shelf: the passages that one search found on disk, read when the first of them is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.articles.segment import Passage
from bot.index.article_snapshot import ArticleSnapshot


class Shelf:
    """Passages by their places, as they were when they were found, whatever is committed since.

    Most searches have all their passages' notes read, but few of their articles: so the notes
    are read all at once, the articles one by one. Each passage is made once.
    """

    def __init__(self, articles: ArticleSnapshot, places: Sequence[int]) -> None:
        self._articles = articles
        self._places = places
        self._parts: Mapping[int, tuple[bytes, bytes]] = {}
        self._passages: dict[int, Passage] = {}

    def notes(self, place: int) -> bytes:
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
        if not self._parts:
            self._parts = self._articles.parts(self._places)
        return self._parts[place]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A passage on disk, of which only the place and the day are in memory."""

    shelf: Shelf
    place: int
    day: int

    @property
    def published(self) -> date:
        """Return the day of its article."""
        return date.fromordinal(self.day)

    @property
    def notes(self) -> bytes:
        """Return the notes on its sentences."""
        return self.shelf.notes(self.place)

    @property
    def passage(self) -> Passage:
        """Return the passage."""
        return self.shelf.passage(self.place)
