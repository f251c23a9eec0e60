"""Records: the articles of a delivery, as named fields."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.reading.dates.find import find_dates

Paragraph = Sequence[str]
"""The lines of a paragraph, none of them blank."""

_WIDE_LINE = 50
_LEAST_WRAPPED = 2
_LONGEST_DATE_LINE = 120


@dataclass(frozen=True, slots=True)
class PressRecord:
    """An article of a delivery.

    ``fields`` are named as in ``bot.reading.record``, and empty where the delivery has none;
    ``line`` is where it begins in the delivery, counted from 1.
    """

    fields: Mapping[str, object]
    line: int = 0


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """The lines of a delivery that belong to one article; ``line`` is the number of the first."""

    lines: Sequence[str]
    line: int


def group_lines(
    lines: Sequence[str], is_alone: re.Pattern[str] | None = None
) -> Iterator[Paragraph]:
    """Yield the paragraphs that blank lines divide.

    A line that ``is_alone`` matches begins a paragraph without a blank line too.
    """
    paragraph: list[str] = []
    for line in map(str.strip, lines):
        begins = bool(line and is_alone and is_alone.match(line))
        if paragraph and (not line or begins):
            yield paragraph
            paragraph = []
        if line:
            paragraph.append(" ".join(line.split()))
    if paragraph:
        yield paragraph


def join_paragraphs(paragraphs: Sequence[Paragraph]) -> str:
    """Return an article's text; lines that were only broken for want of room are joined."""
    return "\n\n".join(map(_join, paragraphs))


def _join(paragraph: Paragraph) -> str:
    is_wrapped = len(paragraph) >= _LEAST_WRAPPED and all(
        len(line) >= _WIDE_LINE for line in paragraph[:-1]
    )
    return (" " if is_wrapped else "\n").join(paragraph)


def find_date_line(paragraphs: Sequence[Paragraph], *, is_last: bool = False) -> int:
    """Return the index of the first or last short paragraph with a date, or -1."""
    indices = range(len(paragraphs))
    for index in reversed(indices) if is_last else indices:
        if len(paragraphs[index][0]) <= _LONGEST_DATE_LINE and first_date(paragraphs[index]):
            return index
    return -1


def first_date(lines: Sequence[str]) -> str:
    """Return the first date in lines, as it is written, or nothing."""
    return next((text for line in lines for text in find_dates(line)), "")


def split_blocks(
    lines: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> list[ArticleBlock]:
    """Return the lines between each pair of indices that are not all blank."""
    return [
        ArticleBlock(lines[start:end], start + 1)
        for start, end in zip(starts, ends, strict=True)
        if any(line.strip() for line in lines[start:end])
    ]
