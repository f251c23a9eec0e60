"""Entries of RSS and Atom: their fields, as articles have them."""

import io
import re
from collections.abc import Mapping
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.feeds.entry_text import read_markup, strip_entry, strip_publisher
from bot.reading.markup import to_line
from bot.reading.news_xml.lenient_xml import find_root_name, replace_impossible_references
from bot.reading.source import escape_unprintable

_ROOTS = frozenset(("rss", "feed", "rdf", "channel"))
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_DATES = ("published", "created", "updated")


def begins_as_feed(opening: str) -> bool:
    """Tell whether the first element of a file is a feed's."""
    return find_root_name(opening).rpartition(":")[2].lower() in _ROOTS


def parse_entries(text: str) -> Any:
    """Return a feed as feedparser reads it; raise ArticleError where it cannot be read."""
    # Loading it takes longer than most commands run.
    import feedparser

    # Its declared encoding is no longer true. A stream is never taken for a URL to fetch.
    if "<?xml" in text:
        text = _DECLARATION.sub("", text, count=1)
    data = replace_impossible_references(text).lstrip().encode()
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            io.BytesIO(data), response_headers=headers, resolve_relative_uris=False
        )
    except MemoryError:
        raise
    except Exception as error:
        # Broken markup makes it raise errors of many kinds.
        reason = escape_unprintable(f"{type(error).__name__}: {error}")[:200]
        raise ArticleError(f"it cannot be read as a feed ({reason})") from None


def find_date(entry: Mapping[str, Any]) -> str:
    """Return when an entry was published, as it is written, or nothing."""
    # For a missing date feedparser would fall back to another one, with a warning.
    present = (name for name in _DATES if name in entry)
    return next((words for name in present if (words := read_value(entry, name))), "")


def is_dated_by_change(entry: Mapping[str, Any], feed: Any) -> bool:
    """Tell whether only the day of an entry's last change is there; RSS has no such day."""
    names = [name for name in _DATES if name in entry and read_value(entry, name)]
    return names == ["updated"] and str(feed.version).startswith("atom")


def read_fields(entry: Any, feed: Any) -> tuple[dict[str, object], bool]:
    """Return an entry's fields, and whether its text breaks off.

    The text is the full content, or else the summary. The publisher is the one that the entry
    names: feeds of aggregators have many.
    """
    publisher = to_line(_source_name(entry))
    source = publisher or to_line(read_value(feed, "title"))
    title = strip_publisher(to_line(read_value(entry, "title")), publisher)
    text, is_cut = strip_entry(read_markup(find_markup(entry)), title, source)
    fields: dict[str, object] = {
        "title": title,
        "published": find_date(entry),
        "text": text,
        "source": source,
        "url": read_value(entry, "link"),
        "authors": [to_line(read_value(author, "name")) for author in entry.get("authors", [])],
        "language": read_value(feed, "language"),
    }
    return fields, is_cut


def find_markup(entry: Any) -> str:
    """Return an entry's text as the feed has it: the full content, or else the summary."""
    contents = [read_value(content, "value") for content in entry.get("content", [])]
    return max((*contents, ""), key=len) or read_value(entry, "summary")


def read_value(mapping: Mapping[str, Any], name: str) -> str:
    """Return a value, empty where it is not text: in a truncated feed it may be None."""
    value = mapping.get(name)
    return value if isinstance(value, str) else ""


def _source_name(entry: Any) -> str:
    source = entry.get("source")
    name = read_value(source, "title") if isinstance(source, Mapping) else ""
    return name or read_value(entry, "news_source")
