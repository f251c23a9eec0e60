"""Page dates: the day of a web page, from what it says most plainly to what its readers see."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import escape
from itertools import islice, takewhile
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.dates.find import written_dates, written_publication
from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.html.blocks import blocks
from bot.reading.html.metadata import PageFacts

_IN_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/-]([01][0-9])[/-]([0-3][0-9])(?=[/_-]|$)")
# What stands around an article: dates in it are those of others.
_AROUND = (
    "//nav|//aside|//footer|//*[re:test(concat(@class, ' ', @id), '(^|[ _-])(related|similar|recent"
    "|latest|popular|trending|sidebar|widget|teaser|cards?|comments?|breadcrumbs?|footer|nav|menu)"
    "s?($|[ _-])', 'i')]"
)
_CLOCK = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2})?")
_REGEX = {"re": "http://exslt.org/regular-expressions"}
# How far from universal time news is published.
_ZONES = (timedelta(hours=-10), timedelta(0), timedelta(hours=13))
_TIMES = "//time[@datetime][not(ancestor::li)]"
_MARKED = (
    "//*[self::time or ((self::p or self::span or self::div) and (contains(@class, 'date')"
    " or contains(@class, 'time') or contains(@class, 'byline')))][not(ancestor::li)]"
)
_LONGEST_MARKED, _MOST_MARKED = 60, 20
_LINES_ABOVE, _LINES_BELOW = 3, 8
_PROSE_WORDS = 15


def page_date(root: Any, facts: PageFacts, order: DayOrder) -> str:
    """Return the date that a page gives of itself, as it is written, or nothing.

    ``root`` is its tree without what stands around the article. What several articles on it may
    share, or what merely looks like a date, is none.
    """
    lines = _beside_title(root, facts.title)
    told = (
        *facts.published,
        *_in_address(facts.url),
        *_in_times(root),
        written_publication(lines),
    )
    readable = (written for one in told if (written := _readable(one, order)))
    return next(readable, "") or next(_in_other_languages(root, lines), "")


def local_date(published: Published, facts: PageFacts) -> Published:
    """Return a date with the day of the source's own zone where its instant is in universal time.

    The same instant may be given with an offset too, and an address has the day of the place.
    """
    if published.instant is None or published.instant.utcoffset():
        return published
    for text in (*facts.published, *facts.changed):
        other = _parsed(text)
        if other and other.instant == published.instant and other.day != published.day:
            return other
    for text in _in_address(facts.url):
        other = _parsed(text)
        if other and other.day in {(published.instant + zone).date() for zone in _ZONES}:
            return Published(other.day, published.instant)
    return published


def without_surroundings(root: Any) -> Any:
    """Take from a tree what stands around its article, and return it."""
    for element in root.xpath(_AROUND, namespaces=_REGEX):
        above = element.getparent()
        if (
            above is not None
            and element.tag not in {"html", "body"}
            and element.find(".//h1") is None
        ):
            element.drop_tree()
    return root


def change_date(facts: PageFacts) -> str:
    """Return when a page was last changed, as it says, or nothing."""
    told = (_readable(one, DayOrder.UNKNOWN) for one in facts.changed)
    return next((one for one in told if one and _reads(one, DayOrder.UNKNOWN)), "")


def _readable(text: str, order: DayOrder) -> str:
    """Return the date in a value that may hold more, or nothing; it may still be two days."""
    dates = (one for one in (text, *written_dates(text)) if _reads(one, DayOrder.DAY_FIRST))
    return next(dates, "") or next((one for one in written_dates(text) if _reads(one, order)), "")


def _reads(text: str, order: DayOrder) -> bool:
    try:
        parse_published(text, order)
    except ArticleError:
        return False
    return True


def _in_address(url: str) -> Iterator[str]:
    found = {"-".join(match) for match in _IN_ADDRESS.findall(url)}
    if len(found) == 1:
        yield from found


def _in_times(root: Any) -> Iterator[str]:
    """Yield the day that all of the page's times give."""
    times = [one.get("datetime") for one in root.xpath(_TIMES)]
    if len({one[:10] for one in times}) == 1:
        yield times[0]


def _beside_title(root: Any, title: str) -> list[str]:
    """Return the lines between the headline and the prose, and those just above it."""
    lines = blocks(root)
    headings = {_shown(one) for one in root.iter("h1")}
    title = headings.pop() if len(headings) == 1 else title
    if title not in lines:
        return []
    start = lines.index(title)
    below = takewhile(lambda line: not _is_prose(line), lines[start : start + _LINES_BELOW])
    return [*lines[max(0, start - _LINES_ABOVE) : start], *below]


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _PROSE_WORDS and line.endswith((".", "!", "?", "”", '"'))


def _in_other_languages(root: Any, lines: list[str]) -> Iterator[str]:
    """Yield the one day of what stands beside the title or is marked as a date."""
    for texts in (lines, [_shown(one) for one in root.xpath(_MARKED)]):
        short = (text for text in dict.fromkeys(texts) if len(text) <= _LONGEST_MARKED)
        days = {day for text in islice(short, _MOST_MARKED) if (day := _in_words(text))}
        if len(days) == 1:
            yield from days


def _shown(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _parsed(text: str) -> Published | None:
    try:
        return parse_published(text)
    except ArticleError:
        return None


def _in_words(text: str) -> str:
    """Return the day in a text that has a word for the month, one in another language too."""
    numbers = re.findall(r"[0-9]+", _CLOCK.sub("", text))
    if len(numbers) != 2 or not re.search(r"[^\W\d_]{3}", text):
        return ""
    # Loading it takes longer than most commands run.
    from htmldate import find_date

    page = f"<html><head></head><body><p class='date'>{escape(text)}</p></body></html>"
    found = find_date(page, original_date=True, min_date="1600-01-01", max_date="2199-12-31")
    day = parse_published(found).day if found else None
    # Where it finds no date it still finds a year, and makes the first of January of it.
    if day is None or sorted(map(int, numbers)) != sorted((day.day, day.year)):
        return ""
    return day.isoformat()
