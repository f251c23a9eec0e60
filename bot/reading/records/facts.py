"""Facts: a record's dates, title, address, source and authors."""

import re
from itertools import chain

from bot.reading.records.field_names import fold
from bot.reading.records.record_keys import Keys, Record
from bot.reading.records.source_names import is_publisher
from bot.reading.records.values import (
    Numeral,
    is_address,
    read_date,
    read_names,
    read_url,
    read_words,
)
from bot.reading.web_addresses import read_host

_CLOCK = re.compile(r"[0-9]{1,2}[:.hH][0-9]{2}.{0,20}")
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}")
_URLS = ("url", "link")
_KEPT = re.compile(
    r"https?://(?:(?:www|app|api|web|search|advance|global|read)\.)*(?:readwise\.io|getpocket\.com"
    r"|wallabag\.it|feedly\.com|inoreader\.com|instapaper\.com|proquest\.com|lexis\.com"
    r"|factiva\.com|europresse\.com|zotero\.org|news\.google\.com|google\.com/url)\b",
    re.IGNORECASE,
)
_DOMAINS = ("domain", "hostname", "host", "uri")
_ZERO_YEARS = ("0000", "0001", "1900", "1970")
_ZERO = re.compile(
    r"(?:0001-01-01|1900-01-01|1970-01-01)[T ]0?0:00(?::00(?:\.0+)?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-]00:?00))?"
    r"|0001-01-01|0000-00-00.{0,20}"
)
_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+")


def list_dates(record: Record, keys: Keys, field: str = "published") -> list[str]:
    """Return the values of a record's dates, the best first, with the time of day beside them."""
    dates = []
    for name in keys.get(field, ()):
        date = read_date(record[name])
        if name[-3:].lower() in ("gmt", "utc") and _LOCAL.fullmatch(date):
            date += "Z"
        if date and not is_zero(date):
            dates.append(date)
    if len(dates) > 1:  # Jekyll writes whether it is published under the same name
        dates.sort(key=lambda date: not any(map(str.isdigit, date)))
    if field != "published":
        return dates
    if len(dates) == 1 and "clock" in keys and ":" not in dates[0]:
        clock = read_date(record[keys["clock"][0]])
        if _CLOCK.fullmatch(clock):
            dates.insert(0, f"{dates[0]} {clock}")
    return dates or _join_parts(record, keys)


def is_zero(date: str) -> bool:
    """Tell whether a date is a program's zero, which says that it knows none."""
    return date[:4] in _ZERO_YEARS and bool(_ZERO.fullmatch(date))


def _join_parts(record: Record, keys: Keys) -> list[str]:
    """Return the date whose year, month and day stand in fields of their own."""
    names = [keys[part][0] for part in ("year", "month", "day") if part in keys]
    parts = [read_date(record[name]).removesuffix(".0") for name in names]
    if len(parts) < 3 or not all(parts):
        return []
    year, month, day = parts
    return [f"{year}-{month:0>2}-{day:0>2}" if month.isdecimal() else f"{day} {month} {year}"]


def find_title(record: Record, keys: Keys) -> str:
    """Return the title, or nothing."""
    for name in keys.get("title", ()):
        if words := read_words(record[name]):
            return words
    return ""


def find_url(record: Record, keys: Keys) -> str:
    """Return the address; a source may be written as one."""
    words = {name: read_url(record[name]) for name in keys.get("url", ())}
    sources = (read_words(record[name]) for name in keys.get("source", ()))
    addresses = list(filter(is_address, chain(words.values(), sources)))
    first = next(iter(words.values()), "") if fold(next(iter(words), "")) in _URLS else ""
    # Where somebody kept an article is not where it was published.
    originals = (url for url in addresses if not _KEPT.match(url)) if len(addresses) > 1 else ()
    return next(iter((*originals, *addresses)), first)


def find_source(record: Record, keys: Keys, url: str, fallback: str) -> str:
    """Return who published: by name, by domain, ``fallback``, or the host of the address."""
    for name in keys.get("source", ()):
        words = _source_name(record[name])
        if words:
            return words
    for name in keys.get("domain", ()):
        words = read_words(record[name])
        words = read_host(words) if is_address(words) else words.removeprefix("www.")
        if (
            words
            and is_publisher(words)
            and (not fold(name).endswith("id") or _HOST.fullmatch(words))
        ):
            return words
    return fallback or read_host(url)


def _source_name(value: object) -> str:
    if isinstance(value, Numeral):
        return ""
    if isinstance(value, list) and not all(
        "name" in item if isinstance(item, dict) else type(item) is str for item in value
    ):
        return ""
    words = read_words(value)
    if not words and isinstance(value, dict):
        words = next(filter(_HOST.fullmatch, map(read_words, map(value.get, _DOMAINS))), "")
    if is_address(words) or not is_publisher(words):
        return ""
    return words.removeprefix("www.") if words.startswith("www.") else words


def find_authors(record: Record, keys: Keys) -> tuple[str, ...]:
    """Return the names of the authors, none where the field is odd."""
    for name in keys.get("authors", ()):
        names = read_names(record[name])
        if names:
            return tuple(names)
    return ()
