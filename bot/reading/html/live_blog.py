"""Live blogs: pages that grow by entries, each with a time and often a headline of its own."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from bot.articles.findings import ArticleError
from bot.reading.dates.parse import Published, parse_published
from bot.reading.html.blocks import extract_blocks, extract_text
from bot.reading.html.facts.date_elements import element_text, is_change
from bot.reading.html.facts.linked_data import (
    list_kinds,
    read_linked_data,
    read_name,
    read_words,
)
from bot.reading.html.facts.page_title import fold_title
from bot.reading.html.parsing import load_xpath

LIVE_NOTICE = (
    "it is a live page with entries of different times that cannot be told apart: all of its text"
    " has the day of its beginning"
)
REST_NOTICE = "{count:,} entries of the live page have no text or no day and were left out"
_ENTRY_CLASS = re.compile(
    "(^| )(live-?(blog)?|lb|ticker|liveticker|timeline|minute(-by-minute)?|directo|direct)[_-]*"
    "(post|posts|entry|update|item|event|card|article|block|content-item)([ _-]|$)"
    "|(^| )(key-event|block--live|liveblog-?entry|post--live|c-live-post|update--live)( |$)",
    re.IGNORECASE,
)
_ENTRIES = "//*[@class or @itemprop='liveBlogUpdate' or @data-live-entry or @data-liveblog-entry]"
_HAS_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_MOST_ENTRIES = 2_000
# Entries that hold each other would be read over and over.
_MOST_NODES = 200_000
_LEAST_WORDS = 4
_LEAST_ENTRIES = 2


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """An entry of a live blog; ``title``, ``url`` and ``author`` may be empty."""

    title: str
    text: str
    published: Published
    url: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class LiveBlog:
    """The entries of a live blog in the page's order, and the number of those left out."""

    entries: tuple[LiveEntry, ...]
    omissions: int = 0


def read_live_blog(root: Any, url: str) -> LiveBlog | None:
    """Return a page's entries, none where they cannot be told apart; None where it is not live.

    ``root`` is its tree with its scripts, ``url`` its address or empty.
    """
    blogs = [item for item in read_linked_data(root).articles if _is_live(item)]
    updates = [update for blog in blogs for update in _updates(blog)][:_MOST_ENTRIES]
    data_entries = [entry for update in updates if (entry := _linked_entry(update, url))]
    if len(data_entries) >= _LEAST_ENTRIES and len(data_entries) * 2 > len(updates):
        return LiveBlog(tuple(dict.fromkeys(data_entries)), len(updates) - len(data_entries))
    element_entries = _marked_entries(list(islice(_find_elements(root), _MOST_ENTRIES)), url)
    if len(element_entries) >= _LEAST_ENTRIES:
        return LiveBlog(tuple(dict.fromkeys(element_entries)))
    return LiveBlog(()) if blogs else None


def _find_elements(root: Any) -> Iterator[Any]:
    """Yield the elements that are marked as entries of a live blog."""
    classes: dict[str, bool] = {}
    for element in load_xpath(_ENTRIES)(root):
        name = element.get("class", "")
        if name not in classes:
            classes[name] = bool(_ENTRY_CLASS.search(name))
        marks = element.attrib
        if (
            classes[name]
            or marks.get("itemprop") == "liveBlogUpdate"
            or "data-live-entry" in marks
            or "data-liveblog-entry" in marks
        ):
            yield element


def _is_live(item: Mapping[str, Any]) -> bool:
    return "LiveBlogPosting" in list_kinds(item)


def _updates(blog: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    updates = blog.get("liveBlogUpdate")
    values = updates if isinstance(updates, list) else [updates]
    return [value for value in values if isinstance(value, dict)]


def _linked_entry(update: Mapping[str, Any], url: str) -> LiveEntry | None:
    body = update.get("articleBody") or update.get("text")
    published = _parse(read_words(update.get("datePublished")))
    if not isinstance(body, str) or published is None:
        return None
    # Some write the markup twice escaped.
    text = extract_text(unescape(body) if "&lt;" in body else body)
    address = read_words(update.get("url")) or read_words(update.get("@id"))
    title = read_words(update.get("headline")) or read_words(update.get("name"))
    return _build(title, text, published, _join(url, address), read_name(update.get("author")))


def _marked_entries(elements: list[Any], url: str) -> list[LiveEntry]:
    """Return the entries that elements are: neither lists of them nor parts of one."""
    nodes = sum(element.xpath("count(.//*)") for element in elements)
    if nodes > _MOST_NODES:
        return []
    entries = {element: entry for element in elements if (entry := _marked_entry(element, url))}
    holders = Counter(scope for element in entries for scope in element.iterancestors())
    single = {element for element in entries if holders[element] < _LEAST_ENTRIES}
    return [
        entries[element]
        for element in elements
        if element in single and single.isdisjoint(element.iterancestors())
    ]


def _marked_entry(element: Any, url: str) -> LiveEntry | None:
    times = (time for time in element.iter("time") if not is_change(time))
    texts = [text for time in times if _HAS_DAY.match(text := time.get("datetime", "").strip())]
    published = _parse(texts[0]) if texts else None
    if published is None:
        return None
    heading = next(filter(None, map(element_text, element.iter(*_HEADINGS))), "")
    labels = {element_text(time) for time in element.iter("time")} | {heading}
    text = "\n\n".join(block for block in extract_blocks(element) if block not in labels)
    anchor = element.get("id", "")
    return _build(heading, text, published, _join(url, f"#{anchor}" if anchor else ""), "")


def _build(title: str, text: str, published: Published, url: str, author: str) -> LiveEntry | None:
    paragraphs = text.split("\n\n")
    if title and fold_title(paragraphs[0]) == fold_title(title):
        text = "\n\n".join(paragraphs[1:])
    if len(text.split()) < _LEAST_WORDS and len(text) < _LEAST_WORDS * 3:
        return None
    return LiveEntry(title, text, published, url, author)


def _join(base: str, url: str) -> str:
    try:
        return urljoin(base, url) if url and base else url if "://" in url else base
    except ValueError:
        return base


def _parse(text: str) -> Published | None:
    try:
        return parse_published(text) if text else None
    except ArticleError:
        return None
