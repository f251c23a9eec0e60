"""Text division: where the articles of a text file begin that holds several of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.articles.findings import ArticleError
from bot.articles.passages.headings import is_heading
from bot.reading.bylines import find_authors
from bot.reading.dates.characters import strip_invisible
from bot.reading.dates.parse import DayOrder, parse_published
from bot.reading.plain_text.head_matter import find_head_matter
from bot.reading.press.divisions import (
    SEVERAL_ARTICLES,
    SEVERAL_DAYS,
    HeadedParagraph,
    divide_articles,
)
from bot.reading.records.field_names import is_field

_RULE_MARKS = frozenset("-–—_=*#~•+")
_LEAST_MARKS = 3
_LABEL = re.compile(r"([^\W\d_][^\W_]{0,20}) ?[:：][ \t]*\S")
_MARKDOWN_HEADING = re.compile(r"(#{1,3}) +(\S.*)")
_SHORTEST_DATE, _LONGEST_DATE = 6, 40
_BLANKS = " \t\r\n\f\v\u00a0\ufeff\u200b"
_ONE_YEAR = timedelta(days=366)
_LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class TextDivision:
    """The ranges of a text's articles, and what its owner should know of them."""

    ranges: tuple[tuple[int, int], ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, the range of it in its text, and whether a block begins with it."""

    content: str
    start: int
    end: int
    opens_block: bool


def divide_text(text: str) -> TextDivision:
    """Divide a text between lines of marks, at labels of titles, or at headings with a date.

    It stays whole unless each part has a date of its own.
    """
    fallback = TextDivision(((0, len(text)),))
    lines = list(_list_lines(text))
    for parts in (
        list(_split_at_rules(text, lines)),
        _split_at(text, _find_labels(lines)),
        _split_at(text, _find_date_lines(lines)),
    ):
        dates = [_find_date(text[start:end]) for start, end in parts]
        if len(parts) > 1 and all(dates):
            return TextDivision(tuple(parts), (SEVERAL_ARTICLES,))
        if len(set(filter(None, dates))) > 1:
            fallback = TextDivision(fallback.ranges, (SEVERAL_DAYS,))
    lines = [line for line in lines if not find_authors([line.content])]
    division = divide_articles([_to_paragraph(line.content) for line in lines])
    if division.starts:
        starts = [lines[place].start for place in division.starts]
        return TextDivision(tuple(_split_at(text, starts)), division.notices)
    return TextDivision(fallback.ranges, fallback.notices or division.notices)


def _list_lines(text: str) -> Iterator[_Line]:
    start, opens_block = 0, True
    for line in text.splitlines(keepends=True):
        content = line.strip(_BLANKS)
        if content:
            yield _Line(content, start, start + len(line), opens_block)
        opens_block = not content
        start += len(line)


def _find_date(part: str) -> str:
    """Return the date above the prose of a part, or nothing where either is missing."""
    head = find_head_matter(part, 0)
    lines = (line.strip() for line in part[head.body :].splitlines())
    return head.date if any(line and not is_heading(line) for line in lines) else ""


def _find_date_lines(lines: Sequence[_Line]) -> list[int]:
    """Return where blocks begin with a line that is no more than a date, all of one year."""
    places: list[int] = []
    days: list[date] = []
    for line in lines:
        if not (line.opens_block and _SHORTEST_DATE <= len(line.content) <= _LONGEST_DATE):
            continue
        try:
            days.append(parse_published(strip_invisible(line.content), DayOrder.DAY_FIRST).day)
        except ArticleError:
            continue
        places.append(line.start)
    is_near = bool(days) and max(days) - min(days) <= _ONE_YEAR
    return places if is_near and places[0] == lines[0].start else []


def _split_at_rules(text: str, lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Yield what is between lines of dashes, stars and the like."""
    start = 0
    for line in lines:
        if _is_rule(line.content):
            if text[start : line.start].strip():
                yield start, line.start
            start = line.end
    if text[start:].strip():
        yield start, len(text)


def _is_rule(content: str) -> bool:
    marks = "".join(content.split())
    return len(marks) >= _LEAST_MARKS and _RULE_MARKS.issuperset(marks)


def _find_labels(lines: Sequence[_Line]) -> list[int]:
    """Return where the text has lines such as "Title: …" that begin a block."""
    places = []
    for line in lines:
        match = _LABEL.match(line.content) if line.opens_block else None
        if match and is_field(match[1], "title") and match[1].lower() != "name":
            places.append(line.start)
    return places if places and places[0] == lines[0].start else []


def _split_at(text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise((*starts, len(text))))


def _to_paragraph(line: str) -> HeadedParagraph:
    line = line[:_LONGEST_LINE]
    heading = _MARKDOWN_HEADING.fullmatch(line)
    return HeadedParagraph(heading[2], len(heading[1])) if heading else HeadedParagraph(line)
