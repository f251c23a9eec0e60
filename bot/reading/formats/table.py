"""Tables (CSV, TSV): one article a row, with columns found by name."""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.parse import DayOrder, infer_day_order
from bot.reading.dates.path_dates import find_path_date
from bot.reading.decoding import decode_prose
from bot.reading.formats.format import Format
from bot.reading.records.record_reader import RecordReader
from bot.reading.records.table_headers import Header, build_header
from bot.reading.source import Source

_EXTENSIONS = (".csv", ".tsv", ".tab")
_DELIMITERS = (",", "\t", ";", "|")
_DASHES = re.compile(r"\s*(?::?-+:?)?\s*")
_SEPARATOR = re.compile(r'\s*"?sep=(.)"?[,;\t ]*\s*', re.IGNORECASE)

# How many lines may be above the one that names the columns, and how long that may be.
_MOST_LINES_ABOVE = 30
_LONGEST_HEADER = 100_000

# How many broken rows may span lines: each may make the parser read all the rest.
_TRIES = 200


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: the line in which it begins, and its cells or its fault."""

    line: int
    cells: list[str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a table is written: its header, the header's place among the lines, the delimiter."""

    header: Header
    start: int
    delimiter: str


def recognises(opening: str, name: str) -> bool:
    """Tell whether a line names columns for a date and a text; else the name decides."""
    if PurePath(name).suffix.lower() in _EXTENSIONS:
        return True
    lines = opening.splitlines()[: _MOST_LINES_ABOVE + 2]
    layout = _find_layout(lines)
    if layout is None or not (layout.header.is_complete and layout.header.has_date):
        return False
    # Prose may begin with such words: in a table what follows has as many cells.
    row = next((line for line in lines[layout.start + 1 :] if line.strip()), "")
    count = len(layout.header.names)
    return row.count('"') % 2 == 1 or len(_split(row, layout.delimiter)) == count


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for every row below the header."""
    content = decode_prose(source.read())
    if content.notice:
        yield Notice(source.path, None, content.notice)
    lines = list(io.StringIO(content.text, newline=""))
    layout = _find_layout(lines)
    if layout is None:
        raise ArticleError("it is empty")
    header = layout.header
    path_date = None if header.has_date else find_path_date(source.path)
    header.check(layout.start + 1, has_name_date=path_date is not None)
    limit = source.limits.line

    @cache
    def infer_order() -> DayOrder:
        return _infer_order(_rows(lines, layout, limit), header)

    reader = RecordReader(source.path, path_date, infer_order)
    if path_date is not None:
        yield reader.remark(path_date.notice)
    for row in _rows(lines, layout, limit):
        source.budget.beat()
        yield from _read_row(row, layout, reader)
    yield from reader.finish()


def _find_layout(lines: Sequence[str]) -> _Layout | None:
    """Return the first line that names a text and more, else that with the most columns."""
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return None
    delimiters: Sequence[str] = _DELIMITERS
    if separator := _SEPARATOR.fullmatch(lines[start]):
        delimiters, start = separator[1], start + 1
    layouts = []
    for number in range(start, min(len(lines), start + _MOST_LINES_ABOVE)):
        if lines[number].strip():
            layouts.append(_choose_delimiter(lines[number], number, delimiters))
            if layouts[-1].header.is_complete:
                return layouts[-1]
    return max(layouts, key=lambda layout: len(layout.header.columns), default=None)


def _choose_delimiter(line: str, number: int, delimiters: Iterable[str]) -> _Layout:
    """Return the line as a header for the delimiter that finds the most columns."""
    opening = line[:_LONGEST_HEADER]
    # Prose has few of them, and is tried as a table before it is read as a text.
    candidates = [delimiter for delimiter in delimiters if delimiter in opening]
    layouts = [
        _Layout(build_header(_split(opening, delimiter)), number, delimiter)
        for delimiter in candidates or itertools.islice(delimiters, 1)
    ]
    return max(layouts, key=lambda layout: len(layout.header.columns))


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(lines: list[str], layout: _Layout, limit: int) -> Iterator[_Row]:
    """Yield the rows; after a broken one, continue with the next line."""
    # The module keeps one limit for all: articles are longer than its default of 131,072.
    csv.field_size_limit(limit)
    start, tries = layout.start + 1, _TRIES
    while start < len(lines) and tries:
        tail = itertools.islice(lines, start, None)
        reader = csv.reader(tail, delimiter=layout.delimiter, strict=True)
        begin = start
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield _Row(begin + 1, cells)
                begin = start + reader.line_num
            return
        except csv.Error as error:
            tries -= start + reader.line_num > begin + 1
            fault = str(error).replace("'\t'", "a tab")
            yield _Row(begin + 1, [], f"it cannot be read as a row ({fault})")
            start = begin + 1
    if start < len(lines):
        yield _Row(start + 1, [], f"after {_TRIES} rows with a stray quote the rest was not read")


def _infer_order(rows: Iterator[_Row], header: Header) -> DayOrder:
    places = header.list_date_columns()
    return infer_day_order(
        row.cells[place] for row in rows for place in places if place < len(row.cells)
    )


def _read_row(row: _Row, layout: _Layout, reader: RecordReader) -> Iterator[Finding]:
    names, cells = layout.header.names, row.cells
    if len(cells) > len(names) and not any(cell.strip() for cell in cells[len(names) :]):
        cells = cells[: len(names)]
    if row.fault or len(cells) != len(names):
        counts = f"{len(cells):,} cells, but the first line has {len(names):,}"
        reason = f"it has {counts}: put a cell that contains {layout.delimiter!r} in quotes"
        yield Rejection(reader.path, row.line, row.fault or reason)
    elif tuple(cells) != names and not all(map(_DASHES.fullmatch, cells)):
        # Where tables were joined, their headers repeat; Markdown has dashes below them.
        yield from reader.read(layout.header.build_record(cells), row.line)


FORMAT = Format(
    "tables (CSV, TSV)",
    _EXTENSIONS,
    ("text/csv", "text/tab-separated-values"),
    recognises,
    read,
)
