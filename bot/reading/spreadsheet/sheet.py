"""Sheets of a workbook as rows of text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its rows that are not blank, and the number of each, from 1."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


def build_sheet(name: str, rows: Iterable[Iterable[object]], first_number: int = 1) -> Sheet:
    """Return a sheet of the values in its cells; ``first_number`` is its first row's."""
    texts, numbers = [], []
    for number, row in enumerate(rows, first_number):
        cells = tuple(map(write_value, row))
        if any(cell and not cell.isspace() for cell in cells):
            texts.append(cells)
            numbers.append(number)
    return Sheet(name, tuple(texts), tuple(numbers))


def write_value(value: object) -> str:
    """Return the value of a cell as text; a date is written as in ISO 8601."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e300:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(timespec="seconds")
        case date() | time():
            return value.isoformat()
    return str(value)
