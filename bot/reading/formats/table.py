"""Tables (CSV, TSV): one article a row, with columns found by name."""

import csv
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.parse import DayOrder, Published, infer_day_order
from bot.reading.dates.path_dates import find_path_date
from bot.reading.decoding import decode_prose
from bot.reading.formats.format import Format
from bot.reading.record import NAMES, build_article
from bot.reading.source import Source

_EXTENSIONS = (".csv", ".tsv", ".tab")
_DELIMITERS = (",", "\t", ";", "|")

# How many broken rows may span lines: each may make the parser read all the rest.
_TRIES = 200


def _fold(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


_FIELDS = {_fold(name): (field, name) for field, names in NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class _Header:
    """The delimiter, and the field name of each column, empty for other columns."""

    delimiter: str
    names: tuple[str, ...]

    def has_field(self, field: str) -> bool:
        return any(name in NAMES[field] for name in self.names)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: the line in which it begins, and its cells or its fault."""

    line: int
    cells: list[str]
    fault: str = ""


def recognises(opening: str, name: str) -> bool:
    """Tell whether the first line names columns for a date and a text; else the name decides."""
    if PurePath(name).suffix.lower() in _EXTENSIONS:
        return True
    header = _header(opening.lstrip().partition("\n")[0])
    return header.has_field("published") and header.has_field("text")


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for every row below the header."""
    content = decode_prose(source.read())
    if content.notice:
        yield Notice(source.path, None, content.notice)
    lines = list(io.StringIO(content.text, newline=""))
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise ArticleError("it is empty")
    header = _header(lines[start])
    if not header.has_field("text"):
        raise ArticleError("its first line has no column text (or body, content)", start + 1)
    columns = [name for name in header.names if name]
    if len(set(columns)) < len(columns):
        raise ArticleError("its first line has the same column twice", start + 1)
    path_date = None if header.has_field("published") else find_path_date(source.path)
    if path_date is None and not header.has_field("published"):
        raise ArticleError("its first line has no column published (or date)", start + 1)
    if path_date:
        yield Notice(source.path, None, path_date.notice)
    published = path_date.published if path_date else None
    limit = source.limits.line
    order = _order(_rows(lines, start + 1, header, limit), header)
    for row in _rows(lines, start + 1, header, limit):
        yield _finding(row, header, source.path, published, order)


def _header(line: str) -> _Header:
    """Return the header for the delimiter that finds the most columns."""
    headers = []
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([line[:100_000]], delimiter=delimiter), [])
        except csv.Error:
            cells = []
        headers.append(_Header(delimiter, tuple(_column(cell) for cell in cells)))
    return max(headers, key=lambda header: sum(map(bool, header.names)))


def _column(cell: str) -> str:
    return _FIELDS.get(_fold(cell), ("", ""))[1]


def _rows(lines: list[str], start: int, header: _Header, limit: int) -> Iterator[_Row]:
    """Yield the rows; after a broken one, continue with the next line."""
    # The module keeps one limit for all: articles are longer than its default of 131,072.
    csv.field_size_limit(limit)
    tries = _TRIES
    while start < len(lines) and tries:
        tail = itertools.islice(lines, start, None)
        reader = csv.reader(tail, delimiter=header.delimiter, strict=True)
        begin = start
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield _Row(begin + 1, cells)
                begin = start + reader.line_num
            return
        except csv.Error as error:
            tries -= start + reader.line_num > begin + 1
            yield _Row(begin + 1, [], f"it cannot be read as a row ({error})")
            start = begin + 1
    if start < len(lines):
        yield _Row(start + 1, [], f"after {_TRIES} rows with a stray quote the rest was not read")


def _order(rows: Iterator[_Row], header: _Header) -> DayOrder:
    names = [name in NAMES["published"] for name in header.names]
    return infer_day_order(cell for row in rows for cell in itertools.compress(row.cells, names))


def _finding(
    row: _Row, header: _Header, path: str, published: Published | None, order: DayOrder
) -> Finding:
    try:
        return build_article(_fields(row, header), path, published=published, order=order)
    except ArticleError as error:
        return Rejection(path, row.line, error.reason)


def _fields(row: _Row, header: _Header) -> dict[str, object]:
    if row.fault:
        raise ArticleError(row.fault)
    if len(row.cells) != len(header.names):
        counts = f"{len(row.cells):,} cells, but the first line has {len(header.names):,}"
        raise ArticleError(
            f"it has {counts}: put a cell that contains {header.delimiter!r} in quotes"
        )
    fields: dict[str, object] = {}
    for name, cell in zip(header.names, row.cells, strict=True):
        if name:
            fields.setdefault(name, cell)
    return fields


FORMAT = Format(
    "tables (CSV, TSV)",
    _EXTENSIONS,
    ("text/csv", "text/tab-separated-values"),
    recognises,
    read,
)
