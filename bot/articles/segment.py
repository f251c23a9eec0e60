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

_LONGEST_HEADING = 120
_LONGEST_SENTENCE = 1000
_BLANK_LINE = re.compile(r"(?>\r\n?|\n)[^\S\r\n]*(?>\r\n?|\n)\s*")
_FINAL = re.compile(r"[.!…:;。！？؟।॥።]['\"’”»›)\]*]*$|[?？؟]['\"’”»›)\]*]+$")


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

    Where the rules would leave nothing of an article, its lines are quoted as they are.
    """
    sections = list(_sections(article)) or [(None, _everything(article))]
    number = 0
    for heading, section in sections:
        for run in _runs(article.text, section):
            yield Passage(article, number, run, heading)
            number += 1


def _sections(article: Article) -> Iterator[tuple[Span | None, list[Span]]]:
    """Yield each heading with the prose under it; a heading without prose is passed over."""
    heading: Span | None = None
    prose: list[Span] = []
    seen: set[str] = set()
    for line in _lines(article):
        text = line[0].start, line[-1].end
        written = article.text[slice(*text)]
        if furniture(written):
            continue
        if is_heading(written):
            if prose:
                yield heading, prose
                prose = []
            heading = Span(*text)
            continue
        for sentence in line:
            quoted = sentence.of(article.text)
            if quoted not in seen and not furniture(quoted):
                seen.add(quoted)
                prose.append(sentence)
    if prose:
        yield heading, prose


def _everything(article: Article) -> list[Span]:
    return [sentence for line in _lines(article) for sentence in line]


def _lines(article: Article) -> Iterator[list[Span]]:
    """Yield the sentences of each line; lines that were merely wrapped are one."""
    text = article.text
    for block in _blocks(text, article.body):
        found = sentences(text, block.start, block.end)
        line = found[:1]
        for sentence in found[1:]:
            if "\n" in text[line[-1].end : sentence.start]:
                yield line
                line = []
            line.append(sentence)
        if line:
            yield line


def _blocks(text: str, start: int) -> Iterator[Span]:
    for blank in _BLANK_LINE.finditer(text, start):
        if blank.start() > start:
            yield Span(start, blank.start())
        start = blank.end()
    if start < len(text):
        yield Span(start, len(text))


def is_heading(line: str) -> bool:
    """Tell whether ``line`` is too short for prose and ends without a final full stop."""
    return len(line) <= _LONGEST_HEADING and not _FINAL.search(line)


def _runs(text: str, section: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Cut a section into runs of about ``WORDS`` words; a boundless sentence stands alone."""
    run: list[Span] = []
    words = 0
    for sentence in section:
        size = sentence.of(text).count(" ") + 1
        boundless = len(sentence) > _LONGEST_SENTENCE
        if run and (boundless or words + size / 2 > WORDS):
            yield tuple(run)
            run, words = [], 0
        run.append(sentence)
        words += size
    if run:
        yield tuple(run)
