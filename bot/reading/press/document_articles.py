"""Articles of a document: of a press database, below several headings, or one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.address_hosts import read_host
from bot.reading.bylines import find_authors
from bot.reading.dates.choose import choose_date
from bot.reading.dates.find import find_dates, find_publication_date
from bot.reading.dates.parse import DayOrder, infer_day_order, parse_published
from bot.reading.document_address import DocumentAddress, find_address
from bot.reading.press.divisions import Division, HeadedParagraph, divide_articles
from bot.reading.press.newspaper_pages import divide_at_headlines
from bot.reading.press.press_delivery import read_records, split_delivery
from bot.reading.record import build_article
from bot.reading.source import Source

_HEAD = 8
_NO_DATE = (
    'the article below the heading "{title}" has a date that cannot be read ({reason}): write it'
    " like 7 January 2026"
)


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a document, and what it says of itself.

    paragraphs: its paragraphs, the title's too
    title: the title
    title_place: the index of the paragraph that is the title, or -1
    lines: the lines in which its date and authors are looked for, empty where the paragraphs' do
    running_lines: lines repeated on its pages
    address: the address in the margins of a page that a browser printed, or empty
    creation_date, language: the document's properties
    has_sizes: whether the levels of its headings are the sizes of their letters
    """

    paragraphs: tuple[HeadedParagraph, ...]
    title: str = ""
    title_place: int = -1
    lines: tuple[str, ...] = ()
    running_lines: tuple[str, ...] = ()
    address: str = ""
    creation_date: str = ""
    language: str = ""
    has_sizes: bool = False


def read_document(document: DocumentText, source: Source) -> Iterator[Finding]:
    """Yield the articles of a document, and what is remarkable about them."""
    records = split_delivery([line for item in document.paragraphs for line in _list_lines(item)])
    if records:
        yield from read_records(records, source)
        return
    division = divide_articles(document.paragraphs)
    if document.has_sizes and division == Division():
        division = divide_at_headlines(document.paragraphs)
    if division.starts:
        yield from _read_parts(document, division, source)
    else:
        yield from _read_whole(document, source)
    for notice in division.notices:
        yield Notice(source.path, None, notice)


def _list_lines(paragraph: HeadedParagraph) -> list[str]:
    return [*paragraph.text.split("\n"), ""]


def _read_whole(document: DocumentText, source: Source) -> Iterator[Finding]:
    """Yield the one article of a document."""
    texts = [
        item.text
        for number, item in enumerate(document.paragraphs)
        if number != document.title_place
    ]
    lines = [line for text in texts for line in text.split("\n")]
    address = find_address(lines)
    url = document.address or address.url
    order = _infer_order((*(document.lines or lines), *document.running_lines))
    text_date = (
        find_publication_date(document.lines or lines)
        or find_publication_date(document.running_lines)
        or DocumentAddress(url).day
    )
    choice = choose_date(
        text_date, source.path, document.creation_date, order=order, lines=document.lines or lines
    )
    fields: dict[str, object] = {
        "title": document.title,
        "text": "\n\n".join(text for text in texts if text != address.line),
        "source": read_host(url),
        "url": url,
        "authors": find_authors(document.lines or lines),
        "language": document.language,
    }
    yield build_article(fields, source.path, published=choice.published)
    if choice.notice:
        yield Notice(source.path, None, choice.notice)


def _read_parts(document: DocumentText, division: Division, source: Source) -> Iterator[Finding]:
    """Yield the articles below a document's headings, in their order."""
    order = _infer_order(line for item in document.paragraphs for line in item.text.split("\n"))
    ends = (*division.starts, len(document.paragraphs))
    parts = zip(pairwise(ends), division.headings, division.days, strict=True)
    for (start, end), heading, day in parts:
        title = " ".join(document.paragraphs[heading].text.split())
        texts = [document.paragraphs[n].text for n in range(start, end) if n != heading]
        try:
            yield _build_part(title, texts, day, document.language, order, source)
        except ArticleError as error:
            reason = _NO_DATE.format(title=title[:80], reason=error.reason)
            yield Rejection(source.path, None, reason)


def _build_part(
    title: str,
    texts: Sequence[str],
    day: str,
    language: str,
    order: DayOrder,
    source: Source,
) -> Finding:
    head = [line for text in texts[:_HEAD] for line in text.split("\n")]
    address = find_address(head)
    fields: dict[str, object] = {
        "title": title,
        "text": "\n\n".join(text for text in texts if text != address.line),
        "source": address.host,
        "url": address.url,
        "authors": find_authors(head),
        "language": language,
    }
    published = parse_published(day, order)
    return build_article(fields, source.path, published=published)


def _infer_order(lines: Iterable[str]) -> DayOrder:
    return infer_day_order(text for line in lines for text in find_dates(line))
