"""Segmentation: from an article to the passages that may be quoted.

A text is split into sentences; those between two line breaks are a line. Headings and
boilerplate are left out; runs of the remaining sentences are the passages.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from bot.articles.article import Article
from bot.articles.passages.boilerplate import find_boilerplate
from bot.articles.passages.headings import is_heading, is_list, is_masthead, list_items
from bot.articles.passages.passage import Passage
from bot.language.sentences import split_sentences
from bot.language.span import Span

WORDS = 100
"""Target length of a passage in words."""

_MAX_SENTENCE = 1000
_MIN_PROSE = 0.25
_LINE_BREAK = re.compile(r"[\r\n]")


class _LineKind(Enum):
    PROSE = auto()
    HEADING = auto()
    BOILERPLATE = auto()


@dataclass(frozen=True, slots=True)
class _Line:
    kind: _LineKind
    sentences: tuple[Span, ...]

    @property
    def span(self) -> Span:
        return Span(self.sentences[0].start, self.sentences[-1].end)


def split_passages(article: Article) -> Iterator[Passage]:
    """Yield the passages of ``article`` in reading order.

    Every article that has text has a passage: where there is hardly any prose, short lines are
    quoted as well; where there is only boilerplate, that is.
    """
    text = article.text
    lines = _promote_lists(text, list(_split_lines(text, article.body, article.language)))
    sections = list(_split_sections(text, lines)) or [(None, _select_leftovers(text, lines))]
    number = 0
    for heading, section in sections:
        for run in _split_runs(text, section):
            yield Passage(article, number, run, heading)
            number += 1


def _split_lines(text: str, start: int, language: str) -> Iterator[_Line]:
    """Yield the lines, each with its sentences; wrapped lines are joined."""
    line: list[Span] = []
    for sentence in split_sentences(text, start, language=language):
        if line and _LINE_BREAK.search(text, line[-1].end, sentence.start):
            yield _make_line(text, line)
            line = []
        line.append(sentence)
    if line:
        yield _make_line(text, line)


def _make_line(text: str, sentences: list[Span]) -> _Line:
    return _Line(_classify(text[sentences[0].start : sentences[-1].end]), tuple(sentences))


def _classify(line: str) -> _LineKind:
    if find_boilerplate(line):
        return _LineKind.BOILERPLATE
    return _LineKind.HEADING if is_heading(line) else _LineKind.PROSE


def _promote_lists(text: str, lines: list[_Line]) -> list[_Line]:
    """Return the lines with list items, or all short lines of a bare text, turned into prose."""
    is_bare = _is_bare(text, lines)
    result: list[_Line] = []
    for kind, group in groupby(lines, key=lambda line: line.kind):
        if kind is not _LineKind.HEADING:
            result.extend(group)
            continue
        run = list(group)
        items = [True] * len(run) if is_bare else list_items(_slice_lines(text, run))
        result.extend(
            replace(line, kind=_LineKind.PROSE) if item else line
            for line, item in zip(run, items, strict=True)
        )
    return result


def _is_bare(text: str, lines: list[_Line]) -> bool:
    """Tell whether a text is a poem, a table or a list rather than prose with headings.

    Beside prose, a heading that is repeated many times makes no list.
    """
    size = dict.fromkeys(_LineKind, 0)
    for line in lines:
        size[line.kind] += len(line.span)
    prose, short = size[_LineKind.PROSE], size[_LineKind.HEADING]
    if prose >= _MIN_PROSE * (prose + short):
        return False
    return not prose or is_list(
        _slice_lines(text, (line for line in lines if line.kind is _LineKind.HEADING))
    )


def _slice_lines(text: str, lines: Iterable[_Line]) -> list[str]:
    return [line.span.slice(text) for line in lines]


def _split_sections(text: str, lines: Iterable[_Line]) -> Iterator[tuple[Span | None, list[Span]]]:
    """Yield each heading with the prose under it; a heading without prose is skipped."""
    heading: Span | None = None
    prose: list[Span] = []
    quotes: set[str] = set()
    for line in lines:
        if line.kind is _LineKind.HEADING:
            if prose:
                yield heading, prose
                prose = []
            if quotes or not is_masthead(line.span.slice(text)):
                heading = line.span
        elif line.kind is _LineKind.PROSE:
            prose.extend(_select_quotable(text, line, quotes))
    if prose:
        yield heading, prose


def _select_quotable(text: str, line: _Line, quotes: set[str]) -> Iterator[Span]:
    """Yield the sentences that are neither boilerplate nor in ``quotes``, and add them there."""
    for sentence in line.sentences:
        quote = sentence.slice(text)
        if quote in quotes or (len(line.sentences) > 1 and find_boilerplate(quote, is_line=False)):
            continue
        quotes.add(quote)
        yield sentence


def _select_leftovers(text: str, lines: list[_Line]) -> list[Span]:
    """Return the sentences of boilerplate lines, such as captions, that are prose on their own."""
    quotes: set[str] = set()
    quotable = [sentence for line in lines for sentence in _select_quotable(text, line, quotes)]
    return quotable or [sentence for line in lines for sentence in line.sentences]


def _split_runs(text: str, section: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Cut a section into runs of about ``WORDS`` words; an overlong sentence is a run of its own.

    Words are counted by the spaces between them.
    """
    run: list[Span] = []
    words = 0
    for sentence in section:
        size = text.count(" ", sentence.start, sentence.end) + 1
        is_overlong = len(sentence) > _MAX_SENTENCE
        if run and (is_overlong or words + size / 2 > WORDS):
            yield tuple(run)
            run, words = [], 0
        run.append(sentence)
        words += size
    if run:
        yield tuple(run)
