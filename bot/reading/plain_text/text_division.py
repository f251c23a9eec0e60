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

_RULE = re.compile(
    r"^[ \t]*(?:[-–—_=*#~•+](?:[ \t]*[-–—_=*#~•+]){2,})[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE
)
_LABEL = re.compile(
    r"(?:\A|(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r))\s*(?P<label>[^\W\d_][^\W_]{0,20}) ?[:：][ \t]*\S"
)
_SHORT_BLOCK = re.compile(
    r"(?:\A|(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r))\s*(?P<line>[^\r\n]{6,40}?)[ \t]*"
    r"(?:\r\n|\n|\r)\s*\S"
)
_ONE_YEAR = timedelta(days=366)
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_MARKDOWN_HEADING = re.compile(r"(#{1,3}) +(\S.*)")
_LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class TextDivision:
    """The ranges of a text's articles, and what its owner should know of them."""

    ranges: tuple[tuple[int, int], ...]
    notices: tuple[str, ...] = ()


def divide_text(text: str) -> TextDivision:
    """Divide a text between lines of marks, at labels of titles, or at headings with a date.

    It stays whole unless each part has a date of its own.
    """
    whole = TextDivision(((0, len(text)),))
    for parts in (
        list(_split_at_rules(text)),
        _split_at(text, _find_labels(text)),
        _split_at(text, _find_date_lines(text)),
    ):
        dates = [_find_date(text, start, end) for start, end in parts]
        if len(parts) > 1 and all(dates):
            return TextDivision(tuple(parts), (SEVERAL_ARTICLES,))
        if len(set(filter(None, dates))) > 1:
            whole = TextDivision(whole.ranges, (SEVERAL_DAYS,))
    lines = [match for match in _LINE.finditer(text) if not find_authors([match[0]])]
    division = divide_articles([_to_paragraph(line[0]) for line in lines])
    if division.starts:
        starts = [lines[place].start() for place in division.starts]
        return TextDivision(tuple(_split_at(text, starts)), division.notices)
    return TextDivision(whole.ranges, whole.notices or division.notices)


def _find_date(text: str, start: int, end: int) -> str:
    """Return the date above the prose of a part, or nothing where either is missing."""
    head = find_head_matter(text, start, end=end)
    lines = (line.strip() for line in text[head.body : end].splitlines())
    return head.date if any(line and not is_heading(line) for line in lines) else ""


def _find_date_lines(text: str) -> list[int]:
    """Return where blocks begin with a line that is no more than a date, all of one year."""
    places: list[int] = []
    days: list[date] = []
    for match in _SHORT_BLOCK.finditer(text):
        try:
            days.append(parse_published(strip_invisible(match["line"]), DayOrder.DAY_FIRST).day)
        except ArticleError:
            continue
        places.append(match.start("line"))
    is_near = bool(days) and max(days) - min(days) <= _ONE_YEAR
    return places if is_near and not text[: places[0]].strip("\ufeff \t\r\n") else []


def _split_at_rules(text: str) -> Iterator[tuple[int, int]]:
    """Yield what is between lines of dashes, stars and the like."""
    start = 0
    for rule in _RULE.finditer(text):
        if text[start : rule.start()].strip():
            yield start, rule.start()
        start = rule.end()
    if text[start:].strip():
        yield start, len(text)


def _find_labels(text: str) -> list[int]:
    """Return where the text has lines such as "Title: …" that begin a block."""
    places = [
        match.start("label")
        for match in _LABEL.finditer(text)
        if is_field(match["label"], "title") and match["label"].lower() != "name"
    ]
    return places if places and not text[: places[0]].strip("\ufeff \t\r\n") else []


def _split_at(text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise((*starts, len(text))))


def _to_paragraph(line: str) -> HeadedParagraph:
    line = line.strip()[:_LONGEST_LINE]
    heading = _MARKDOWN_HEADING.fullmatch(line)
    return HeadedParagraph(heading[2], len(heading[1])) if heading else HeadedParagraph(line)
