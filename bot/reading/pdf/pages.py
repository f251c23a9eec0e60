"""Pages of a PDF file: their lines, and the file's properties, as PDFium reads them."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.pdf.form_nesting import has_endless_forms
from bot.reading.pdf.layout import read_lines
from bot.reading.pdf.lines import Line
from bot.reading.pdf.word_boxes import PageReader
from bot.reading.source import Source, escape_unprintable

_LOCKED_ADVICE = "it is protected by a password: print it as a PDF file without one"
_ENCRYPTION_ADVICE = "it is encrypted: open it and print it as a PDF file without encryption"
_ENDLESS = "its drawings contain themselves, as no program's do: print it again"
_DATE = re.compile(r"D?:?([0-9]{4})([0-9]{2})([0-9]{2})")
_LANGUAGE_LENGTH = 64
_MOST_WORDS = 200_000


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The lines of each page in reading order, and the document's properties, empty if missing."""

    pages: tuple[tuple[Line, ...], ...]
    title: str
    creation_date: str
    language: str


def read_pages(source: Source) -> PdfPages:
    """Read a file's pages; raise ArticleError where it is locked, damaged or too long."""
    data = source.read()
    if has_endless_forms(data):
        raise ArticleError(_ENDLESS)
    with _open_document(data) as document:
        count = len(document)
        if count > source.limits.pages:
            limit = source.limits.pages
            raise ArticleError(f"it has {count:,} pages, more than {limit:,}: split it")
        reader = PageReader()
        pages = []
        for number in range(count):
            source.budget.beat()
            pages.append(tuple(_read_page(document, number, reader)))
        return PdfPages(tuple(pages), *_read_properties(document))


@contextmanager
def _open_document(data: bytes) -> Iterator[Any]:
    # Loading it takes longer than most commands run.
    import pypdfium2

    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
    try:
        document = pypdfium2.PdfDocument(_strip_opening(data))
    except pypdfium2.PdfiumError as error:
        raise _describe_error(str(error)) from None
    try:
        yield document
    finally:
        document.close()


def _strip_opening(data: bytes) -> bytes:
    """Return a file from its mark on; some mail programs and printers put a few bytes before."""
    return data[max(data.find(b"%PDF-", 0, 2048), 0) :]


def _describe_error(description: str) -> ArticleError:
    if "password" in description.casefold():
        return ArticleError(_LOCKED_ADVICE)
    if "security" in description.casefold():
        return ArticleError(_ENCRYPTION_ADVICE)
    text = escape_unprintable(" ".join(description.split()))[:200]
    return ArticleError(f"it cannot be read as a PDF file ({text}): print it again")


def _read_page(document: Any, number: int, reader: PageReader) -> list[Line]:
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
    except PdfiumError:
        # As other programs do, a broken page is left blank; the report lists it.
        return []
    try:
        words = reader.read(page)
    finally:
        page.close()
    if len(words) > _MOST_WORDS:
        raise ArticleError(
            f"one of its pages has more than {_MOST_WORDS:,} words, too many for an article"
        )
    return [line for line in map(_clean, read_lines(words)) if line.text]


def _clean(line: Line) -> Line:
    text = _clean_text(line.text)
    return line if text == line.text else Line(text, line.x, line.y, line.size, line.font)


def _clean_text(text: str) -> str:
    """Return a text with single blanks; halves of a character are put together."""
    if text.isascii() and "\0" not in text:
        return " ".join(text.split())
    characters = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(characters.replace("\0", "\ufffd").split())


def _read_properties(document: Any) -> tuple[str, str, str]:
    """Return title, creation date and language, each empty where it is missing or broken."""
    title = _clean_text(_read_property(document, "Title").strip("\0\ufeff"))
    match = _DATE.match(_read_property(document, "CreationDate"))
    day = "-".join(match.groups()) if match else ""
    return title, day if _is_day(day) else "", _read_language(document)


def _read_property(document: Any, name: str) -> str:
    try:
        return str(document.get_metadata_value(name))
    except UnicodeDecodeError:
        return ""


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _read_language(document: Any) -> str:
    import ctypes

    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(2 * _LANGUAGE_LENGTH)
    length = raw.FPDFCatalog_GetLanguage(
        document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), len(buffer)
    )
    if not 0 < length <= len(buffer):
        return ""
    return _clean_text(buffer.raw[: length - 2].decode("utf-16-le", "replace"))
