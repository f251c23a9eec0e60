"""Spreadsheets: one article a row, as in tables of text."""

import csv
import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import cast

from bot.articles.article import Article
from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.containers.zip_package import read_media_type
from bot.reading.formats import table
from bot.reading.formats.format import Format
from bot.reading.opendocument.sheets import read_sheets
from bot.reading.source import Source, display_path
from bot.reading.spreadsheet.html_table import read_html_tables
from bot.reading.spreadsheet.old_workbook import read_old_workbook
from bot.reading.spreadsheet.sheet import Sheet
from bot.reading.spreadsheet.workbook import read_workbook

_FLAT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<office:document\b[^>]{0,9999}\bopendocument\.spreadsheet\b"
)
# Many programs export such a table for Excel.
_HTML_TABLE = re.compile(
    r"\s*<(?:!doctype html|html|head|body|meta|table|style)\b[\s\S]*?<t[rd]\b", re.IGNORECASE
)
_EMPTY = "the spreadsheet is empty"
_LINE_END = re.compile(r"\r\n|\n|\r")
_COMPOUND, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def recognises(opening: str, name: str) -> bool:
    """Tell whether it is a single XML document, or a table in HTML that is called a workbook."""
    is_called_workbook = PurePath(name).suffix.lower() in (".xls", ".xlsx")
    return bool(_FLAT.match(opening) or (is_called_workbook and _HTML_TABLE.match(opening)))


def read(source: Source) -> Iterator[Finding]:
    """Yield the articles of all visible sheets.

    A sheet that is no table of articles is only remarked on where another is one.
    """
    sheets = [sheet for sheet in _sheets(source) if sheet.rows]
    if not sheets:
        raise ArticleError(_EMPTY)
    has_articles, faults = False, list[Rejection]()
    for sheet in sheets:
        path = source.path if len(sheets) == 1 else f"{source.path}/{display_path(sheet.name)}"
        try:
            for finding in _read_sheet(sheet, replace(source, path=path)):
                has_articles = has_articles or isinstance(finding, Article)
                yield finding
        except ArticleError as error:
            faults.append(Rejection(path, error.line, error.reason))
    for fault in faults:
        if has_articles:
            yield Notice(fault.path, None, f"this sheet was not read: {fault.reason}")
        else:
            yield fault


def _sheets(source: Source) -> Iterator[Sheet]:
    if source.head.startswith(_COMPOUND):
        return read_old_workbook(source)
    if source.head.startswith(_ZIP):
        return read_sheets(source) if _is_open_document(source) else read_workbook(source)
    is_flat = b"<office:document" in source.head
    return read_sheets(source) if is_flat else read_html_tables(source)


def _is_open_document(source: Source) -> bool:
    file = source.seekable()
    place = file.tell()
    try:
        with zipfile.ZipFile(file) as archive:
            return read_media_type(archive).startswith(_MEDIA_TYPE)
    finally:
        file.seek(place)


def _read_sheet(sheet: Sheet, source: Source) -> Iterator[Finding]:
    """Yield what a sheet holds, as a table of text with the same rows does."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    starts, line = [], 1
    for row in sheet.rows:
        starts.append(line)
        writer.writerow(row)
        line += 1 + sum(len(_LINE_END.findall(cell)) for cell in row)
    data = file.getvalue().encode("utf-8", "replace")
    stream = cast(io.BufferedReader, io.BufferedReader(io.BytesIO(data)))
    for finding in table.read(replace(source, stream=stream, file=None)):
        if isinstance(finding, Article) or finding.line is None:
            yield finding
        else:
            yield replace(finding, line=_find_row(sheet, starts, finding.line))


def _find_row(sheet: Sheet, starts: Sequence[int], line: int) -> int:
    """Return the number of the row that is written in a line."""
    return sheet.numbers[max(0, bisect_right(starts, line) - 1)]


FORMAT = Format(
    "spreadsheets",
    (".xlsx", ".xlsm", ".xltx", ".xls", ".ods", ".ots", ".fods"),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
        "application/vnd.ms-excel.sheet.macroenabled.12",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    recognises,
    read,
    compound="(?i:Workbook|Book)",
    package=r"application/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?|xl/workbook\.xml",
)
