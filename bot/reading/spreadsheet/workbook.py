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
_CELL = re.compile(
    rb"<(?:\w{1,20}:)?c\s[^>]{0,200}?\br\s*=\s*[\"']([A-Za-z]{1,9})([0-9]{1,9})[\"']"
)
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
                yield _build(metadata.name, workbook.get_sheet_by_name(metadata.name))
    except (MemoryError, KeyboardInterrupt, GeneratorExit, ArticleError):
        raise
    except BaseException as error:
        # A fault of the library itself is an error that no class but this one is above.
        description = escape_unprintable(" ".join(str(error).split()))[:200]
        reason = f"it cannot be read as a spreadsheet ({description}): save it again as .xlsx"
        raise ArticleError(reason) from None


def _build(name: str, sheet: Any) -> Sheet:
    start = sheet.start
    return build_sheet(name, sheet.iter_rows(), 1 + (start[0] if start else 0))


def _repack(source: Source) -> bytes:
    """Return the workbook with nothing but its tables, of which all sizes are checked."""
    packed = io.BytesIO()
    with open_package(source) as package, zipfile.ZipFile(packed, "w") as archive:
        size = 0
        for name in dict.fromkeys(package.names):
            if _PARTS.fullmatch(name):
                part = package.read(name)
                size += len(part)
                if size > _LARGEST:
                    raise ArticleError(
                        f"its tables have more than {_LARGEST // MIB:,} MiB: save them as .csv"
                    )
                _check_part(part)
                archive.writestr(name, part)
        if not any("worksheets/" in name for name in archive.namelist()):
            raise ArticleError(_describe_lack(package))
    return packed.getvalue()


def _describe_lack(package: ZipPackage) -> str:
    if "xl/workbook.bin" in package.names:
        return "it is an Excel workbook in a binary format: save it as .xlsx"
    return "it is a spreadsheet without sheets: save it again as .xlsx, or its table as .csv"


def _check_part(part: bytes) -> None:
    """Raise ArticleError where a sheet is a few cells far apart, or not plain XML."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in part[:100]:
        raise ArticleError("its parts are not in UTF-8: save it again as .xlsx")
    if _DECLARATION.search(part):
        raise ArticleError("it declares its own XML entities, which no spreadsheet does")
    rows, columns = 1, 1
    for letters, digits in _CELL.findall(part):
        rows, columns = max(rows, int(digits)), max(columns, _column(letters))
    if rows * columns > _MOST_CELLS:
        raise ArticleError(
            f"it has cells in row {rows:,} and column {columns:,}, and most others are empty:"
            " save its table as .csv"
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
