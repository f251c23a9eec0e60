"""News in XML: NITF, NewsML, Reuters newsitems, and elements named as an article's fields."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.containers.xml_elements import find_all, local_name
from bot.reading.dates.parse import infer_day_order
from bot.reading.dates.path_dates import find_path_date
from bot.reading.decoding import MOJIBAKE_NOTICE, decode_markup, is_garbled
from bot.reading.formats.format import Format
from bot.reading.news_xml.field_elements import find_records, read_record, read_reuters
from bot.reading.news_xml.lenient_xml import find_root_name, parse_tree
from bot.reading.news_xml.newsml import find_items, read_first, read_g2
from bot.reading.news_xml.nitf import read_nitf
from bot.reading.news_xml.xml_kinds import describe_kind
from bot.reading.record import build_article
from bot.reading.source import Source, escape_unprintable

_EXTENSIONS = (".nitf", ".newsml")
_OUTER = frozenset("nitf newsmessage newsitem newsml newsmlmessage packageitem opml urlset".split())
_Entry = tuple[str, Any]


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as XML does, whatever it holds; feeds and pages are known before."""
    root = find_root_name(opening)
    if not root:
        return False
    is_declared = opening.lstrip("\ufeff \t\r\n")[:6].lower() == "<?xml "
    has_suffix = PurePath(name).suffix.lower() in (*_EXTENSIONS, ".xml", ".opml", ".kml", ".svg")
    is_news = root.rpartition(":")[2].lower() in _OUTER
    return (
        is_declared or has_suffix or is_news or bool(describe_kind(root) and "<!" in opening[:200])
    )


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for each article in the file."""
    content = decode_markup(source.read())
    root = parse_tree(content.text)
    name = local_name(root)
    entries = list(_find_entries(root))
    # A root of any name may hold elements that are named as an article's fields.
    has_fields = bool(entries) and entries[0][0] == "fields"
    if not has_fields and (kind := describe_kind(name)):
        raise ArticleError(f"it is {kind}")
    if content.notice:
        yield Notice(source.path, None, content.notice)
    if is_garbled(content.text):
        yield Notice(source.path, None, MOJIBAKE_NOTICE)
    yield from _read_entries(entries, source, name)


def _find_entries(root: Any) -> Iterator[_Entry]:
    """Yield the elements that hold an article, each with what it is in."""
    name = local_name(root)
    if name == "nitf":
        yield "nitf", root
    elif name == "newsitem" and any(True for _ in find_all(root, "text")):
        yield "reuters", root
    elif name in ("newsMessage", "newsItem", "NewsML", "NewsItem"):
        yield from find_items(root)
    elif items := [item for item in find_all(root, "newsitem") if item.get("date")]:
        yield from (("reuters", item) for item in items)
    elif articles := list(find_all(root, "nitf")):
        yield from (("nitf", article) for article in articles)
    elif messages := list(find_items(root)):
        yield from messages
    else:
        yield from (("fields", record) for record in find_records(root))


def _read_entries(entries: list[_Entry], source: Source, root: str) -> Iterator[Finding]:
    if not entries:
        raise ArticleError(
            f"it is XML (<{escape_unprintable(root)[:60]}>), but not a feed, and none of its"
            " elements are named as the fields of an article are, like title, date and text"
        )
    results = [_read_fields(kind, element, source) for kind, element in entries]
    fields = [result for result in results if isinstance(result, dict)]
    dates = [str(values.get("published") or "") for values in fields]
    order = infer_day_order(dates)
    path_date = None if any(dates) or not fields else find_path_date(source.path)
    if path_date is not None:
        yield Notice(source.path, None, path_date.notice)
    published = path_date.published if path_date else None
    for number, ((_, element), result) in enumerate(zip(entries, results, strict=True), 1):
        label = f"article {number:,}: " if len(entries) > 1 else ""
        if isinstance(result, ArticleError):
            yield Rejection(source.path, element.sourceline, f"{label}{result.reason}")
        elif isinstance(result, dict):
            try:
                yield build_article(result, source.path, published=published, order=order)
            except ArticleError as error:
                yield Rejection(source.path, element.sourceline, f"{label}{error.reason}")
    if skips := sum(result is None for result in results):
        yield Notice(
            source.path,
            None,
            f"items that are no texts, such as pictures, were not read ({skips:,})",
        )


def _read_fields(
    kind: str, element: Any, source: Source
) -> dict[str, object] | ArticleError | None:
    source.budget.beat()
    readers = {
        "nitf": read_nitf,
        "reuters": read_reuters,
        "g2": read_g2,
        "first": read_first,
        "fields": read_record,
    }
    try:
        return readers[kind](element)
    except ArticleError as error:
        return error


FORMAT = Format(
    "XML of news agencies",
    _EXTENSIONS,
    ("application/nitf+xml", "application/vnd.iptc.g2.newsmessage+xml", "text/xml"),
    recognises,
    read,
)
