"""The list of formats: a new one is a module that offers its ``FORMAT``, and a line here."""

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
from bot.reading.pdf import document as pdf_document
from bot.reading.word import document as word_document

FORMATS: tuple[Format, ...] = (
    pdf_document.FORMAT,
    word_document.FORMAT,
    archive.FORMAT,
    warc.FORMAT,
    text.JSON_FRONT_MATTER_FORMAT,
    json_lines.FORMAT,
    text.DATED_FORMAT,
    json_document.FORMAT,
    page.FORMAT,
    feed.FORMAT,
    mail.FORMAT,
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
