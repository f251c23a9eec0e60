"""StoredArticle: an article and its passages as they are kept outside of memory."""

import json
import struct
from array import array
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from bot.articles.article import Article
from bot.articles.segment import Passage
from bot.index.base import Analyzed
from bot.language.span import Span

Row = tuple[str, str, int, str, str, str, str, str, str, str | None, int, bytes, bytes]
"""The article's fields in their order, the day and lists as SQLite can hold them; spans, notes."""

_NO_HEADING = (1, 0)
_BOUNDS = struct.Struct("=2I")


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article whose passages are made when they are asked for.

    ``spans`` holds numbers: how many passages, the place of each one's first pair and of the
    end, then the pairs of start and end, of each passage its heading and its sentences.
    ``noted`` holds where each one's notes begin and where the last end, then all notes.
    """

    article: Article
    spans: "array[int]"
    noted: bytes

    def __len__(self) -> int:
        """Return about how many bytes of memory it takes."""
        return len(self.article.text) + len(self.noted)

    def passage(self, number: int) -> Passage:
        """Return the passage with this number."""
        first, end = self.spans[number + 1 : number + 3]
        heading, *sentences = map(Span, self.spans[first:end:2], self.spans[first + 1 : end : 2])
        known = (heading.start, heading.end) != _NO_HEADING
        return Passage(self.article, number, tuple(sentences), heading if known else None)

    def notes(self, number: int) -> str:
        """Return the notes on the passage with this number."""
        first, end = _BOUNDS.unpack_from(self.noted, number * _BOUNDS.size // 2)
        return self.noted[first:end].decode()

    def passages(self) -> list[Passage]:
        """Return all passages in reading order."""
        return [self.passage(number) for number in range(self.spans[0])]


def to_row(analyzed: Analyzed) -> Row:
    """Return an article and its passages as values that a database can hold."""
    article = analyzed.article
    return (
        article.id,
        article.text,
        article.published.toordinal(),
        article.path,
        article.title,
        article.source,
        article.url,
        json.dumps(article.authors),
        article.language,
        article.instant.isoformat() if article.instant else None,
        article.body,
        _pack(analyzed.passages).tobytes(),
        _pack_notes(analyzed.notes),
    )


def from_row(row: Row) -> StoredArticle:
    """Return what ``to_row`` was given."""
    own, text, published, path, title, source, url, authors, language, instant, body, *packed = row
    article = Article(
        id=own,
        text=text,
        published=date.fromordinal(published),
        path=path,
        title=title,
        source=source,
        url=url,
        authors=tuple(json.loads(authors)),
        language=language,
        instant=datetime.fromisoformat(instant) if instant else None,
        body=body,
    )
    spans, noted = packed
    return StoredArticle(article, array("I", spans), noted)


def _pack(passages: tuple[Passage, ...]) -> "array[int]":
    places = array("I", [len(passages)])
    pairs = array("I")
    first = len(passages) + 2
    for passage in passages:
        places.append(first + len(pairs))
        heading = passage.heading
        pairs.extend((heading.start, heading.end) if heading else _NO_HEADING)
        for sentence in passage.sentences:
            pairs.extend((sentence.start, sentence.end))
    places.append(first + len(pairs))
    return places + pairs


def _pack_notes(notes: tuple[str, ...]) -> bytes:
    written = [one.encode() for one in notes]
    first = (len(written) + 1) * _BOUNDS.size // 2
    places = array("I", accumulate(map(len, written), initial=first))
    return b"".join((places.tobytes(), *written))
