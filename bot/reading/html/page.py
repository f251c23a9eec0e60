"""Web pages: one article each."""

import logging
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice
from bot.language.languages.lookup import is_english
from bot.reading.bylines import find_authors
from bot.reading.dates.choose import choose_date
from bot.reading.dates.find import find_dates
from bot.reading.dates.parse import DayOrder, infer_day_order
from bot.reading.decoding import decode_markup
from bot.reading.formats.format import Format
from bot.reading.html.blocks import extract_blocks
from bot.reading.html.dates import (
    find_change_date,
    find_page_date,
    localize_date,
    strip_surroundings,
)
from bot.reading.html.main_text import extract_main_text
from bot.reading.html.metadata import read_metadata
from bot.reading.limits import ReadLimits
from bot.reading.record import build_article
from bot.reading.source import Source, escape_unprintable

_EXTENSIONS = (".html", ".htm", ".xhtml")
_OPENING = re.compile(
    r"(?>\s+|<\?xml[^>]*>|<!--(?>[^-]+|-(?!->))*-->)*<(?:!doctype html|(?:html|head|body)\b)",
    re.IGNORECASE,
)
# What browsers write at the top of a page that they save.
_SAVED_FROM = re.compile(r"<!--[^>]{0,200}?(?:saved from url=\(\d+\)|url:)\s*(https?://[^\s>]+)")
_ONWARD = re.compile(r"^\s*[\d.]*\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_UNSEEN = ("script", "style", "template", "noscript", "svg")
_CHANGE_NOTICE = (
    "dated by its last change, the only date on the page: check that it was published then,"
    " or put the date in the file name"
)

# Characters that lxml refuses to set on a tree, as they are or as references.
_CONTROLS = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]"
    r"|&#0*(?:[0-8]|1[124-9]|2[0-9]|3[01])(?![0-9]);?|&#x0*(?:[0-8bcef]|1[0-9a-f])(?![0-9a-f]);?"
    r"|&#0*6553[45](?![0-9]);?|&#x0*fff[ef](?![0-9a-f]);?",
    re.IGNORECASE,
)

# Twice as many as in the largest of 2,000 pages, and few enough to search within seconds.
MOST_ELEMENTS = 25_000
_MOST_CHARACTERS = 32_000_000
_MOST_ABOVE = 10

# The parser compares each attribute of an element with all before it.
_LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}+", re.IGNORECASE)
_ATTRIBUTE_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_MOST_ATTRIBUTES = 2_000


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as a page does; else the name decides."""
    has_suffix = PurePath(name).suffix.lower() in _EXTENSIONS and opening.lstrip().startswith("<")
    return bool(_OPENING.match(opening)) or has_suffix


def read(source: Source) -> Iterator[Finding]:
    """Yield the one article of the page."""
    content = decode_markup(source.read())
    yield from read_page(content.text, source)
    if content.notice:
        yield Notice(source.path, None, content.notice)


def read_page(text: str, source: Source) -> Iterator[Finding]:
    """Yield the article of a page that is already decoded."""
    saved_from = _SAVED_FROM.search(text, 0, 4096)
    root = _parse(text, source.limits)
    metadata = read_metadata(root, source.url or (saved_from[1] if saved_from else ""))
    prose = _prose(root)
    _strip(root)
    lines = extract_blocks(root)
    order = _order(lines, metadata.language)
    text_date = find_page_date(strip_surroundings(root), metadata, order)
    choice = choose_date(
        text_date,
        source.path,
        find_change_date(metadata),
        order=order,
        lines=prose.split("\n"),
        property_notice=_CHANGE_NOTICE,
    )
    prose = _below_title(prose, metadata.title)
    fields: dict[str, object] = {
        "title": metadata.title,
        "text": prose,
        "source": metadata.source,
        "url": metadata.url,
        "authors": list(metadata.authors) or find_authors(prose.split("\n")),
        "language": metadata.language,
    }
    yield build_article(fields, source.path, published=localize_date(choice.published, metadata))
    if choice.notice:
        yield Notice(source.path, None, choice.notice)


def _order(lines: list[str], language: str) -> DayOrder:
    """Return which number of a date is the day, by the page's dates or else its language."""
    order = infer_day_order(text for line in lines for text in find_dates(line))
    # Only English has both orders; dates that begin with the year need no order.
    if order is DayOrder.UNKNOWN and not is_english(language):
        return DayOrder.DAY_FIRST
    return order


def _parse(text: str, limits: ReadLimits) -> Any:
    """Return the tree; raise ArticleError where it is too deep or too large."""
    if len(text) > _MOST_CHARACTERS:
        raise ArticleError(
            f"it has more than {_MOST_CHARACTERS:,} characters, too many for a web page"
        )
    # Loading it takes longer than most commands run.
    from lxml import etree, html

    if any(_attributes(tag[0]) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise ArticleError(
            "one of its elements has thousands of attributes, too many for a web page"
        )
    # It stops at the first NUL, and leaves out what is deeper than 2,048 elements.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(_CONTROLS.sub("�", text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(
            f"it cannot be read as a web page ({escape_unprintable(str(error))[:200]})"
        ) from None
    deepest = depth = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        elements += event == "start"
    if deepest > limits.depth:
        raise ArticleError(
            f"its elements are nested deeper than {limits.depth:,}, too deep for a web page"
        )
    if elements > MOST_ELEMENTS:
        raise ArticleError(f"it has more than {MOST_ELEMENTS:,} elements, too many for an article")
    return root


def _attributes(tag: str) -> int:
    return len(_ATTRIBUTE_VALUE.sub("", tag).split()) - 1


def _prose(root: Any) -> str:
    # It logs what it leaves out, which is of no use in the bot's log.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = extract_main_text(root)
    except MemoryError:
        raise
    except Exception as error:
        # Some pages make it raise errors of any kind, as its own comments say.
        raise ArticleError(
            f"no article could be found on the page ({escape_unprintable(str(error))[:200]})"
        ) from None
    if not text:
        raise ArticleError("no article was found on the page" + _onward(root))
    return text


def _below_title(prose: str, title: str) -> str:
    """Return the prose without the headline and the few paragraphs above it."""
    paragraphs = prose.split("\n\n")
    head = paragraphs[:_MOST_ABOVE]
    start = head.index(title) + 1 if title in head else 0
    return "\n\n".join(paragraphs[start:] or paragraphs)


def _onward(root: Any) -> str:
    """Return in words where a page redirects to, or nothing."""
    for element in root.iter("meta"):
        refresh = element.get("http-equiv", "").lower() == "refresh"
        if refresh and (target := _ONWARD.match(element.get("content", ""))):
            return f": it only redirects to {escape_unprintable(target[1][:200])}"
    return ""


def _strip(root: Any) -> None:
    from lxml import etree

    etree.strip_elements(root, *_UNSEEN, with_tail=False)


FORMAT = Format("web pages", _EXTENSIONS, ("text/html", "application/xhtml+xml"), recognises, read)
