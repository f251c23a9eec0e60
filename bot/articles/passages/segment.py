"""Segmentation: from an article to the passages that may be quoted.

A text falls into sentences, of which those between two line breaks are a line. Lines
that are headings or furniture are left out; runs of the other sentences are the passages.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from bot.articles.article import Article
from bot.articles.passages.boilerplate import find_boilerplate
from bot.articles.passages.headings import is_heading, is_masthead, list_items
from bot.language.sentences import split_sentences
from bot.language.span import Span

WORDS = 100
"""How many words a passage has, about."""

_LONGEST_SENTENCE = 1000
_LEAST_PROSE = 0.25
_LINE_BREAK = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article, under one heading.

    ``sentences`` are spans of ``article.text`` in reading order; headings and furniture
    stand between them at most, never inside. ``number`` counts from 0 in the article.
    ``heading`` is the sub-heading in force: its words help to find, it is never quoted.
    """

    article: Article
    number: int
    sentences: tuple[Span, ...]
    heading: Span | None = None

    @property
    def text(self) -> str:
        """Return the sentences, joined by spaces: for terms, not for quoting."""
        return " ".join(span.slice(self.article.text) for span in self.sentences)


class _Kind(Enum):
    PROSE = auto()
    HEADING = auto()
    FURNITURE = auto()


@dataclass(frozen=True, slots=True)
class _Line:
    kind: _Kind
    sentences: tuple[Span, ...]

    @property
    def span(self) -> Span:
        return Span(self.sentences[0].start, self.sentences[-1].end)


def split_passages(article: Article) -> Iterator[Passage]:
    """Yield the passages of ``article`` in reading order.

    No text is lost whole: where there is hardly any prose, short lines are quoted as well,
    and where all is furniture, that is.
    """
    text = article.text
    lines = _with_lists(text, list(_lines(text, article.body)))
    sections = list(_sections(text, lines)) or [(None, _leftovers(text, lines))]
    number = 0
    for heading, section in sections:
        for run in _runs(text, section):
            yield Passage(article, number, run, heading)
            number += 1


def _lines(text: str, start: int) -> Iterator[_Line]:
    """Yield the lines, each with its sentences; those that were merely wrapped are one."""
    line: list[Span] = []
    for sentence in split_sentences(text, start):
        if line and _LINE_BREAK.search(text, line[-1].end, sentence.start):
            yield _line(text, line)
            line = []
        line.append(sentence)
    if line:
        yield _line(text, line)


def _line(text: str, found: list[Span]) -> _Line:
    return _Line(_kind(text[found[0].start : found[-1].end]), tuple(found))


def _kind(line: str) -> _Kind:
    if find_boilerplate(line):
        return _Kind.FURNITURE
    return _Kind.HEADING if is_heading(line) else _Kind.PROSE


def _with_lists(text: str, lines: list[_Line]) -> list[_Line]:
    """Return the lines with the items of lists, or all short lines of a bare text, as prose."""
    size = dict.fromkeys(_Kind, 0)
    for line in lines:
        size[line.kind] += len(line.span)
    bare = size[_Kind.PROSE] < _LEAST_PROSE * (size[_Kind.PROSE] + size[_Kind.HEADING])
    told: list[_Line] = []
    for kind, group in groupby(lines, key=lambda line: line.kind):
        if kind is not _Kind.HEADING:
            told.extend(group)
            continue
        run = list(group)
        items = [bare] * len(run) if bare else list_items([line.span.slice(text) for line in run])
        told.extend(
            replace(line, kind=_Kind.PROSE) if item else line
            for line, item in zip(run, items, strict=True)
        )
    return told


def _sections(text: str, lines: Iterable[_Line]) -> Iterator[tuple[Span | None, list[Span]]]:
    """Yield each heading with the prose under it; a heading without prose is passed over."""
    heading: Span | None = None
    prose: list[Span] = []
    seen: set[str] = set()
    for line in lines:
        if line.kind is _Kind.HEADING:
            if prose:
                yield heading, prose
                prose = []
            if seen or not is_masthead(line.span.slice(text)):
                heading = line.span
        elif line.kind is _Kind.PROSE:
            prose.extend(_quotable(text, line, seen))
    if prose:
        yield heading, prose


def _quotable(text: str, line: _Line, seen: set[str]) -> Iterator[Span]:
    """Yield the sentences that are no furniture; one that is repeated counts once."""
    for sentence in line.sentences:
        written = sentence.slice(text)
        if written in seen or (len(line.sentences) > 1 and find_boilerplate(written, alone=False)):
            continue
        seen.add(written)
        yield sentence


def _leftovers(text: str, lines: list[_Line]) -> list[Span]:
    """Return the sentences of furniture, such as captions, that are none by themselves."""
    seen: set[str] = set()
    sifted = [sentence for line in lines for sentence in _quotable(text, line, seen)]
    return sifted or [sentence for line in lines for sentence in line.sentences]


def _runs(text: str, section: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Cut a section into runs of about ``WORDS`` words; a boundless sentence stands alone.

    Words are counted by the spaces between them.
    """
    run: list[Span] = []
    words = 0
    for sentence in section:
        size = text.count(" ", sentence.start, sentence.end) + 1
        boundless = len(sentence) > _LONGEST_SENTENCE
        if run and (boundless or words + size / 2 > WORDS):
            yield tuple(run)
            run, words = [], 0
        run.append(sentence)
        words += size
    if run:
        yield tuple(run)
