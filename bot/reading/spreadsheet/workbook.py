"""Workbooks of Excel (XLSX, XLSM): their visible sheets."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.containers.zip_package import ZipPackage, open_package
from bot.reading.limits import MIB
from bot.reading.source import Source, escape_unprintable
from bot.reading.spreadsheet.sheet import Sheet, build_sheet

# What the tables need. Pictures, macros and the like are never opened.
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?:workbook|styles|sharedStrings|worksheets/[^/]+)\.xml",
    re.IGNORECASE,
)
_LARGEST = 128 * MIB

# The library makes a cell of each place between the first and the last that are not empty.
_MOST_CELLS = 4_000_000
_NO_PLACE = "a cell of it has no sensible place: save it again as .xlsx"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_workbook(source: Source) -> Iterator[Sheet]:
    """Yield the visible sheets of a workbook; raise ArticleError where it is broken or unsafe."""
    # Loading it takes longer than most commands run.
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    data = _repack(source)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for metadata in workbook.sheets_metadata:
            is_table = metadata.typ == SheetTypeEnum.WorkSheet
            if is_table and metadata.visible == SheetVisibleEnum.Visible:
                source.budget.beat()
                sheet = workbook.get_sheet_by_name(metadata.name)
                yield build_sheet(metadata.name, _fill_merged(sheet))
    except (MemoryError, KeyboardInterrupt, GeneratorExit, ArticleError):
        raise
    except BaseException as error:
        # A fault of the library itself is an error that no class but this one is above.
        description = escape_unprintable(" ".join((str(error) or type(error).__name__).split()))[
            :200
        ]
        reason = f"it cannot be read as a spreadsheet ({description}): save it again as .xlsx"
        raise ArticleError(reason) from None


def _fill_merged(sheet: Any) -> Iterator[list[Any]]:
    """Yield rows in which a cell that was merged with those below it stands in each of them."""
    first_column = sheet.start[1] if sheet.start else 0
    ends = {
        (first, column - first_column): last
        for (first, column), (last, last_column) in sheet.merged_cell_ranges or ()
        if first < last and column == last_column and 0 <= column - first_column < sheet.width
    }
    columns = sorted({column for _, column in ends})
    current: dict[int, tuple[Any, int]] = {}
    for number, row in enumerate(sheet.iter_rows()):
        for column in columns:
            if (number, column) in ends and column < len(row):
                current[column] = (row[column], ends[number, column])
            value, last = current.get(column, ("", -1))
            if number <= last and column < len(row):
                row[column] = value
        yield row


def _repack(source: Source) -> bytes:
    """Return the workbook with nothing but its tables, of which all sizes are checked."""
    tables = io.BytesIO()
    with open_package(source.read(), source) as package, zipfile.ZipFile(tables, "w") as archive:
        size = 0
        for name in dict.fromkeys(package.names):
            # Some programs write the paths of Windows.
            path = name.replace("\\", "/")
            if _PARTS.fullmatch(path):
                part = package.read(name)
                size += len(part)
                if size > _LARGEST:
                    raise ArticleError(
                        f"its tables have more than {_LARGEST // MIB:,} MiB: save them as .csv"
                    )
                _check_part(part, is_sheet="worksheets/" in path)
                source.budget.beat()
                archive.writestr(path, part)
        if not any("worksheets/" in name for name in archive.namelist()):
            raise ArticleError(_describe_lack(package))
    return tables.getvalue()


def _describe_lack(package: ZipPackage) -> str:
    if "xl/workbook.bin" in package.names:
        return "it is an Excel workbook in a binary format: save it as .xlsx"
    return "it is a spreadsheet without sheets: save it again as .xlsx, or its table as .csv"


def _check_part(part: bytes, *, is_sheet: bool) -> None:
    """Raise ArticleError where a sheet is a few cells far apart, or not plain XML."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in part[:100]:
        raise ArticleError("its parts are not in UTF-8: save it again as .xlsx")
    if _DECLARATION.search(part):
        raise ArticleError("it declares its own XML entities, which no spreadsheet does")
    if is_sheet:
        rows, columns = _measure(part)
        if rows * columns > _MOST_CELLS:
            raise ArticleError(
                f"it has cells in row {rows:,} and column {columns:,}, and most others are empty:"
                " save its table as .csv"
            )


def _measure(part: bytes) -> tuple[int, int]:
    """Return the last row and the last column of a sheet that have a cell."""
    # Loading it takes longer than most commands run.
    from lxml import etree

    rows = columns = row = column = 0
    try:
        elements = etree.iterparse(
            io.BytesIO(part),
            events=("start", "end"),
            tag=("{*}row", "{*}c"),
            huge_tree=True,
            resolve_entities=False,
            remove_comments=True,
            remove_pis=True,
        )
        for event, element in elements:
            if event == "end":
                element.clear(keep_tail=False)
            elif element.tag.endswith("}row") or element.tag == "row":
                row, column = _read_number(element.get("r"), row + 1), 0
                rows = max(rows, row)
            else:
                row, column = _read_place(element.get("r"), row, column + 1)
                rows, columns = max(rows, row), max(columns, column)
    except etree.LxmlError as error:
        description = escape_unprintable(str(error))[:200]
        raise ArticleError(
            f"it cannot be read as a spreadsheet ({description}): save it again as .xlsx"
        ) from None
    return rows, columns


def _read_number(text: str | None, default: int) -> int:
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise ArticleError(_NO_PLACE)
    return int(text)


def _read_place(text: str | None, row: int, column: int) -> tuple[int, int]:
    if text is None:
        return row, column
    match = _REFERENCE.fullmatch(text)
    if match is None:
        raise ArticleError(_NO_PLACE)
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), number
