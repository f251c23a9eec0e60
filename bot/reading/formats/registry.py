"""The list of formats: a new one is a module that offers its ``FORMAT``, and a line here."""

from bot.reading.epub import document as epub_document
from bot.reading.formats import (
    archive,
    feed,
    json_document,
    json_lines,
    mail,
    table,
    text,
    warc,
)
from bot.reading.formats.format import Format
from bot.reading.html import page
from bot.reading.opendocument import document as opendocument_document
from bot.reading.outlook import document as outlook_document
from bot.reading.pdf import document as pdf_document
from bot.reading.press import delivery_page, delivery_text
from bot.reading.rtf import document as rtf_document
from bot.reading.safari import document as safari_document
from bot.reading.spreadsheet import document as spreadsheet_document
from bot.reading.word import document as word_document

FORMATS: tuple[Format, ...] = (
    pdf_document.FORMAT,
    rtf_document.FORMAT,
    epub_document.FORMAT,
    opendocument_document.FORMAT,
    spreadsheet_document.FORMAT,
    word_document.FORMAT,
    archive.FORMAT,
    warc.FORMAT,
    json_lines.FORMAT,
    text.DATED_FORMAT,
    json_document.FORMAT,
    safari_document.FORMAT,
    delivery_page.FORMAT,
    page.FORMAT,
    feed.FORMAT,
    outlook_document.FORMAT,
    mail.FORMAT,
    delivery_text.FORMAT,
    table.FORMAT,
    text.FORMAT,
)
"""Tried in this order: from what content shows beyond doubt to what a name only says."""


def describe_formats() -> str:
    """Return the formats in words, as in "PDF files, web pages and JSON", the simplest first."""
    *names, last_name = list_format_names()
    return f"{', '.join(names)} and {last_name}"


def list_format_names() -> list[str]:
    """Return the name of each format once, the simplest first."""
    return list(dict.fromkeys(format_.name for format_ in reversed(FORMATS)))
