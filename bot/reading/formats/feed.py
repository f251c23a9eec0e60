"""Feeds: RSS and Atom, one article an entry."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.parse import infer_day_order
from bot.reading.dates.path_dates import find_path_date
from bot.reading.decoding import decode_markup
from bot.reading.formats.format import Format
from bot.reading.html.blocks import extract_text
from bot.reading.record import build_article
from bot.reading.source import Source, escape_unprintable

_OPENING = re.compile(r"\s*<(?:\?xml|rss|feed|rdf:RDF)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|rdf:RDF|(?:\w+:)?feed)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_DATES = ("published", "created", "updated")


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as XML does."""
    return bool(_OPENING.match(opening))


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for every entry."""
    content = decode_markup(source.read())
    feed = _parse(content.text)
    if content.notice:
        yield Notice(source.path, None, content.notice)
    if feed.bozo:
        yield Notice(source.path, _error_line(feed), "not well-formed XML, read as far as possible")
    dates = [_published(entry) for entry in feed.entries]
    order = infer_day_order(dates)
    path_date = None if any(dates) else find_path_date(source.path)
    if path_date:
        yield Notice(source.path, None, path_date.notice)
    published = path_date.published if path_date else None
    for number, entry in enumerate(feed.entries, 1):
        try:
            fields = _fields(entry, feed.feed)
            yield build_article(fields, source.path, published=published, order=order)
        except ArticleError as error:
            yield Rejection(source.path, None, f"entry {number:,}: {error.reason}")


def _parse(text: str) -> Any:
    # Its own entities may expand to gigabytes, or to a local file.
    if re.search("<!ENTITY", text, re.IGNORECASE):
        raise ArticleError("it declares its own XML entities, which no feed needs")
    if not _FEED.search(text):
        raise ArticleError("it is XML, but not an RSS or Atom feed")
    # Loading it takes longer than most commands run.
    import feedparser

    # Its declared encoding is no longer true. A stream is never taken for a URL to fetch.
    data = _REFERENCE.sub(_character, _DECLARATION.sub("", text, count=1)).lstrip().encode()
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except MemoryError:
        raise
    except Exception as error:
        # Broken markup makes it raise errors of many kinds.
        reason = escape_unprintable(f"{type(error).__name__}: {error}")[:200]
        raise ArticleError(f"it cannot be read as a feed ({reason})") from None
    if not feed.entries:
        raise ArticleError("the feed has no entries")
    return feed


def _character(reference: re.Match[str]) -> str:
    """Return a reference to a character, or � where there is no such character."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    if 0xD800 <= number < 0xE000 or number > 0x10FFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return reference[0]


def _error_line(feed: Any) -> int | None:
    number = getattr(feed.bozo_exception, "getLineNumber", lambda: None)()
    return number if isinstance(number, int) else None


def _published(entry: Mapping[str, Any]) -> str:
    # For a missing date feedparser would fall back to another one, with a warning.
    present = (name for name in _DATES if name in entry)
    return next((words for name in present if (words := _words(entry, name))), "")


def _fields(entry: Any, feed: Any) -> dict[str, object]:
    """Return an entry's fields; the text is the full content, or else the summary."""
    contents = [_words(content, "value") for content in entry.get("content", [])]
    text = max((*contents, ""), key=len) or _words(entry, "summary")
    return {
        "title": extract_text(_words(entry, "title")),
        "published": _published(entry),
        "text": extract_text(text),
        "source": extract_text(_words(feed, "title")),
        "url": _words(entry, "link"),
        "authors": [_words(author, "name") for author in entry.get("authors", [])],
        "language": _words(feed, "language"),
    }


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
