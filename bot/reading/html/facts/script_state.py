"""Script state: the day of publication in the data that a page's scripts start from."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.reading.html.facts.page_title import fold_title
from bot.reading.html.facts.unix_time import convert_epoch

_KEYS = frozenset(
    "publishedat publisheddate publishedon publishedtime publishedtimestamp publishdate publishat"
    " publishtime publishtimestamp publishedatutc publishdatetime publisheddatetime publicationdate"
    " publicationtime publicationdatetime publicationtimestamp datepublished datepublication"
    " datetimepublished dateofpublication pubdate pubtime pubdatetime firstpublished"
    " firstpublishedat firstpublisheddate firstpublishdate firstpublicationdate firstpublishtime"
    " initialpublicationdate originalpublishdate originalpublicationdate publishedfirst"
    " displaydate postdate published publicationdateiso isopublishdate".split()
)
_KINDS_BEFORE = re.compile(r"^(?:article|content|page|story|news|post|document|dc|cms)(?=.)")
_TITLES = ("title", "headline", "name", "heading", "header", "pageTitle", "headlines", "hed")
_ASSIGNMENT = re.compile(r"(?:[\w$\])]\s*=|\.push\(|\(|\breturn\b)\s*(?=[{\[])")
_PAIR = re.compile(
    r"""(?<![\w$-])["']?([A-Za-z][\w.$-]{3,40})["']?\s*[:=,]\s*(?:["']([^"'\n\\]{6,40})["']|([0-9]{10}(?:[0-9]{3})?)\b)"""
)
_HAS_KEY = re.compile(r"publi|pub_?date|pub_?time|display_?date|post_?date", re.IGNORECASE)
_DAY = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")
_DATE = re.compile(r"[0-9].*[0-9]{4}|[0-9]{4}.*[0-9]", re.DOTALL)
_MOST_CHARACTERS = 4_000_000
_MOST_ASSIGNMENTS = 200
_MOST_VALUES = 500
_DEEPEST = 60


def find_state_dates(root: Any, titles: frozenset[str]) -> list[str]:
    """Return the dates of publication in the scripts' data where all name one day.

    ``titles`` are the page's own, folded: data of another title belong to another article.
    """
    # Of the page's own title, of an object inside of one with it, of none with a title.
    groups: tuple[list[str], ...] = ([], [], [])
    for script in root.iter("script"):
        text = script.text or ""
        kind = script.get("type", "").lower()
        if "ld+json" in kind or len(text) > _MOST_CHARACTERS or not _HAS_KEY.search(text):
            continue
        for title, is_direct, value in _read(text):
            if not title:
                groups[2].append(value)
            elif title in titles:
                groups[0 if is_direct else 1].append(value)
    for dates in groups:
        if dates:
            return [dates[0]] if len(set(map(_day, dates))) == 1 else []
    return []


def _day(text: str) -> str:
    match = _DAY.search(text)
    return match[0] if match else text


def _read(text: str) -> Iterator[tuple[str, bool, str]]:
    """Yield the dates in a script, each with its title, and whether both are of one object."""
    is_decoded = False
    for value in _values(text):
        is_decoded = True
        yield from _dates(value, "", 0)
    if not is_decoded:
        for match in _PAIR.finditer(text):
            if _is_key(match[1]) and (date := _date(match[2] or match[3])):
                yield "", False, date


def _values(text: str) -> Iterator[Any]:
    """Yield the JSON values in a script: it is one, or assigns them."""
    decoder = json.JSONDecoder(strict=False)
    start = text.lstrip()
    if start[:1] in {"{", "["}:
        try:
            yield json.loads(start, strict=False)
        except (ValueError, RecursionError):
            pass
        else:
            return
    position = 0
    for _ in range(_MOST_ASSIGNMENTS):
        match = _ASSIGNMENT.search(text, position)
        if match is None:
            return
        try:
            value, position = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            position = match.end() + 1
            continue
        if value:
            yield value


def _dates(value: Any, title: str, depth: int) -> Iterator[tuple[str, bool, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:_MOST_VALUES]:
            yield from _dates(item, title, depth + 1)
    elif isinstance(value, dict):
        heading = _title(value)
        for key, item in value.items():
            if isinstance(item, dict | list):
                yield from _dates(item, heading or title, depth + 1)
            elif _is_key(key) and (date := _date(item)):
                yield heading or title, bool(heading), date


def _title(value: Mapping[str, Any]) -> str:
    for name in _TITLES:
        text = value.get(name)
        if isinstance(text, dict):
            text = text.get("basic") or text.get("rendered")
        if isinstance(text, str) and text.strip():
            return fold_title(text)
    return ""


def _is_key(key: str) -> bool:
    letters = re.sub(r"[^a-z]", "", key.lower())
    return letters in _KEYS or _KINDS_BEFORE.sub("", letters) in _KEYS


def _date(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    text = str(value).strip()
    return convert_epoch(text) or (text if len(text) <= 40 and _DATE.search(text) else "")
