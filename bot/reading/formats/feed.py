"""Feeds: RSS and Atom, one article an entry."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.choose import DATED_BY_CHANGE
from bot.reading.dates.parse import infer_day_order
from bot.reading.dates.path_dates import find_path_date
from bot.reading.decoding import MOJIBAKE_NOTICE, decode_markup, is_garbled
from bot.reading.feeds.blog_exports import is_blog_export, read_blog_export
from bot.reading.feeds.entry_text import read_markup, strip_entry, strip_publisher
from bot.reading.formats.format import Format
from bot.reading.markup import to_line
from bot.reading.news_xml.lenient_xml import (
    check_entities,
    find_root_name,
    replace_impossible_references,
)
from bot.reading.record import build_article
from bot.reading.source import Source, escape_unprintable

_ROOTS = frozenset(("rss", "feed", "rdf", "channel"))
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_DATES = ("published", "created", "updated")


def recognises(opening: str, name: str) -> bool:
    """Tell whether its first element is a feed's."""
    return find_root_name(opening).rpartition(":")[2].lower() in _ROOTS


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for every entry."""
    content = decode_markup(source.read())
    check_entities(content.text)
    if content.notice:
        yield Notice(source.path, None, content.notice)
    if is_garbled(content.text):
        yield Notice(source.path, None, MOJIBAKE_NOTICE)
    if is_blog_export(content.text):
        yield from read_blog_export(content.text, source)
        return
    feed = _parse(content.text)
    if feed.bozo:
        yield Notice(source.path, _error_line(feed), "not well-formed XML, read as far as possible")
    yield from _read_entries(feed, source)


def _read_entries(feed: Any, source: Source) -> Iterator[Finding]:
    dates = [_published(entry) for entry in feed.entries]
    order = infer_day_order(dates)
    path_date = None if any(dates) else find_path_date(source.path)
    if path_date:
        yield Notice(source.path, None, path_date.notice)
    published = path_date.published if path_date else None
    is_dated_by_change, cuts = False, 0
    for number, entry in enumerate(feed.entries, 1):
        source.budget.beat()
        try:
            fields, is_cut = _fields(entry, feed.feed)
            yield build_article(fields, source.path, published=published, order=order)
        except ArticleError as error:
            yield Rejection(source.path, None, f"entry {number:,}: {error.reason}")
            continue
        is_dated_by_change |= _is_dated_by_change(entry, feed)
        cuts += is_cut
    if is_dated_by_change:
        yield Notice(source.path, None, DATED_BY_CHANGE)
    if cuts:
        yield Notice(source.path, None, f"texts that the feed breaks off ({cuts:,}) end there")


def _parse(text: str) -> Any:
    # Loading it takes longer than most commands run.
    import feedparser

    # Its declared encoding is no longer true. A stream is never taken for a URL to fetch.
    if "<?xml" in text:
        text = _DECLARATION.sub("", text, count=1)
    data = replace_impossible_references(text).lstrip().encode()
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        feed = feedparser.parse(
            io.BytesIO(data), response_headers=headers, resolve_relative_uris=False
        )
    except MemoryError:
        raise
    except Exception as error:
        # Broken markup makes it raise errors of many kinds.
        reason = escape_unprintable(f"{type(error).__name__}: {error}")[:200]
        raise ArticleError(f"it cannot be read as a feed ({reason})") from None
    if not feed.entries:
        raise ArticleError("the feed has no entries")
    return feed


def _error_line(feed: Any) -> int | None:
    number = getattr(feed.bozo_exception, "getLineNumber", lambda: None)()
    return number if isinstance(number, int) else None


def _published(entry: Mapping[str, Any]) -> str:
    # For a missing date feedparser would fall back to another one, with a warning.
    present = (name for name in _DATES if name in entry)
    return next((words for name in present if (words := _words(entry, name))), "")


def _is_dated_by_change(entry: Mapping[str, Any], feed: Any) -> bool:
    """Tell whether only the day of an entry's last change is there; RSS has no such day."""
    names = [name for name in _DATES if name in entry and _words(entry, name)]
    return names == ["updated"] and str(feed.version).startswith("atom")


def _fields(entry: Any, feed: Any) -> tuple[dict[str, object], bool]:
    """Return an entry's fields, and whether its text breaks off.

    The text is the full content, or else the summary. The publisher is the one that the entry
    names: feeds of aggregators have many.
    """
    contents = [_words(content, "value") for content in entry.get("content", [])]
    markup = max((*contents, ""), key=len) or _words(entry, "summary")
    publisher = to_line(_source_name(entry))
    source = publisher or to_line(_words(feed, "title"))
    title = strip_publisher(to_line(_words(entry, "title")), publisher)
    text, is_cut = strip_entry(read_markup(markup), title, source)
    fields: dict[str, object] = {
        "title": title,
        "published": _published(entry),
        "text": text,
        "source": source,
        "url": _words(entry, "link"),
        "authors": [to_line(_words(author, "name")) for author in entry.get("authors", [])],
        "language": _words(feed, "language"),
    }
    return fields, is_cut


def _source_name(entry: Any) -> str:
    source = entry.get("source")
    name = _words(source, "title") if isinstance(source, Mapping) else ""
    return name or _words(entry, "news_source")


def _words(mapping: Mapping[str, Any], name: str) -> str:
    """Return a value, empty where it is not text: in a truncated feed it may be None."""
    value = mapping.get(name)
    return value if isinstance(value, str) else ""


FORMAT = Format(
    "RSS and Atom feeds",
    (".xml", ".rss", ".atom"),
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    recognises,
    read,
)
