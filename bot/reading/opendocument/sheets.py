"""Sheets of an OpenDocument spreadsheet (ODS)."""

from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.containers.xml_elements import local_name, read_attribute
from bot.reading.opendocument.document_parts import read_parts
from bot.reading.opendocument.paragraphs import read_cell_text
from bot.reading.opendocument.styles import StyleSheet, read_style_sheet
from bot.reading.source import Source
from bot.reading.spreadsheet.sheet import Sheet, build_sheet

_CELLS = ("table-cell", "covered-table-cell")
_ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")
_MOST_CELLS = 4_000_000


def read_sheets(source: Source) -> Iterator[Sheet]:
    """Yield the visible sheets of a file; raise ArticleError where it is broken or unsafe."""
    parts = read_parts(source)
    spreadsheet = parts.body.find("{*}spreadsheet")
    if spreadsheet is None:
        raise ArticleError("it is an OpenDocument file without a table: save its table as .csv")
    styles = read_style_sheet(parts.styles)
    for table in spreadsheet.iterchildren("{*}table"):
        if read_attribute(table, "style-name") not in styles.invisible:
            source.budget.beat()
            yield build_sheet(read_attribute(table, "name"), _rows(table, styles))


def _rows(table: Any, styles: StyleSheet) -> Iterator[tuple[object, ...]]:
    count = 0
    rows = [(_cells(row, styles), _repeats(row, "rows")) for row in _row_elements(table)]
    width = max((len(cells) for cells, _ in rows), default=0)
    for cells, repeats in rows:
        # The last one often stands for all the empty rows below the table.
        times = repeats if cells else min(repeats, 1)
        count += times * max(1, width)
        if count > _MOST_CELLS:
            raise ArticleError(f"its table has more than {_MOST_CELLS:,} cells: save it as .csv")
        for _ in range(times):
            yield cells + ("",) * (width - len(cells))


def _row_elements(parent: Any) -> Iterator[Any]:
    for element in parent:
        name = local_name(element.tag)
        if name == "table-row":
            yield element
        elif name in _ROW_GROUPS:
            yield from _row_elements(element)


def _cells(row: Any, styles: StyleSheet) -> tuple[str, ...]:
    cells: list[str] = []
    empty = 0
    for element in row:
        if local_name(element.tag) not in _CELLS:
            continue
        text, repeats = _value(element, styles), _repeats(element, "columns")
        if not text:
            empty += repeats
            continue
        if len(cells) + empty + repeats > _MOST_CELLS // 100:
            raise ArticleError("its table has too many columns: save it as .csv")
        cells += [""] * empty + [text] * repeats
        empty = 0
    return tuple(cells)


def _value(cell: Any, styles: StyleSheet) -> str:
    kind = read_attribute(cell, "value-type")
    if kind == "date":
        # A day at midnight is a day.
        return read_attribute(cell, "date-value").removesuffix("T00:00:00")
    if kind in ("float", "currency", "percentage"):
        return read_attribute(cell, "value")
    return read_cell_text(cell, styles)


def _repeats(element: Any, kind: str) -> int:
    count = read_attribute(element, f"number-{kind}-repeated")
    return int(count) if count.isdecimal() and len(count) < 9 and int(count) else 1
