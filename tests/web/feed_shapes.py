"""Feeds in the shapes that publishers give them, tidy or not."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from enum import StrEnum, auto
from html import escape

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_SY = "http://purl.org/rss/1.0/modules/syndication/"
_NAMED = {"ä": "&auml;", "ö": "&ouml;", "ü": "&uuml;", "ß": "&szlig;", "é": "&eacute;",
          "è": "&egrave;", "à": "&agrave;", "ù": "&ugrave;", "’": "&rsquo;"}  # fmt: skip


class Dialect(StrEnum):
    """The language that a feed is written in."""

    RSS_091 = "RSS 0.91"
    RSS_10 = "RSS 1.0"
    RSS_20 = "RSS 2.0"
    ATOM_03 = "Atom 0.3"
    ATOM_10 = "Atom 1.0"
    JSON = "JSON Feed"


class Quirk(StrEnum):
    """What makes a feed different from what readers expect."""

    TEASERS = auto()
    ENCODED_CONTENT = auto()
    CDATA = auto()
    ENTITIES = auto()
    WINDOWS_1252 = auto()
    CHARSET_IN_HEADER = auto()
    BYTE_ORDER_MARK = auto()
    UTF_16 = auto()
    GZIP_ENCODING = auto()
    GZIP_FILE = auto()
    RELATIVE_LINKS = auto()
    NO_IDS = auto()
    CHANGING_IDS = auto()
    SAME_IDS = auto()
    NO_LINKS = auto()
    NO_DATES = auto()
    ODD_DATES = auto()
    TTL = auto()
    UPDATE_PERIOD = auto()
    OLDEST_FIRST = auto()
    BLANK_LINES_BEFORE = auto()
    WRONG_TYPE = auto()


@dataclass(frozen=True, slots=True)
class ShapedEntry:
    """An entry as a feed shows it; ``link`` is absolute."""

    key: str
    link: str
    title: str
    paragraphs: Sequence[str]
    published: datetime


@dataclass(frozen=True, slots=True)
class FeedShape:
    """How a feed is written."""

    dialect: Dialect
    quirks: frozenset[Quirk] = frozenset()
    title: str = "News"
    site: str = "http://127.0.0.1/"
    language: str = "en"
    minutes: int = 60  # that TTL or UPDATE_PERIOD ask for

    def has(self, quirk: Quirk) -> bool:
        """Tell whether it has a quirk."""
        return quirk in self.quirks


@dataclass(frozen=True, slots=True)
class FeedBody:
    """The bytes of a feed, and the headers that go with them."""

    content: bytes
    media_type: str
    headers: dict[str, str] = field(default_factory=dict)


def write_feed(shape: FeedShape, entries: Sequence[ShapedEntry], round_number: int) -> FeedBody:
    """Return a feed; ``round_number`` makes ids that change another one each time."""
    if shape.has(Quirk.OLDEST_FIRST):
        entries = entries[::-1]
    if shape.dialect is Dialect.JSON:
        text, media_type = _write_json(shape, entries), "application/feed+json"
    else:
        text = _write_xml(shape, entries, round_number)
        is_atom = shape.dialect in (Dialect.ATOM_03, Dialect.ATOM_10)
        media_type = "application/atom+xml" if is_atom else "application/rss+xml"
    return _encode(shape, text, media_type)


def _encode(shape: FeedShape, text: str, media_type: str) -> FeedBody:
    headers = {}
    if shape.has(Quirk.BLANK_LINES_BEFORE):
        text = f"\n\n{text}"
    if shape.has(Quirk.WINDOWS_1252):
        content, charset = text.encode("cp1252", "xmlcharrefreplace"), ""
    elif shape.has(Quirk.CHARSET_IN_HEADER):
        content, charset = text.encode("cp1252", "xmlcharrefreplace"), "windows-1252"
    elif shape.has(Quirk.UTF_16):
        content, charset = text.encode("utf-16"), ""
    else:
        content, charset = text.encode(), "utf-8"
    if shape.has(Quirk.BYTE_ORDER_MARK):
        content = b"\xef\xbb\xbf" + content
    if shape.has(Quirk.GZIP_ENCODING):
        content = gzip.compress(content, mtime=0)
        headers["Content-Encoding"] = "gzip"
    if shape.has(Quirk.GZIP_FILE):
        content, media_type, charset = gzip.compress(content, mtime=0), "application/gzip", ""
    if shape.has(Quirk.WRONG_TYPE):
        media_type, charset = "text/html", ""
    return FeedBody(content, f"{media_type}; charset={charset}" if charset else media_type, headers)


def _write_xml(shape: FeedShape, entries: Sequence[ShapedEntry], round_number: int) -> str:
    encoding = "utf-8"
    if shape.has(Quirk.WINDOWS_1252):
        encoding = "windows-1252"
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    if shape.has(Quirk.CHARSET_IN_HEADER) or shape.has(Quirk.UTF_16):
        declaration = '<?xml version="1.0"?>\n'
    writers = {
        Dialect.RSS_091: _write_rss, Dialect.RSS_20: _write_rss, Dialect.RSS_10: _write_rdf,
        Dialect.ATOM_03: _write_atom, Dialect.ATOM_10: _write_atom,
    }  # fmt: skip
    return declaration + writers[shape.dialect](shape, entries, round_number)


def _write_rss(shape: FeedShape, entries: Sequence[ShapedEntry], round_number: int) -> str:
    version = "0.91" if shape.dialect is Dialect.RSS_091 else "2.0"
    items = "".join(f"<item>{_write_item(shape, e, round_number)}</item>" for e in entries)
    return (
        f'<rss version="{version}" xmlns:content="{_CONTENT}" xmlns:dc="{_DC}" xmlns:sy="{_SY}">'
        f"<channel><title>{escape(shape.title)}</title><link>{escape(shape.site)}</link>"
        f"<description>{escape(shape.title)}</description><language>{shape.language}</language>"
        f"{_write_wish(shape)}{items}</channel></rss>"
    )


def _write_rdf(shape: FeedShape, entries: Sequence[ShapedEntry], round_number: int) -> str:
    items = "".join(
        f'<item rdf:about="{escape(entry.link)}">{_write_item(shape, entry, round_number)}</item>'
        for entry in entries
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns="http://purl.org/rss/1.0/" xmlns:content="{_CONTENT}" xmlns:dc="{_DC}"'
        f' xmlns:sy="{_SY}"><channel rdf:about="{escape(shape.site)}">'
        f"<title>{escape(shape.title)}</title><link>{escape(shape.site)}</link>"
        f"<description>{escape(shape.title)}</description>"
        f"<dc:language>{shape.language}</dc:language>{_write_wish(shape)}</channel>{items}</rdf:RDF>"
    )


def _write_wish(shape: FeedShape) -> str:
    if shape.has(Quirk.TTL):
        return f"<ttl>{shape.minutes}</ttl>"
    if shape.has(Quirk.UPDATE_PERIOD):
        count = max(1440 // shape.minutes, 1)
        return (
            "<sy:updatePeriod>daily</sy:updatePeriod>"
            f"<sy:updateFrequency>{count}</sy:updateFrequency>"
        )
    return ""


def _write_item(shape: FeedShape, entry: ShapedEntry, round_number: int) -> str:
    parts = [f"<title>{_write_text(shape, entry.title)}</title>"]
    if not shape.has(Quirk.NO_LINKS):
        parts.append(f"<link>{escape(_write_link(shape, entry))}</link>")
    if shape.dialect is Dialect.RSS_20 and not shape.has(Quirk.NO_IDS):
        key = _choose_key(shape, entry, round_number)
        parts.append(f'<guid isPermaLink="false">{escape(key)}</guid>')
    markup = "".join(f"<p>{_write_text(shape, p)}</p>" for p in entry.paragraphs)
    if shape.has(Quirk.TEASERS):
        words = entry.paragraphs[0].split()
        parts.append(f"<description>{_write_text(shape, ' '.join(words[:25]))} […]</description>")
    elif shape.has(Quirk.ENCODED_CONTENT):
        parts.append(f"<description>{_write_text(shape, entry.paragraphs[0])}</description>")
        parts.append(f"<content:encoded>{_quote(shape, markup)}</content:encoded>")
    else:
        parts.append(f"<description>{_quote(shape, markup)}</description>")
    if not shape.has(Quirk.NO_DATES):
        name = "dc:date" if shape.dialect is Dialect.RSS_10 else "pubDate"
        parts.append(f"<{name}>{_write_date(shape, entry.published)}</{name}>")
    return "".join(parts)


def _write_atom(shape: FeedShape, entries: Sequence[ShapedEntry], round_number: int) -> str:
    is_old = shape.dialect is Dialect.ATOM_03
    namespace = "http://purl.org/atom/ns#" if is_old else "http://www.w3.org/2005/Atom"
    version = ' version="0.3"' if is_old else ""
    base = f' xml:base="{escape(shape.site)}"' if shape.has(Quirk.RELATIVE_LINKS) else ""
    items = []
    for entry in entries:
        markup = "".join(f"<p>{_write_text(shape, p)}</p>" for p in entry.paragraphs)
        kind = 'type="text/html" mode="escaped"' if is_old else 'type="html"'
        moment = entry.published.isoformat()
        dates = (
            f"<issued>{moment}</issued><modified>{moment}</modified>" if is_old
            else f"<published>{moment}</published><updated>{moment}</updated>"
        )  # fmt: skip
        items.append(
            f"<entry><title>{_write_text(shape, entry.title)}</title>"
            f'<link rel="alternate" type="text/html" href="{escape(_write_link(shape, entry))}"/>'
            f"<id>{escape(_choose_key(shape, entry, round_number))}</id>"
            f"{'' if shape.has(Quirk.NO_DATES) else dates}"
            f"<content {kind}>{_quote(shape, markup)}</content></entry>"
        )
    return (
        f'<feed xmlns="{namespace}"{version} xml:lang="{shape.language}"{base}>'
        f"<title>{escape(shape.title)}</title><id>{escape(shape.site)}</id>"
        f'<link rel="alternate" type="text/html" href="{escape(shape.site)}"/>'
        f"{''.join(items)}</feed>"
    )


def _write_json(shape: FeedShape, entries: Sequence[ShapedEntry]) -> str:
    items = [
        {
            "id": entry.key,
            "url": entry.link,
            "title": entry.title,
            "content_html": "".join(f"<p>{escape(p)}</p>" for p in entry.paragraphs),
            "date_published": entry.published.isoformat(),
        }
        for entry in entries
    ]
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": shape.title,
            "home_page_url": shape.site,
            "language": shape.language,
            "items": items,
        },
        ensure_ascii=False,
    )


def _write_text(shape: FeedShape, text: str) -> str:
    if shape.has(Quirk.ENTITIES):
        return "".join(_NAMED.get(char) or escape(char) for char in text)
    return escape(text, quote=False)


def _quote(shape: FeedShape, markup: str) -> str:
    """Return markup as text of an element."""
    return f"<![CDATA[{markup}]]>" if shape.has(Quirk.CDATA) else escape(markup)


def _write_link(shape: FeedShape, entry: ShapedEntry) -> str:
    if not shape.has(Quirk.RELATIVE_LINKS):
        return entry.link
    return "/" + entry.link.partition("//")[2].partition("/")[2]


def _choose_key(shape: FeedShape, entry: ShapedEntry, round_number: int) -> str:
    if shape.has(Quirk.CHANGING_IDS):
        return f"{entry.key}/{round_number}"
    return "0" if shape.has(Quirk.SAME_IDS) else entry.key


def _write_date(shape: FeedShape, moment: datetime) -> str:
    if shape.dialect is Dialect.RSS_10 and not shape.has(Quirk.ODD_DATES):
        return moment.isoformat()
    if not shape.has(Quirk.ODD_DATES):
        return format_datetime(moment)
    forms = (
        lambda: moment.astimezone(timezone(timedelta(hours=-5))).strftime("%a, %d %b %y %H:%M EST"),
        lambda: moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        lambda: moment.astimezone(UTC).strftime("%d %b %Y %H:%M GMT"),
        lambda: moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"),
        lambda: format_datetime(moment).replace(", ", ",  ").lower(),
    )
    return forms[int(moment.timestamp()) // 60 % len(forms)]()
