"""Passage: what is indexed and quoted from, apart from how an article is cut into them."""

from dataclasses import dataclass

from bot.articles.article import Article
from bot.language.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article, under one heading.

    ``sentences`` are spans of ``article.text`` in reading order; only headings and boilerplate
    lie between them. ``number`` counts from 0 in the article. ``heading`` is the sub-heading
    above the passage: its words help retrieval, it is never quoted.
    """

    article: Article
    number: int
    sentences: tuple[Span, ...]
    heading: Span | None = None

    @property
    def text(self) -> str:
        """Return the sentences joined by spaces: for terms, not for quoting."""
        return " ".join(span.slice(self.article.text) for span in self.sentences)
