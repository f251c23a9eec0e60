"""Dates of web pages, from the most explicit metadata to what readers see."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import islice, takewhile
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.dates.find import find_dates, find_publication_date
from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.html.blocks import extract_blocks
from bot.reading.html.facts.date_elements import (
    CHANGE_WORDS,
    PUBLICATION_WORDS,
    DateElements,
    element_text,
    read_date_elements,
)
from bot.reading.html.metadata import PageMetadata
from bot.reading.html.parsing import load_xpath

_IN_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/-]([01][0-9])[/-]([0-3][0-9])(?=[/_-]|$)")
_CLOCK = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2})?")
# How far from UTC news is published.
_ZONES = (timedelta(hours=-10), timedelta(0), timedelta(hours=13))
_DATE_ELEMENTS = (
    "//*[self::time or ((self::p or self::span or self::div) and (contains(@class, 'date')"
    " or contains(@class, 'time') or contains(@class, 'byline')))][not(ancestor::li)]"
)
# What a date in the same line is about, if not about the publication.
_OTHER_DAYS = re.compile(
    r"\b(?:born|birth(?:day|date)?|geboren|geburts\w+|née? le|naissance|nacid[oa]|nacimiento"
    r"|nascid[oa]|nascimento|nat[oa] il|nascita|geboorte\w*|född|født|urodzon\w+|narozen\w*"
    r"|született|syntynyt|родил\w+|рожд\w+|народи\w+|doğum\w*|died|death|gestorben|verstorben"
    r"|décédée? le|fallecid[oa]|when|venue|deadline|expir\w+|valid until|closing date|kick-?off"
    r"|doors|release date|veranstaltung\w*|termine?|anmeldeschluss|beginn|accessed|retrieved"
    r"|abgerufen|consulté)\b|出生|生日|생년월일|^\s*[*†]",
    re.IGNORECASE,
)
_LONGEST_MARKED, _MOST_MARKED = 60, 20
_LINES_ABOVE, _LINES_BELOW = 3, 8
_PROSE_WORDS = 15
_SHORT = 80
_MOST_EVIDENCE = 40
# A line that is only a day of a year before the web may be somebody's birthday.
_FIRST_WEB_YEAR = 1991
_ORDERS = (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
OLD_DATE_NOTICE = (
    "dated by a line with a day near the headline, from before there were web pages: check that it"
    " is the day of publication, or put the date in the file name"
)


@dataclass(frozen=True, slots=True)
class PageDate:
    """A page's date of publication and of its last change, as they are written, or empty.

    local: dates that may be the same moment in the source's own time zone
    notice: what makes the date of publication doubtful
    """

    published: str = ""
    change: str = ""
    local: tuple[str, ...] = ()
    notice: str = ""


def find_page_date(root: Any, metadata: PageMetadata, order: DayOrder) -> PageDate:
    """Return a page's publication date, and the one of its last change.

    ``root`` is its tree without what surrounds the article. Values that several articles on the
    page may share, or that merely look like dates, do not count.
    """
    elements = read_date_elements(root)
    blocks = extract_blocks(root)
    lines = _beside_title(root, blocks, metadata.title)
    changes = _changes(metadata, elements, lines)
    line_date = _in_lines(lines, metadata)
    values = (
        *metadata.published,
        *metadata.page_dates,
        *_in_address(metadata.url),
        *elements.times,
        *metadata.state_dates,
        line_date,
    )
    text = next((text for value in values if (text := _readable(value, order))), "")
    is_seen_alone = bool(text) and not any(_readable(value, order) for value in values[:-1])
    text = text or next(_in_other_languages(root, lines, metadata), "") or "".join(elements.epochs)
    if text:
        text = _decide(text, order, _evidence(blocks, values, changes, order), changes)
    notice = OLD_DATE_NOTICE if is_seen_alone and _is_old(text, lines, order) else ""
    change = next((change for change in changes if _reads(change, DayOrder.UNKNOWN)), "")
    moments = (value for value in (*elements.times, *values, *changes) if ":" in value)
    return PageDate(text, change, (*moments, *_in_address(metadata.url), line_date), notice)


def localize_date(published: Published, dates: Iterable[str]) -> Published:
    """Return a date with the day in the source's own time zone where its instant is in UTC.

    ``dates`` are others of the page: the same instant with an offset, or the local day.
    """
    if published.instant is None or published.instant.utcoffset():
        return published
    candidates = [(text, read) for text in dates if (read := _parse_or_none(text))]
    for _, candidate in candidates:
        if candidate.instant == published.instant and candidate.day != published.day:
            return candidate
    days = {(published.instant + zone).date() for zone in _ZONES}
    # One with a time is another moment, such as that of a change.
    day = next((candidate.day for text, candidate in candidates if ":" not in text), None)
    return Published(day, published.instant) if day is not None and day in days else published


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
    return _parse_or_none(text, order) is not None


def _parse_or_none(text: str, order: DayOrder = DayOrder.UNKNOWN) -> Published | None:
    try:
        return parse_published(text, order) if text else None
    except ArticleError:
        return None


def _decide(text: str, order: DayOrder, evidence: set[date], changes: tuple[str, ...]) -> str:
    """Return a date of numbers as the day that other dates of the page confirm, if just one does.

    Servers write dates in an order of their own, whatever the page's language is.
    """
    if _reads(text, DayOrder.UNKNOWN):
        return text
    days = [
        published.day
        for candidate_order in _ORDERS
        if (published := _parse_or_none(text, candidate_order))
    ]
    agreement = set(days).intersection(evidence)
    if len(agreement) == 1:
        return agreement.pop().isoformat()
    last = [published.day for change in changes if (published := _parse_or_none(change))]
    possible = [day for day in days if not last or day <= max(last) + timedelta(days=1)]
    if len(set(possible)) == 1 and order not in _ORDERS:
        return possible[0].isoformat()
    return text


def _evidence(
    blocks: Iterable[str], values: Iterable[str], changes: Iterable[str], order: DayOrder
) -> set[date]:
    """Return the days that a page names beyond doubt, or shows in its own order."""
    days = {published.day for text in (*values, *changes) if (published := _parse_or_none(text))}
    lines = (line for line in blocks if len(line) <= _SHORT)
    texts = (text for line in lines if not _OTHER_DAYS.search(line) for text in find_dates(line))
    for text in islice(texts, _MOST_EVIDENCE):
        if published := _parse_or_none(text, order):
            days.add(published.day)
    return days


def _changes(metadata: PageMetadata, elements: DateElements, lines: list[str]) -> tuple[str, ...]:
    """Return the dates of changes, the most explicit first."""
    explicit = (*metadata.change_dates, *elements.changes)
    texts = [text for value in explicit if (text := _readable(value, DayOrder.UNKNOWN))]
    texts += [text for line in lines if _is_change_line(line) for text in find_dates(line)]
    return tuple(texts)


def _is_change_line(line: str) -> bool:
    return bool(CHANGE_WORDS.search(line)) and not PUBLICATION_WORDS.search(line)


def _in_lines(lines: list[str], metadata: PageMetadata) -> str:
    """Return the publication date in the lines beside the headline, or nothing."""
    texts = [_without_change(line) for line in lines if not _OTHER_DAYS.search(line)]
    if metadata.is_profile_or_event:
        texts = [line for line in texts if PUBLICATION_WORDS.search(line)]
    return find_publication_date(texts)


def _without_change(line: str) -> str:
    """Return a line without the date of a change, where it says that it is one."""
    match = CHANGE_WORDS.search(line)
    if match is None or PUBLICATION_WORDS.search(line):
        return line
    return line[: match.start()] if next(find_dates(line[: match.start()]), "") else ""


def _is_old(text: str, lines: list[str], order: DayOrder) -> bool:
    published = _parse_or_none(text, order)
    return bool(
        published
        and published.day.year < _FIRST_WEB_YEAR
        and not any(text in line and PUBLICATION_WORDS.search(line) for line in lines)
    )


def _in_address(url: str) -> Iterator[str]:
    dates = {"-".join(match) for match in _IN_ADDRESS.findall(url)}
    if len(dates) == 1:
        yield from dates


def _beside_title(root: Any, lines: list[str], title: str) -> list[str]:
    """Return the lines between the headline and the prose, and those just above it."""
    headings = {element_text(heading) for heading in root.iter("h1")}
    title = headings.pop() if len(headings) == 1 else title
    if title not in lines:
        return []
    start = lines.index(title)
    lines_below = takewhile(lambda line: not _is_prose(line), lines[start : start + _LINES_BELOW])
    # Above it is often the day of the visit.
    return [*lines_below, *lines[max(0, start - _LINES_ABOVE) : start]]


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _PROSE_WORDS and line.endswith((".", "!", "?", "”", '"'))


def _in_other_languages(root: Any, lines: list[str], metadata: PageMetadata) -> Iterator[str]:
    """Yield the only day next to the title or in an element marked as a date."""
    if metadata.is_profile_or_event:
        return
    for texts in (lines, [element_text(element) for element in load_xpath(_DATE_ELEMENTS)(root)]):
        short = (
            text
            for text in dict.fromkeys(texts)
            if len(text) <= _LONGEST_MARKED
            and not _OTHER_DAYS.search(text)
            and not _is_change_line(text)
        )
        days = {day for text in islice(short, _MOST_MARKED) if (day := _in_words(text))}
        if len(days) == 1:
            yield from days


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
