"""Feeds that a web page links to, in its head or in its text."""

import re
from collections.abc import Iterator
from typing import Any

from bot.reading.address_hosts import read_host, resolve_address
from bot.reading.decoding import decode_markup
from bot.reading.feeds.feed_findings import FeedLink
from bot.reading.html.page import parse_page
from bot.reading.source import Source

_MOST_LINKS = 50
_LONGEST_TITLE = 200
_MOST_ELEMENTS = 200_000
_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
     "application/rss", "application/atom", "text/rss", "text/atom", "application/x-rss+xml",
     "application/x-atom+xml")
)  # fmt: skip
# Some sites declare their feeds, and others their stylesheets and interfaces, as these.
_PLAIN_TYPES = frozenset(("application/json", "application/xml", "text/xml"))
_FEED_ADDRESS = re.compile(r"(?:/|\b|_)(?:rss|atom|feeds?|rdf)(?:[/_.?#-]|\b)", re.IGNORECASE)
_OTHER_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|ico|css|js|html?)(?:[?#]|$)", re.IGNORECASE)
_COMMENTS = re.compile(
    r"/comments?/|comments?[-_/]?(?:feed|rss|atom)|\bcomments?\b|kommentar|commentaires"
    r"|comentarios|commenti|комментари",
    re.IGNORECASE,
)


def read_feed_links(source: Source) -> Iterator[FeedLink]:
    """Yield the feeds that a page declares, or else those that it links to; the likeliest first.

    Raise ArticleError for what cannot be a page.
    """
    root = parse_page(decode_markup(source.read()).text, source.limits, _MOST_ELEMENTS)
    base = _find_base(root, source.url)
    links = list(_list_declared(root, base)) or list(_list_anchors(root, base))
    unique: dict[str, FeedLink] = {}
    for link in links:
        unique.setdefault(link.address, link)
    ordered_links = sorted(unique.values(), key=_is_of_comments)
    yield from ordered_links[:_MOST_LINKS]


def _find_base(root: Any, url: str) -> str:
    element = next(root.iter("base"), None)
    return resolve_address(url, _get(element, "href")) or url if element is not None else url


def _list_declared(root: Any, base: str) -> Iterator[FeedLink]:
    for element in root.iter("link"):
        relations = _get(element, "rel").lower().split()
        kind = _get(element, "type").lower().partition(";")[0].strip()
        address = resolve_address(base, _get(element, "href"))
        if not read_host(address):
            continue
        is_feed = kind in _TYPES or (kind in _PLAIN_TYPES and _is_feed_address(address))
        if "feed" in relations or ("alternate" in relations and is_feed):
            yield FeedLink(address, _tidy(_get(element, "title")))


def _list_anchors(root: Any, base: str) -> Iterator[FeedLink]:
    for element in root.iter("a"):
        href = _get(element, "href")
        kind = _get(element, "type").lower().partition(";")[0].strip()
        address = resolve_address(base, href.removeprefix("feed:"))
        words = _tidy("".join(element.itertext()))
        is_feed = kind in _TYPES or href.startswith("feed:") or _is_feed_address(href)
        if is_feed and read_host(address):
            yield FeedLink(address, words)


def _is_of_comments(link: FeedLink) -> bool:
    return bool(_COMMENTS.search(link.title) or _COMMENTS.search(link.address))


def _is_feed_address(address: str) -> bool:
    return bool(_FEED_ADDRESS.search(address)) and not _OTHER_FILE.search(address)


def _get(element: Any, name: str) -> str:
    return str(element.get(name) or "").strip()


def _tidy(words: str) -> str:
    return " ".join(words.split())[:_LONGEST_TITLE]
