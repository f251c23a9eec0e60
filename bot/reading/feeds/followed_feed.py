"""Followed feeds: what a feed of any kind says now, and by what its entries are known again."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.articles.article import Article
from bot.articles.findings import ArticleError, Rejection
from bot.reading.address_hosts import read_host, resolve_address
from bot.reading.dates.parse import DayOrder, Published, infer_day_order
from bot.reading.decoding import decode_markup
from bot.reading.feeds.entry_keys import EntryKeys, RawEntry
from bot.reading.feeds.entry_text import promises_more, read_markup
from bot.reading.feeds.feed_entries import (
    begins_as_feed,
    find_date,
    find_markup,
    parse_entries,
    read_fields,
    read_value,
)
from bot.reading.feeds.feed_findings import FeedDetail, FeedEntry, FeedFacts
from bot.reading.feeds.feed_intervals import read_minutes
from bot.reading.feeds.json_feed import JsonFeedFile, is_json
from bot.reading.markup import to_line
from bot.reading.news_xml.lenient_xml import check_entities, find_root_name
from bot.reading.record import build_article
from bot.reading.source import Source

NO_FEED = "it is no feed"
WEB_PAGE = "it is a web page"

MOST_ENTRIES = 5_000
_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_PAGE_ROOTS = frozenset(("html", "head", "body", "div", "p", "h1", "title", "script"))
_FEED_START = re.compile(r"<\?xml\b|<(?:rss|feed|rdf:RDF)\b")
_LONGEST_WARNING = 8_192
"""Characters."""

_SHORT_TEXT = 600
"""Characters; the summary of an article is shorter, and so are few articles."""

# What programs write for "unknown".
_ZERO_DAYS = frozenset((date(1970, 1, 1), date(1900, 1, 1), date(1969, 12, 31)))
_SOUNDS = ("audio/", "video/")


def read_followed_feed(source: Source, today: date) -> Iterator[FeedDetail]:
    """Yield what a feed says of itself, and then its entries and rejections.

    Addresses are relative to ``source.url``. An entry without a day, or with one that cannot be,
    is of ``today``. Raise ArticleError where it is no feed.
    """
    text = decode_markup(source.read()).text
    if is_json(text):
        feed = JsonFeedFile(text, source)
        yield feed.read_facts()
        entries = feed.list_entries()
    else:
        check_entities(text)
        feed_tree = parse_entries(_find_start(text))
        if not feed_tree.version and not feed_tree.entries:
            raise ArticleError(NO_FEED)
        yield _read_facts(feed_tree.feed, source.url)
        entries = _list_xml_entries(feed_tree, source)
    if len(entries) > MOST_ENTRIES:
        reason = f"entries after the first {MOST_ENTRIES:,} were not read"
        yield Rejection(source.path, None, reason, truncated=True)
        del entries[MOST_ENTRIES:]
    keys = EntryKeys(entries)
    for number, entry in enumerate(entries, 1):
        source.budget.beat()
        try:
            article, is_undated = _build(entry, source.url, today)
        except ArticleError as error:
            name = f" ({entry.title[:60]})" if entry.title else ""
            yield Rejection(source.path, None, f"entry {number:,}{name}: {error.reason}")
            continue
        key = keys.find_key(entry, article, is_undated=is_undated)
        yield FeedEntry(key, article, entry.is_teaser, is_undated)


def _find_start(text: str) -> str:
    """Return a feed from its first element on: servers write warnings before it."""
    if begins_as_feed(text):
        return text
    start = None if _PAGE.match(text) else _FEED_START.search(text, 0, _LONGEST_WARNING)
    if start is None or not begins_as_feed(text[start.start() :]):
        raise ArticleError(WEB_PAGE if find_root_name(text).lower() in _PAGE_ROOTS else NO_FEED)
    return text[start.start() :]


def _read_facts(feed: Any, address: str) -> FeedFacts:
    links = [link for link in feed.get("links", []) if link.get("rel") == "self"]
    own_address = next((read_value(link, "href") for link in links), "")
    return FeedFacts(
        to_line(read_value(feed, "title")),
        resolve_address(address, read_value(feed, "link")),
        read_value(feed, "language"),
        resolve_address(address, own_address),
        read_minutes(feed),
    )


def _list_xml_entries(feed_tree: Any, source: Source) -> list[RawEntry]:
    order = infer_day_order([find_date(entry) for entry in feed_tree.entries])
    entries = []
    for entry in feed_tree.entries:
        source.budget.beat()
        fields, is_cut = read_fields(entry, feed_tree.feed)
        entries.append(
            RawEntry(
                read_value(entry, "id").strip(),
                str(fields["url"]),
                str(fields["title"]),
                _build_from_fields(fields, source.path, order, has_sound=_has_sound(entry)),
                _is_teaser(entry, str(fields["text"]), is_cut=is_cut),
            )
        )
    return entries


def _build_from_fields(
    fields: dict[str, object], path: str, order: DayOrder, *, has_sound: bool
) -> Callable[[date | None], Article]:
    def build(day: date | None) -> Article:
        if not str(fields["text"]).strip() and has_sound:
            raise ArticleError("it has no text, only a recording")
        if day is None:
            return build_article(fields, path, order=order)
        dated_fields = {**fields, "published": ""}
        return build_article(dated_fields, path, published=Published(day))

    return build


def _build(entry: RawEntry, address: str, today: date) -> tuple[Article, bool]:
    """Return the article of an entry, and whether the feed gives no day for it."""
    try:
        article = entry.build(None)
        # Somewhere it is tomorrow already.
        is_possible = article.published <= today + timedelta(1)
        is_undated = not is_possible or article.published in _ZERO_DAYS
    except ArticleError as error:
        try:
            article, is_undated = entry.build(today), True
        except ArticleError:
            raise error from None
    if is_undated:
        article = replace(article, published=today, instant=None)
    url = resolve_address(address, article.url)
    return replace(article, url=url if read_host(url) else ""), is_undated


def _is_teaser(entry: Any, text: str, *, is_cut: bool) -> bool:
    is_short = len(text) < _SHORT_TEXT
    if is_cut or (len(text) < 4 * _SHORT_TEXT and promises_more(read_markup(find_markup(entry)))):
        return True
    return is_short and not any(read_value(item, "value") for item in entry.get("content", []))


def _has_sound(entry: Any) -> bool:
    links = [*entry.get("enclosures", []), *entry.get("media_content", [])]
    types = (str(link.get("type") or link.get("medium") or "") for link in links)
    return any(kind.startswith(_SOUNDS) or kind in ("audio", "video") for kind in types)
