"""Structured text: what a page's JSON-LD says of its article's text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from bot.reading.html.blocks import extract_text

_ARTICLE = re.compile(r"article$|posting$|^report$", re.IGNORECASE)
_DEEPEST = 40
_TAG = re.compile(r"<(?:p|br|div|h[1-6]|ul|li|a|strong|em|figure|span)\b[^<>]*>", re.IGNORECASE)
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dcterms.description")


@dataclass(frozen=True, slots=True)
class StructuredText:
    """What the metadata of a page say of its text; empty, zero or false where they say nothing.

    body: the text itself, paragraphs parted by blank lines
    descriptions: what sums it up
    words: the number of its words
    is_paid: whether it is said to be not for free
    """

    body: str = ""
    descriptions: tuple[str, ...] = ()
    words: int = 0
    is_paid: bool = False


def read_structured_text(root: Any) -> StructuredText:
    """Read what a page's JSON-LD and meta elements say of its text."""
    articles = list(_articles_on(root))
    bodies = [body for article in articles if isinstance(body := article.get("articleBody"), str)]
    descriptions = [
        article[key]
        for article in articles
        for key in ("description", "alternativeHeadline", "abstract")
        if isinstance(article.get(key), str)
    ]
    counts = [_number(article.get("wordCount")) for article in articles]
    return StructuredText(
        # Several are those of several articles.
        body=_plain(bodies[0]) if len(set(bodies)) == 1 else "",
        descriptions=tuple(unescape(text) for text in (*descriptions, *_meta(root))),
        words=counts[0] if len(articles) == 1 else 0,
        is_paid=any(_is_false(article.get("isAccessibleForFree")) for article in articles),
    )


def _articles_on(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            try:
                value = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles(value, 0)


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


def _meta(root: Any) -> Iterator[str]:
    for element in root.iter("meta"):
        names = (element.get("name") or "", element.get("property") or "")
        if any(name.lower() in _DESCRIPTIONS for name in names):
            yield element.get("content") or ""


def _plain(body: str) -> str:
    """Return a body as paragraphs; some have the markup of the page in them."""
    # Some are escaped twice.
    body = unescape(unescape(body))
    if _TAG.search(body):
        return extract_text(body)
    lines = (" ".join(line.split()) for line in body.splitlines())
    return "\n\n".join(filter(None, lines))


def _number(value: Any) -> int:
    try:
        return int(value) if isinstance(value, int | str) else 0
    except ValueError:
        return 0


def _is_false(value: Any) -> bool:
    return value is False or (isinstance(value, str) and value.strip().lower().endswith("false"))
