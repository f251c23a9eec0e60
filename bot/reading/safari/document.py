"""Web archives of Safari: the page in them, as other web pages."""

import plistlib
import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any
from xml.parsers.expat import ExpatError

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.decoding import DecodedText, decode_markup
from bot.reading.encodings.declared_encoding import decode_declared
from bot.reading.foreign.foreign_formats import LINK, PROPERTY_LIST, SAFARI_ARCHIVE
from bot.reading.formats.format import Format
from bot.reading.html import page
from bot.reading.source import Source

_ENDING = ".webarchive"
_XML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE plist[^>]*>\s*)?<plist\b", re.IGNORECASE)
_ERRORS = (
    *(ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, struct.error),
    *(ExpatError, AttributeError, EOFError),
)
_PAGES = ("text/html", "application/xhtml+xml", "")


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as a property list does, in which Safari keeps a page."""
    return opening.startswith("bplist0") or bool(_XML.match(opening))


def read(source: Source) -> Iterator[Finding]:
    """Yield the article of the page; raise ArticleError for other property lists."""
    resource = _read_resource(source)
    kind = resource.get("WebResourceMIMEType", "")
    data = resource.get("WebResourceData")
    if not isinstance(data, bytes) or not data.strip():
        raise ArticleError(SAFARI_ARCHIVE.reason)
    if kind not in _PAGES:
        raise ArticleError(f"the page that Safari saved in it is no text, but {str(kind)[:60]!r}")
    content = _decode(data, resource.get("WebResourceTextEncodingName"))
    url = resource.get("WebResourceURL")
    yield from page.read_page(
        content.text, replace(source, url=url if isinstance(url, str) else "")
    )
    if content.notice:
        yield Notice(source.path, None, content.notice)


def _read_resource(source: Source) -> dict[str, Any]:
    is_archive = PurePath(source.name).suffix.lower() == _ENDING
    try:
        content = plistlib.loads(source.read())
        if isinstance(content, dict) and isinstance(content.get("WebMainResource"), dict):
            return dict(content["WebMainResource"])
    except ArticleError:
        raise
    except _ERRORS:
        raise ArticleError((SAFARI_ARCHIVE if is_archive else PROPERTY_LIST).reason) from None
    if isinstance(content, dict) and isinstance(content.get("URL"), str):
        raise ArticleError(LINK.reason)
    raise ArticleError((SAFARI_ARCHIVE if is_archive else PROPERTY_LIST).reason)


def _decode(data: bytes, encoding: object) -> DecodedText:
    """Return the page as text; as in browsers, the encoding that the server gave comes first."""
    if isinstance(encoding, str) and encoding:
        return decode_declared(data, encoding)
    return decode_markup(data)


FORMAT = Format(
    "pages saved by Safari", (_ENDING,), ("application/x-webarchive",), recognises, read
)
