"""Segmentation: from an article to the passages that may be quoted."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.articles.article import Article
from bot.language.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article, under one heading.

    ``sentences`` are spans of ``article.text`` in reading order; headings and furniture
    stand between them at most, never inside. ``number`` counts from 0 in the article.
    """

    article: Article
    number: int
    sentences: tuple[Span, ...]

    @property
    def text(self) -> str:
        """Return the sentences, joined by spaces: for terms, not for quoting."""
        return " ".join(span.of(self.article.text) for span in self.sentences)


def segment(article: Article) -> Iterator[Passage]:
    """Yield the passages of ``article`` in reading order."""
    raise NotImplementedError
