"""Web pages: one article each."""

import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.address_hosts import read_host
from bot.reading.bylines import find_authors
from bot.reading.dates.choose import choose_date
from bot.reading.decoding import decode_markup
from bot.reading.formats.format import Format
from bot.reading.html.blocks import extract_blocks
from bot.reading.html.dates import find_page_date, localize_date
from bot.reading.html.facts.date_elements import strip_surroundings
from bot.reading.html.facts.day_order import infer_page_order
from bot.reading.html.facts.page_address import find_address, strip_archive_bars
from bot.reading.html.live_blog import LIVE_NOTICE, REST_NOTICE, LiveBlog, read_live_blog
from bot.reading.html.metadata import PageMetadata, read_metadata
from bot.reading.html.missing_article import explain_missing_article
from bot.reading.html.parsing import load_parser, load_xpath, remove_elements
from bot.reading.html.prose.assemble import PageText, extract_page_text
from bot.reading.limits import ReadLimits
from bot.reading.record import build_article
from bot.reading.source import Source, escape_unprintable

_EXTENSIONS = (".html", ".htm", ".xhtml")
_OPENING = re.compile(
    r"(?>\s+|<\?xml[^>]*>|<!--(?>[^-]+|-(?!->))*-->)*<(?:!doctype html|(?:html|head|body)\b)",
    re.IGNORECASE,
)
_ONWARD = re.compile(r"^\s*[\d.]*\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\[(]?(?:[0-9]{1,3}|[a-z]|[*†‡])[\])]?")
_UNSEEN = ("script", "style", "template", "noscript", "svg")
_CHANGE_NOTICE = (
    "dated by its last change, the only date on the page: check that it was published then,"
    " or put the date in the file name"
)

# Characters that lxml refuses to set on a tree, as they are or as references.
_CONTROLS = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_CONTROL_REFERENCES = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    r"|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)

# Twice as many as in the largest of 2,000 pages, and few enough to search within seconds.
MOST_ELEMENTS = 25_000
_MOST_CHARACTERS = 32_000_000

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
    root = parse_page(text, source.limits)
    # Elements that nothing refers to are made anew by each walk over the page.
    elements = list(root.iter("*"))
    yield from _read_tree(root, text, source)
    del elements


def _read_tree(root: Any, text: str, source: Source) -> Iterator[Finding]:
    metadata = read_metadata(root, source.url or find_address(root, text))
    strip_archive_bars(root)
    _strip_note_marks(root)
    live = read_live_blog(root, metadata.url)
    if live is not None and live.entries:
        yield from _read_entries(live, metadata, source)
        return
    prose = _prose_of_article(root, metadata, text)
    _strip(root)
    lines = extract_blocks(root)
    order = infer_page_order(lines, metadata.locales, read_host(metadata.url))
    day = find_page_date(strip_surroundings(root), metadata, order)
    choice = choose_date(
        day.published,
        source.path,
        day.change,
        order=order,
        lines=prose.lines,
        property_notice=_CHANGE_NOTICE,
    )
    fields: dict[str, object] = {
        "title": metadata.title,
        "text": prose.text,
        "source": metadata.source,
        "url": metadata.url,
        "authors": list(metadata.authors) or find_authors(prose.lines),
        "language": metadata.language,
    }
    yield build_article(fields, source.path, published=localize_date(choice.published, day.local))
    live_notice = "" if live is None else LIVE_NOTICE
    for notice in filter(None, (choice.notice, day.notice, live_notice, prose.notice)):
        yield Notice(source.path, None, notice)


def _read_entries(live: LiveBlog, metadata: PageMetadata, source: Source) -> Iterator[Finding]:
    """Yield an article for each entry of a live blog."""
    for entry in live.entries:
        source.budget.beat()
        fields: dict[str, object] = {
            "title": entry.title or metadata.title,
            "text": entry.text,
            "source": metadata.source,
            "url": entry.url,
            "authors": [entry.author] if entry.author else list(metadata.authors),
            "language": metadata.language,
        }
        yield build_article(fields, source.path, published=entry.published)
    if live.omissions:
        yield Notice(source.path, None, REST_NOTICE.format(count=live.omissions))


def parse_page(text: str, limits: ReadLimits, most_elements: int = MOST_ELEMENTS) -> Any:
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
    data = _CONTROL_REFERENCES.sub("�", _CONTROLS.sub("�", text)).encode()
    try:
        root = html.document_fromstring(data, parser=load_parser(is_huge=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(
            f"it cannot be read as a web page ({escape_unprintable(str(error))[:200]})"
        ) from None
    elements = list(root.iter("*"))
    if _is_deeper(elements, limits.depth):
        raise ArticleError(
            f"its elements are nested deeper than {limits.depth:,}, too deep for a web page"
        )
    if len(elements) > most_elements:
        raise ArticleError(f"it has more than {most_elements:,} elements, too many for an article")
    return root


def _is_deeper(elements: Sequence[Any], limit: int) -> bool:
    """Tell whether elements, in the order of their page, are nested deeper than a limit."""
    depths = {elements[0].getparent(): 0}
    for element in elements:
        depths[element] = depth = depths[element.getparent()] + 1
        if depth > limit:
            return True
    return False


def _attributes(tag: str) -> int:
    return len(_ATTRIBUTE_VALUE.sub("", tag).split()) - 1


def _prose(root: Any, metadata: PageMetadata) -> PageText:
    # It logs what it leaves out, which is of no use in the bot's log.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        prose = extract_page_text(
            root,
            title=metadata.title,
            authors=metadata.authors,
            host=read_host(metadata.url),
        )
    except MemoryError:
        raise
    except Exception as error:
        # Some pages make it raise errors of any kind, as its own comments say.
        raise ArticleError(
            f"no article could be found on the page ({escape_unprintable(str(error))[:200]})"
        ) from None
    if not prose.text:
        raise ArticleError("no article was found on the page" + _onward(root))
    return prose


def _prose_of_article(root: Any, metadata: PageMetadata, text: str) -> PageText:
    """Return the prose; raise ArticleError where it is that of a page in an article's place."""
    try:
        prose = _prose(root, metadata)
    except ArticleError as error:
        reason = "" if _onward(root) else explain_missing_article(root, metadata, "", text)
        raise ArticleError(reason or error.reason) from None
    if reason := explain_missing_article(root, metadata, prose.text, text):
        raise ArticleError(reason)
    return prose


def _onward(root: Any) -> str:
    """Return in words where a page redirects to, or nothing."""
    for element in root.iter("meta"):
        refresh = element.get("http-equiv", "").lower() == "refresh"
        if refresh and (target := _ONWARD.match(element.get("content", ""))):
            return f": it only redirects to {escape_unprintable(target[1][:200])}"
    return ""


def _strip_note_marks(root: Any) -> None:
    """Remove the numbers of footnotes, which are links to another part of the page."""
    marks = load_xpath("//sup[count(.//a[starts-with(@href, '#')]) = 1]")(root)
    remove_elements(
        mark for mark in marks if _NOTE_MARK.fullmatch("".join(mark.itertext()).strip())
    )


def _strip(root: Any) -> None:
    from lxml import etree

    etree.strip_elements(root, *_UNSEEN, with_tail=False)


FORMAT = Format("web pages", _EXTENSIONS, ("text/html", "application/xhtml+xml"), recognises, read)
