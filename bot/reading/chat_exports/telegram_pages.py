"""Pages that Telegram Desktop exports of a channel: one article a post."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.decoding import decode_markup
from bot.reading.formats.format import Format
from bot.reading.html.blocks import extract_blocks
from bot.reading.html.parsing import remove_elements
from bot.reading.record import build_article
from bot.reading.source import Source

_OPENING = re.compile(r"\s*(?:<!doctype html[^>]{0,200}>\s*)?<html\b", re.IGNORECASE)
_MARKS = ('class="page_wrap', 'class="page_body chat_page', 'class="history"')
# The program always writes the day first, with the offset since 2021.
_MOMENT = re.compile(
    r"(?P<day>[0-9]{2})\.(?P<month>[0-9]{2})\.(?P<year>[0-9]{4})"
    r"(?: (?P<clock>[0-9]{2}:[0-9]{2}:[0-9]{2}))?(?: UTC(?P<zone>[+-][0-9]{2}:[0-9]{2}))?"
)
_MOST_CHARACTERS = 64_000_000


@dataclass(frozen=True, slots=True)
class _Post:
    """A post: who wrote it, where it was first, its moment as ISO 8601, and its text."""

    author: str
    origin: str
    moment: str
    text: str


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as the pages of such an export do."""
    return bool(_OPENING.match(opening)) and all(mark in opening for mark in _MARKS[:2])


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for each post; the channel is its source."""
    root = _parse(decode_markup(source.read()).text)
    header = next(_with_class(root, "page_header"), None)
    channel = "" if header is None else _line(next(_with_class(header, "text"), None))
    author, number, empty = "", 0, 0
    for message in _with_class(root, "message"):
        source.budget.beat()
        if "default" not in _classes(message):
            continue
        post = _read_post(message, author)
        author = post.author
        if not post.text:
            empty += 1
            continue
        number += 1
        fields: dict[str, object] = {
            "text": post.text,
            "published": post.moment,
            "source": post.origin or channel or post.author,
            "authors": [post.author] if not post.origin and post.author != channel else [],
        }
        try:
            yield build_article(fields, source.path)
        except ArticleError as error:
            yield Rejection(source.path, message.sourceline, f"post {number:,}: {error.reason}")
    if empty:
        yield Notice(source.path, None, f"posts without text ({empty:,}) were not read")
    if not number:
        raise ArticleError("the export has no post with a text")


def _parse(text: str) -> Any:
    # Loading it takes longer than most commands run.
    from lxml import etree, html

    if len(text) > _MOST_CHARACTERS:
        raise ArticleError(f"it has more than {_MOST_CHARACTERS:,} characters: export fewer posts")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(
            text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(), parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise ArticleError("it cannot be read as an export of Telegram Desktop") from None


def _read_post(message: Any, author_above: str) -> _Post:
    """Return a post; one that is joined to the post above it has the same author."""
    body = next(_with_class(message, "body"), message)
    forward = next(_with_class(body, "forwarded"), None)
    name = _line(_child(body, "from_name"))
    moment = _find_moment(_child(body, "date"))
    if forward is None:
        return _Post(name or author_above, "", moment, _text(_child(body, "text")))
    origin = _child(forward, "from_name")
    date = None if origin is None else next(_with_class(origin, "date"), None)
    if date is not None:
        moment = _find_moment(date) or moment
        remove_elements([date])
    return _Post(name or author_above, _line(origin), moment, _text(_child(forward, "text")))


def _child(parent: Any, name: str) -> Any:
    return next((child for child in parent if name in _classes(child)), None)


def _with_class(root: Any, name: str) -> Iterator[Any]:
    return (element for element in root.iterdescendants("div", "span") if name in _classes(element))


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _line(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _text(element: Any) -> str:
    """Return the lines of a post; what only people who open it see is not read."""
    return "" if element is None else "\n\n".join(extract_blocks(element))


def _find_moment(element: Any) -> str:
    """Return the moment of a post as ISO 8601, empty where it has none."""
    words = "" if element is None else str(element.get("title", "")) or _line(element)
    match = _MOMENT.search(words)
    if match is None:
        return ""
    day = f"{match['year']}-{match['month']}-{match['day']}"
    moment = f"{day}T{match['clock']}{match['zone'] or ''}" if match["clock"] else day
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return words
    return moment


FORMAT = Format("web pages", (".html",), ("text/html",), recognises, read)
