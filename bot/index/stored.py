"""StoredArticle: an article and its passages as they are kept outside of memory."""

import json
from array import array
from dataclasses import dataclass
from datetime import date, datetime

from bot.articles.article import Article
from bot.articles.segment import Passage
from bot.index.base import Analyzed
from bot.language.span import Span

Row = tuple[str, str, int, str, str, str, str, str, str, str | None, int, bytes]
"""The article's fields in their order, the day and lists as SQLite can hold them; its spans."""

_NO_HEADING = (1, 0)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article whose passages are made when they are asked for.

    ``spans`` holds numbers: how many passages, the place of each one's first pair and of the
    end, then the pairs of start and end, of each passage its heading and its sentences.
    """

    article: Article
    spans: "array[int]"

    def passage(self, number: int) -> Passage:
        """Return the passage with this number."""
        first, end = self.spans[number + 1 : number + 3]
        heading, *sentences = map(Span, self.spans[first:end:2], self.spans[first + 1 : end : 2])
        known = (heading.start, heading.end) != _NO_HEADING
        return Passage(self.article, number, tuple(sentences), heading if known else None)

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
    )


def from_row(row: Row) -> StoredArticle:
    """Return what ``to_row`` was given."""
    own, text, published, path, title, source, url, authors, language, instant, body, packed = row
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
    return StoredArticle(article, array("I", packed))


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
