"""Web archives (WARC, ARC): one article a page, and the documents among them."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.address_hosts import read_host
from bot.reading.dates.path_dates import find_address_date
from bot.reading.decoding import decode, decode_markup
from bot.reading.formats.format import Format
from bot.reading.formats.member_names import shorten_name
from bot.reading.html import page
from bot.reading.news_xml.lenient_xml import find_root_name
from bot.reading.record import NAMES, build_article
from bot.reading.source import Source, escape_unprintable
from bot.reading.web_archives.arc_records import is_arc, iterate_arc
from bot.reading.web_archives.page_text import split_page_text
from bot.reading.web_archives.warc_records import iterate_warc
from bot.reading.web_archives.web_record import WebRecord, describe_record

_CONTENT_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
_NO_DATE = "it has no date"
_NEWS_ROOTS = frozenset("rss feed rdf nitf newsmessage newsitem newsml".split())
_DATE_NAME = re.compile(r'"[a-z_]{0,30}(?:date|published)[a-z_]{0,30}"\s*:', re.IGNORECASE)
_TEXT_NAME = re.compile(
    rf'"(?:{"|".join(NAMES["text"])}|articleBody|content_html|content_text)"\s*:', re.IGNORECASE
)
UNDATED_TEXTS = (
    "it holds plain texts of pages whose addresses have no date (WET): add the WARC files of the"
    " same crawl, which hold the pages"
)
TEXTS_READ = (
    "plain texts of pages (WET): only their sentences are read, among which may be some of other"
    " articles on the page, dated by their addresses"
)


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as a record of WARC or ARC does."""
    return opening.startswith(("WARC/0.", "WARC/1.")) or is_arc(opening)


def read(source: Source) -> Iterator[Finding | Source]:
    """Yield what is in each page and document, the first response of each address."""
    is_old = is_arc(source.head[:20].decode("latin-1"))
    addresses: set[str] = set()
    counts: Counter[str] = Counter()
    for raw_record in iterate_arc(source) if is_old else iterate_warc(source):
        record = describe_record(raw_record)
        if record is None:
            continue
        if not record.is_read:
            counts[record.form] += 1
            continue
        source.budget.enter()
        if source.budget.is_spent:
            raise source.budget.error
        address = record.url.partition("#")[0]
        if address in addresses:
            counts["repetitions"] += 1
            continue
        addresses.add(address)
        yield from _read_record(source, record, counts)
    yield from _report(source, counts)


def _report(source: Source, counts: Counter[str]) -> Iterator[Finding]:
    repetitions, texts = counts.pop("repetitions", 0), counts.pop("texts", 0)
    gaps = counts.pop("undated", 0)
    if repetitions:
        yield Notice(
            source.path,
            None,
            f"some pages occur more than once ({repetitions:,}): only the first of each was read",
        )
    if texts:
        yield Notice(source.path, None, f"{TEXTS_READ} ({texts:,})")
    if gaps:
        yield Rejection(source.path, None, f"{UNDATED_TEXTS} ({gaps:,})")
    if counts:
        names = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))
        yield Notice(source.path, None, f"what is no article was passed over: {names}")


def _read_record(
    source: Source, record: WebRecord, counts: Counter[str]
) -> Iterator[Finding | Source]:
    """Yield what a record holds; the day on which it was fetched is never an article's."""
    path = f"{source.path}/{shorten_name(record.url)}"
    try:
        if record.encoding not in _CONTENT_ENCODINGS:
            name = shorten_name(escape_unprintable(record.encoding))
            raise ArticleError(f"its content encoding is not supported: {name}")
        member = source.member(shorten_name(record.url), record.open(), record.url)
        if record.form == "page":
            yield from page.read_page(_decode_page(member, record), member)
        elif record.form == "text":
            yield from _read_text(member, record, counts)
        elif _may_hold_article(member):
            yield member
        else:
            counts["data without articles"] += 1
    except ArticleError as error:
        if source.budget.is_spent:
            raise
        reason = error.reason
        if reason.startswith(_NO_DATE):
            day = record.fetch_day
            reason = f"it has no date of its own (it was fetched on {day}, which may be much later)"
        yield Rejection(path, None, reason, truncated=error.truncated, cause=error.cause)


def _read_text(member: Source, record: WebRecord, counts: Counter[str]) -> Iterator[Finding]:
    day = find_address_date(record.url)
    if not day:
        counts["undated"] += 1
        return
    title, text = split_page_text(decode(member.read()).text)
    fields: dict[str, object] = {
        "title": title,
        "text": text,
        "published": day,
        "source": read_host(record.url),
        "url": record.url,
    }
    yield build_article(fields, member.path)
    counts["texts"] += 1


def _may_hold_article(member: Source) -> bool:
    """Tell whether a document is of a kind that holds articles: sites send much other data."""
    opening = member.head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if opening.startswith("<"):
        return find_root_name(opening).rpartition(":")[2].lower() in _NEWS_ROOTS
    if opening.startswith(("{", "[")):
        return bool(_TEXT_NAME.search(opening) and _DATE_NAME.search(opening))
    return True


def _decode_page(member: Source, record: WebRecord) -> str:
    """Return the page as text; as in browsers, the server's encoding comes first."""
    data = member.read()
    if record.charset:
        try:
            return decode(data, record.charset).text
        except (ArticleError, LookupError):
            pass
    return decode_markup(data).text


FORMAT = Format("WARC files", (".warc", ".arc"), ("application/warc",), recognises, read)
