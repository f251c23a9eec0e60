"""Feeds: RSS and Atom, one article an entry."""

from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.choose import DATED_BY_CHANGE
from bot.reading.dates.parse import infer_day_order
from bot.reading.dates.path_dates import find_path_date
from bot.reading.decoding import MOJIBAKE_NOTICE, decode_markup, is_garbled
from bot.reading.feeds.blog_exports import is_blog_export, read_blog_export
from bot.reading.feeds.feed_entries import (
    begins_as_feed,
    find_date,
    is_dated_by_change,
    parse_entries,
    read_fields,
)
from bot.reading.formats.format import Format
from bot.reading.news_xml.lenient_xml import check_entities
from bot.reading.record import build_article
from bot.reading.source import Source


def recognises(opening: str, name: str) -> bool:
    """Tell whether its first element is a feed's."""
    return begins_as_feed(opening)


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
    feed = parse_entries(content.text)
    if not feed.entries:
        raise ArticleError("the feed has no entries")
    if feed.bozo:
        yield Notice(source.path, _error_line(feed), "not well-formed XML, read as far as possible")
    yield from _read_entries(feed, source)


def _read_entries(feed: Any, source: Source) -> Iterator[Finding]:
    dates = [find_date(entry) for entry in feed.entries]
    order = infer_day_order(dates)
    path_date = None if any(dates) else find_path_date(source.path)
    if path_date:
        yield Notice(source.path, None, path_date.notice)
    published = path_date.published if path_date else None
    has_changes, cuts = False, 0
    for number, entry in enumerate(feed.entries, 1):
        source.budget.beat()
        try:
            fields, is_cut = read_fields(entry, feed.feed)
            yield build_article(fields, source.path, published=published, order=order)
        except ArticleError as error:
            yield Rejection(source.path, None, f"entry {number:,}: {error.reason}")
            continue
        has_changes |= is_dated_by_change(entry, feed)
        cuts += is_cut
    if has_changes:
        yield Notice(source.path, None, DATED_BY_CHANGE)
    if cuts:
        yield Notice(source.path, None, f"texts that the feed breaks off ({cuts:,}) end there")


def _error_line(feed: Any) -> int | None:
    number = getattr(feed.bozo_exception, "getLineNumber", lambda: None)()
    return number if isinstance(number, int) else None


FORMAT = Format(
    "RSS and Atom feeds",
    (".xml", ".rss", ".atom"),
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    recognises,
    read,
)
