"""Metadata of web pages: meta elements, JSON-LD and elements marked as dates."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

_PUBLISHED = (
    "article:published_time article:published og:article:published_time og:published_time"
    " datepublished pubdate publishdate publish-date publish_date published-date published_date"
    " publication_date publicationdate parsely-pub-date sailthru.date dc.date.issued"
    " dcterms.issued dcterms.date dc.date dc.date.created dcterms.created citation_publication_date"
    " citation_date article.published article_date_original bt:pubdate cxenseparse:recs:publishtime"
    " mediator_published_time og:pubdate og:publish_date originalpublicationdate rbpubdate"
    " rnews:datepublished shareaholic:article_published_time date"
).split()
_CHANGE_NAMES = (
    "article:modified_time og:updated_time datemodified dcterms.modified last-modified".split()
)
_ARTICLE = re.compile(r"article$|^(?:blog|live|social).*posting$|^report$", re.IGNORECASE)
_DEEPEST = 40
_DATE_ELEMENTS = (
    "//*[@itemprop='datePublished']|//time[@pubdate]"
    "|//*[(self::time or self::abbr) and (contains(concat(' ', @class, ' '), ' published ')"
    " or contains(concat(' ', @class, ' '), ' entry-date '))]"
)
_WITH_SITE = re.compile(r"(.*\S)\s+[|·•—–-]\s+(.+)")
_BYLINE = re.compile(r"^by:? ", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*(?:;|,|/|\band\b|&)\s*")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page's metadata; dates are as they are written, the most explicit first."""

    title: str
    source: str
    url: str
    language: str
    authors: tuple[str, ...]
    published: tuple[str, ...]
    change_dates: tuple[str, ...]


def read_metadata(root: Any, address: str) -> PageMetadata:
    """Read a page's metadata; ``address`` is where it came from, or empty."""
    meta = _meta(root)
    article = _article(root)
    url = _url(root, meta, address)
    source = _first(meta, "og:site_name") or _name(article.get("publisher")) or _host(url)
    return PageMetadata(
        title=_title(root, meta, article, source),
        source=source,
        url=url,
        language=_language(root, meta),
        authors=tuple(name for name in _authors(article, meta) if name != source),
        published=tuple(_published(root, meta, article)),
        change_dates=tuple(
            filter(None, (_words(article.get("dateModified")), *_contents(meta, *_CHANGE_NAMES)))
        ),
    )


def _meta(root: Any) -> dict[str, list[str]]:
    contents: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = " ".join(element.get("content", "").split())
        for kind in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(kind)):
                contents.setdefault(name.strip().lower(), []).append(content)
    return contents


def _contents(meta: dict[str, list[str]], *names: str) -> Iterator[str]:
    return (content for name in names for content in meta.get(name, ()))


def _first(meta: dict[str, list[str]], *names: str) -> str:
    return next(_contents(meta, *names), "")


def _article(root: Any) -> dict[str, Any]:
    """Return the article in JSON-LD, or nothing where there is none or several."""
    articles: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            try:
                value = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            articles.extend(_articles(value, 0))
    days = {_words(article.get("datePublished")) for article in articles}
    return articles[0] if len(days) == 1 else {}


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        kinds = value.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(key), depth + 1)


def _published(root: Any, meta: dict[str, list[str]], article: dict[str, Any]) -> Iterator[str]:
    if text := _words(article.get("datePublished")):
        yield text
    yield from _contents(meta, *_PUBLISHED)
    elements = root.xpath(_DATE_ELEMENTS)
    dates = [
        next(
            filter(
                None, (*map(element.get, ("content", "datetime", "title")), _element_text(element))
            ),
            "",
        )
        for element in elements
    ]
    # Several different ones belong to other articles too.
    if len(set(dates)) == 1:
        yield dates[0]


def _title(root: Any, meta: dict[str, list[str]], article: dict[str, Any], source: str) -> str:
    headings = [_element_text(element) for element in root.iter("h1")]
    heading = headings[0] if len(headings) == 1 else ""
    title = " ".join(_element_text(element) for element in root.iterfind(".//head/title"))
    text = _words(article.get("headline")) or _first(meta, "og:title") or heading or title
    match = _WITH_SITE.fullmatch(text)
    if match and (match[2].casefold() == source.casefold() or match[1] == heading):
        return match[1]
    return text


def _url(root: Any, meta: dict[str, list[str]], address: str) -> str:
    canonical = [
        link.get("href", "")
        for link in root.iter("link")
        if link.get("rel", "").lower() == "canonical"
    ]
    base = _first(meta, "og:url") or address
    for url in (*canonical, base, address):
        try:
            absolute: str = urljoin(base, url.strip())
            parts = urlsplit(absolute)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname:
            return absolute
    return ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _language(root: Any, meta: dict[str, list[str]]) -> str:
    code = root.get("lang") or root.get("xml:lang") or _first(meta, "og:locale", "content-language")
    return str(code).strip().replace("_", "-")


def _authors(article: dict[str, Any], meta: dict[str, list[str]]) -> Iterator[str]:
    author = article.get("author")
    names = [_name(content) for content in author] if isinstance(author, list) else [_name(author)]
    names = [name for name in names if name] or [
        name
        for content in _contents(
            meta, "author", "article:author", "parsely-author", "dc.creator", "byl"
        )
        for name in _split(content)
    ]
    # Some are an address instead of a name.
    author = (
        _BYLINE.sub("", name).strip() for name in names if "/" not in name and "@" not in name
    )
    yield from dict.fromkeys(name for name in author if name)


def _split(names: str) -> list[str]:
    names = _BYLINE.sub("", names).strip()
    parts = [part for part in _BETWEEN_NAMES.split(names) if part]
    return parts if all(1 < len(part.split()) < 5 for part in parts) else [names]


def _name(value: Any) -> str:
    value = _unwrap(value)
    return _words(value.get("name") if isinstance(value, dict) else value)


def _unwrap(value: Any) -> Any:
    """Return the only item of a list, or the value itself: pages write either."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _words(value: Any) -> str:
    value = _unwrap(value)
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _element_text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
