"""Divisions: where the articles of a document begin that holds several of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.articles.passages.headings import is_heading
from bot.reading.dates.find import find_publication_date

SEVERAL_DAYS = (
    "more than one day stands below its headings, and all of it was dated by the first: if it holds"
    " several articles, put each in a file of its own, or give their headings the same style"
)
SEVERAL_ARTICLES = (
    "read as several articles, as several of its headings have a date of their own: check where"
    " they begin"
)
ABOVE_FIRST = (
    "the text above the first heading with a date of its own was left out: if it is an article, put"
    " its date below its heading"
)
_NO_DAY = (
    'no date stands below the heading "{title}", so that it was read as part of the article above'
    " it: if it is one of its own, put its date below it"
)

NO_STYLE = 99
"""The level of what is only as short as a heading."""

_DISTANCE = 4
_LONGEST_FACT = 160
_LONGEST_HEADING = 300
_PROSE = 60
_FIRST = 3
_MINIMUM = 2


@dataclass(frozen=True, slots=True)
class HeadedParagraph:
    """A paragraph; ``level`` is 1 for the highest headings, and 0 for prose."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Division:
    """Where the articles of a document begin, and what its owner should know of that.

    ``starts`` are the indices of the paragraphs, ``headings`` those of their headings, which may
    follow a line with the date, and ``days`` the dates as they are written; all are empty where it
    is one article.
    """

    starts: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    days: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _HeadingWithDay:
    heading: int
    start: int
    day: str
    level: int


def divide_articles(paragraphs: Sequence[HeadedParagraph]) -> Division:
    """Divide a document at the headings of one level that each have a date next to them."""
    items = _find_dated(paragraphs)
    items = _find_dated_behind(paragraphs) or _find_dated_above(paragraphs, items) or items
    level = _choose_level(items)
    sections = [item for item in items if item.level == level]
    if len(sections) < _MINIMUM:
        return Division()
    prose_count = sum(_has_prose(paragraphs, sections, n) for n in range(len(sections)))
    if prose_count < _MINIMUM or (level == NO_STYLE and sections[0].start >= _FIRST):
        # Days in a table, or in the middle of an article.
        return Division()
    is_sure = prose_count == len(sections)
    upper = [item for item in items if item.level < level and item.start < sections[0].start]
    if upper and _is_prose_between(paragraphs, upper[0].heading + 1, sections[0].start):
        # An article with the days of its events in it.
        is_sure = False
    if not is_sure:
        days = {item.day for item in sections}
        return Division(notices=(SEVERAL_DAYS,) if len(days) > 1 else ())
    notices = [SEVERAL_ARTICLES, *_describe_missing(paragraphs, sections, level)]
    if _is_prose_between(paragraphs, 0, sections[0].start):
        notices.append(ABOVE_FIRST)
    return Division(
        tuple(item.start for item in sections),
        tuple(item.heading for item in sections),
        tuple(item.day for item in sections),
        tuple(notices),
    )


def _find_dated(paragraphs: Sequence[HeadedParagraph]) -> list[_HeadingWithDay]:
    """Return the headings with a date on one of the short lines below them, or just above."""
    items: list[_HeadingWithDay] = []
    for number in range(len(paragraphs)):
        level = _level(paragraphs, number)
        if not level:
            continue
        day = _find_below(paragraphs, number, level)
        if day:
            items.append(_HeadingWithDay(number, number, day, level))
        elif number and level != NO_STYLE and not paragraphs[number - 1].level:
            day = _read_day(paragraphs[number - 1].text)
            start = items[-1].heading + 1 if items else number
            if day and (not items or _is_prose_between(paragraphs, start, number - 1)):
                items.append(_HeadingWithDay(number, number - 1, day, level))
    return items


def _level(paragraphs: Sequence[HeadedParagraph], number: int) -> int:
    """Return a heading's level, or 0; one without a style is followed by a date at once."""
    paragraph = paragraphs[number]
    if paragraph.level:
        return paragraph.level if len(paragraph.text) <= _LONGEST_HEADING else 0
    next_text = paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""
    is_like = (
        bool(paragraph.text)
        and "\n" not in paragraph.text
        and is_heading(paragraph.text)
        and len(paragraph.text.split()) > 1
        and not _read_day(paragraph.text)
    )
    return NO_STYLE if is_like and _read_day(next_text) else 0


