"""Workbooks of Excel before 2007 (XLS): their visible sheets."""

import io
from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.source import Source, escape_unprintable
from bot.reading.spreadsheet.sheet import Sheet, build_sheet

_LOCK_WORD = "encrypted"


def read_old_workbook(source: Source) -> Iterator[Sheet]:
    """Yield the visible sheets of a workbook; raise ArticleError where it is broken or locked."""
    # Loading it takes longer than most commands run.
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=source.read(), logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
        for number in range(book.nsheets):
            source.budget.beat()
            sheet = book.sheet_by_index(number)
            if sheet.visibility == 0:
                yield build_sheet(sheet.name, _rows(sheet, book.datemode))
            book.unload_sheet(number)
    except (MemoryError, ArticleError):
        raise
    except Exception as error:
        # Broken files make it raise errors of any kind.
        description = escape_unprintable(" ".join((str(error) or type(error).__name__).split()))[
            :200
        ]
        if _LOCK_WORD in description.lower():
            raise ArticleError("it is protected by a password: save it without one") from None
        reason = f"it cannot be read as a spreadsheet ({description}): save it again as .xlsx"
        raise ArticleError(reason) from None


def _rows(sheet: Any, epoch: int) -> Iterator[list[object]]:
    width = max((sheet.row_len(number) for number in range(sheet.nrows)), default=0)
    for number in range(sheet.nrows):
        values = [_value(cell, epoch) for cell in sheet.row(number)]
        yield values + [None] * (width - len(values)) if any(values) else []


def _value(cell: Any, epoch: int) -> object:
    import xlrd

    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            try:
                return xlrd.xldate_as_datetime(cell.value, epoch)
            except (ValueError, OverflowError):
                return cell.value
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return None
    return cell.value
