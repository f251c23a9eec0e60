"""Segmentation: from an article to the passages that may be quoted.

A text falls into blocks at blank lines, a block into lines, a line into sentences. Lines
that are headings or furniture are left out; runs of the other sentences are the passages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.articles.article import Article
from bot.articles.furniture import furniture
from bot.language.sentences import sentences
from bot.language.span import Span

WORDS = 100
"""How many words a passage has, about."""

_LONGEST_SENTENCE = 1000
_BLANK_LINE = re.compile(r"(?>\r\n?|\n)[^\S\r\n]*(?>\r\n?|\n)\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article, under one heading.

    ``sentences`` are spans of ``article.text`` in reading order; headings and furniture
    stand between them at most, never inside. ``number`` counts from 0 in the article.
    ``heading`` is the sub-heading in force, for terms; it is never quoted.
    """

    article: Article
    number: int
    sentences: tuple[Span, ...]
    heading: Span | None = None

    @property
    def text(self) -> str:
        """Return the sentences, joined by spaces: for terms, not for quoting."""
        return " ".join(span.of(self.article.text) for span in self.sentences)


def segment(article: Article) -> Iterator[Passage]:
    """Yield the passages of ``article`` in reading order.

    Where the rules leave nothing of an article, its captions, headings and lists are quoted,
    and where it has none, the text as it is.
    """
    lines = list(_lines(article))
    sections = list(_sections(article.text, lines)) or [
        (None, list(_sentences(article.text, lines, sifted=True)) or list(_sentences(article.text, lines))
    ]
