"""Dates of web pages, from the most explicit metadata to what readers see."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import escape
from itertools import islice, takewhile
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.dates.find import find_dates, find_publication_date
from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.html.blocks import extract_blocks
from bot.reading.html.metadata import PageMetadata

_IN_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/-]([01][0-9])[/-]([0-3][0-9])(?=[/_-]|$)")
# What surrounds an article: dates in it belong to other articles.
_SURROUNDINGS = (
    "//nav|//aside|//footer|//*[re:test(concat(@class, ' ', @id), '(^|[ _-])(related|similar|recent"
    "|latest|popular|trending|sidebar|widget|teaser|cards?|comments?|breadcrumbs?|footer|nav|menu)"
    "s?($|[ _-])', 'i')]"
)
_CLOCK = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2})?")
_REGEX = {"re": "http://exslt.org/regular-expressions"}
# How far from UTC news is published.
_ZONES = (timedelta(hours=-10), timedelta(0), timedelta(hours=13))
_TIMES = "//time[@datetime][not(ancestor::li)]"
_DATE_ELEMENTS = (
    "//*[self::time or ((self::p or self::span or self::div) and (contains(@class, 'date')"
    " or contains(@class, 'time') or contains(@class, 'byline')))][not(ancestor::li)]"
)
_LONGEST_MARKED, _MOST_MARKED = 60, 20
_LINES_ABOVE, _LINES_BELOW = 3, 8
_PROSE_WORDS = 15


def find_page_date(root: Any, metadata: PageMetadata, order: DayOrder) -> str:
    """Return a page's publication date, as it is written, or nothing.

    ``root`` is its tree without what surrounds the article. Values that several articles on the
    page may share, or that merely look like dates, do not count.
    """
    lines = _beside_title(root, metadata.title)
    values = (
        *metadata.published,
        *_in_address(metadata.url),
        *_in_times(root),
        find_publication_date(lines),
    )
    readable = (text for value in values if (text := _readable(value, order)))
    return next(readable, "") or next(_in_other_languages(root, lines), "")


def localize_date(published: Published, metadata: PageMetadata) -> Published:
    """Return a date with the day in the source's own time zone where its instant is in UTC.

    The page may also give the same instant with an offset, and its address has the local day.
    """
    if published.instant is None or published.instant.utcoffset():
        return published
    for text in (*metadata.published, *metadata.change_dates):
        candidate = _parse_or_none(text)
        if candidate and candidate.instant == published.instant and candidate.day != published.day:
            return candidate
    for text in _in_address(metadata.url):
        candidate = _parse_or_none(text)
        if candidate and candidate.day in {(published.instant + zone).date() for zone in _ZONES}:
            return Published(candidate.day, published.instant)
    return published


def strip_surroundings(root: Any) -> Any:
    """Remove from a tree what surrounds its article, and return the tree."""
    for element in root.xpath(_SURROUNDINGS, namespaces=_REGEX):
        parent = element.getparent()
        if (
            parent is not None
            and element.tag not in {"html", "body"}
            and element.find(".//h1") is None
        ):
            element.drop_tree()
    return root


def find_change_date(metadata: PageMetadata) -> str:
    """Return the date of a page's last change, as it is written, or nothing."""
    dates = (_readable(text, DayOrder.UNKNOWN) for text in metadata.change_dates)
    return next((text for text in dates if text and _reads(text, DayOrder.UNKNOWN)), "")


def _readable(text: str, order: DayOrder) -> str:
    """Return the date in a longer value, or nothing; its order may be ambiguous."""
    dates = (
        candidate
        for candidate in (text, *find_dates(text))
        if _reads(candidate, DayOrder.DAY_FIRST)
    )
    return next(dates, "") or next(
        (candidate for candidate in find_dates(text) if _reads(candidate, order)), ""
    )


def _reads(text: str, order: DayOrder) -> bool:
    try:
        parse_published(text, order)
    except ArticleError:
        return False
    return True


def _in_address(url: str) -> Iterator[str]:
    dates = {"-".join(match) for match in _IN_ADDRESS.findall(url)}
    if len(dates) == 1:
        yield from dates


def _in_times(root: Any) -> Iterator[str]:
    """Yield the day of the page's time elements, where they agree."""
    times = [time.get("datetime") for time in root.xpath(_TIMES)]
    if len({time[:10] for time in times}) == 1:
        yield times[0]


def _beside_title(root: Any, title: str) -> list[str]:
    """Return the lines between the headline and the prose, and those just above it."""
    lines = extract_blocks(root)
    headings = {_element_text(heading) for heading in root.iter("h1")}
    title = headings.pop() if len(headings) == 1 else title
    if title not in lines:
        return []
    start = lines.index(title)
    lines_below = takewhile(lambda line: not _is_prose(line), lines[start : start + _LINES_BELOW])
    return [*lines[max(0, start - _LINES_ABOVE) : start], *lines_below]


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _PROSE_WORDS and line.endswith((".", "!", "?", "”", '"'))


def _in_other_languages(root: Any, lines: list[str]) -> Iterator[str]:
    """Yield the only day next to the title or in an element marked as a date."""
    for texts in (lines, [_element_text(element) for element in root.xpath(_DATE_ELEMENTS)]):
        short = (text for text in dict.fromkeys(texts) if len(text) <= _LONGEST_MARKED)
        days = {day for text in islice(short, _MOST_MARKED) if (day := _in_words(text))}
        if len(days) == 1:
            yield from days


def _element_text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _parse_or_none(text: str) -> Published | None:
    try:
        return parse_published(text)
    except ArticleError:
        return None


def _in_words(text: str) -> str:
    """Return the day in a text with a word for the month, in any language."""
    numbers = re.findall(r"[0-9]+", _CLOCK.sub("", text))
    if len(numbers) != 2 or not re.search(r"[^\W\d_]{3}", text):
        return ""
    # Loading it takes longer than most commands run.
    from htmldate import find_date

    page = f"<html><head></head><body><p class='date'>{escape(text)}</p></body></html>"
    iso_date = find_date(page, original_date=True, min_date="1600-01-01", max_date="2199-12-31")
    day = parse_published(iso_date).day if iso_date else None
    # Where it finds no date but a year, it returns the first of January.
    if day is None or sorted(map(int, numbers)) != sorted((day.day, day.year)):
        return ""
    return day.isoformat()