def _find_below(paragraphs: Sequence[HeadedParagraph], number: int, level: int) -> str:
    has_prose = False
    for place in range(number + 1, min(number + 1 + _DISTANCE, len(paragraphs))):
        paragraph = paragraphs[place]
        if 0 < paragraph.level <= level or (paragraph.level and has_prose):
            break
        if day := _read_day(paragraph.text):
            # The line may belong to the heading below it.
            next_level = paragraphs[place + 1].level if place + 1 < len(paragraphs) else 0
            return "" if 0 < next_level <= level and has_prose else day
        if level == NO_STYLE or len(paragraph.text) > 2 * _LONGEST_FACT:
            break
        has_prose = has_prose or not is_heading(paragraph.text[-_LONGEST_FACT:])
    return ""


def _find_dated_behind(paragraphs: Sequence[HeadedParagraph]) -> list[_HeadingWithDay]:
    """Return the headings of a level where each text ends with its own date, or none."""
    if not paragraphs or not _read_day(paragraphs[-1].text):
        return []
    levels = sorted({item.level for item in paragraphs if item.level})
    return next(filter(None, (_list_behind(paragraphs, level) for level in levels)), [])


def _list_behind(paragraphs: Sequence[HeadedParagraph], level: int) -> list[_HeadingWithDay]:
    places = [number for number, item in enumerate(paragraphs) if item.level == level]
    items = []
    for place, end in pairwise((*places, len(paragraphs))):
        day = "" if paragraphs[end - 1].level else _read_day(paragraphs[end - 1].text)
        is_below = place + 1 < end and bool(_read_day(paragraphs[place + 1].text))
        if not day or is_below or not _is_prose_between(paragraphs, place + 1, end - 1):
            return []
        items.append(_HeadingWithDay(place, place, day, level))
    return items if len(items) >= _MINIMUM else []


def _find_dated_above(
    paragraphs: Sequence[HeadedParagraph], items: Sequence[_HeadingWithDay]
) -> list[_HeadingWithDay]:
    """Return the headings of a level where each has its date just above, or none.

    Else the first of these dates would be that of a heading of the whole document.
    """
    headings = [
        number
        for number, item in enumerate(paragraphs[:-1])
        if item.level and _is_prose_between(paragraphs, number + 1, number + 2)
    ]
    counts = Counter(paragraphs[number].level for number in headings)
    candidates: dict[int, list[_HeadingWithDay]] = {}
    for number in headings:
        if number and not paragraphs[number - 1].level:
            level, day = paragraphs[number].level, _read_day(paragraphs[number - 1].text)
            if day:
                candidates.setdefault(level, []).append(
                    _HeadingWithDay(number, number - 1, day, level)
                )
    upper = Counter(item.level for item in items if item.start == item.heading)
    for level in sorted(candidates):
        count = len(candidates[level])
        if count == counts[level] >= _MINIMUM and count > max(
            (upper[rank] for rank in upper if rank < level), default=0
        ):
            return candidates[level]
    return []


def _read_day(text: str) -> str:
    """Return the date of a line that has only facts of an article, or nothing."""
    lines = text.split("\n")
    return "" if len(lines) > _DISTANCE else find_publication_date(lines)


def _choose_level(items: Sequence[_HeadingWithDay]) -> int:
    """Return the level with most dated headings, of several the highest."""
    counts = Counter(item.level for item in items)
    return max(counts, key=lambda level: (counts[level], -level), default=0)


def _has_prose(
    paragraphs: Sequence[HeadedParagraph], sections: Sequence[_HeadingWithDay], number: int
) -> bool:
    end = sections[number + 1].start if number + 1 < len(sections) else len(paragraphs)
    return _is_prose_between(paragraphs, sections[number].heading + 1, end)


def _is_prose_between(paragraphs: Sequence[HeadedParagraph], start: int, end: int) -> bool:
    return any(
        not item.level
        and not _read_day(item.text)
        and (len(item.text) >= _PROSE or not is_heading(item.text[-120:]))
        for item in paragraphs[start:end]
    )


def _describe_missing(
    paragraphs: Sequence[HeadedParagraph], sections: Sequence[_HeadingWithDay], level: int
) -> list[str]:
    """Return a notice of the first heading of the same level without a date."""
    headings = {item.heading for item in sections}
    missing = [
        item.text
        for number, item in enumerate(paragraphs)
        if item.level == level and number not in headings and number > sections[0].heading
    ]
    return [_NO_DAY.format(title=" ".join(missing[0].split())[:80])] if missing else []
