"""Frames: the rows of a table that was written as JSON, in columns or beside a header."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from bot.reading.records.field_names import find_fields
from bot.reading.records.record_keys import find_keys

_HEADERS = ("columns", "header", "headers", "fields", "cols", "names")
_BODIES = ("data", "rows", "values", "records", "body", "results")
_INDEX = re.compile(r"[0-9]+|https?://.+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|.*[0-9].*")
_LEAST_FIELDS = 2


def list_rows(node: object) -> list[dict[str, object]]:
    """Return the rows of a table as records; none where ``node`` is no table."""
    if isinstance(node, list):
        is_table = len(node) > 1 and isinstance(node[0], list)
        return _rows_below(node[0], node[1:]) if is_table else []
    if not isinstance(node, dict):
        return []
    return _rows_of_columns(node) or _rows_of_split(node)


def _rows_of_columns(node: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the rows of ``{"title": {"0": …}, "text": {"0": …}}``, or of lists of one length."""
    keys = find_keys(node)
    names = [
        names[0]
        for field in ("text", "summary", "title", "published")
        if (names := keys.get(field))
    ]
    if len(names) < _LEAST_FIELDS or ("text" not in keys and "summary" not in keys):
        return []
    columns = [node[name] for name in names]
    first = columns[0]
    if isinstance(first, dict):
        index = list(first)
        is_table = bool(index) and all(_INDEX.fullmatch(str(key)) for key in islice(index, 20))
        if not is_table or not all(isinstance(c, dict) and list(c) == index for c in columns):
            return []
        rows_left = {name: column for name, column in node.items() if isinstance(column, dict)}
        return [{name: column.get(key) for name, column in rows_left.items()} for key in index]
    if isinstance(first, list) and len(first) > 1:
        size = len(first)
        if not all(isinstance(column, list) and len(column) == size for column in columns):
            return []
        lists = {n: c for n, c in node.items() if isinstance(c, list) and len(c) == size}
        return [{name: column[at] for name, column in lists.items()} for at in range(size)]
    return []


def _rows_of_split(node: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the rows of ``{"columns": […], "data": [[…]]}`` and its like."""
    header = next((node[name] for name in _HEADERS if isinstance(node.get(name), list)), None)
    for name in _BODIES:
        body = node.get(name)
        if not isinstance(body, list) or not body or not isinstance(body[0], list):
            continue
        return _rows_below(header, body) if header else _rows_below(body[0], body[1:])
    return []


def _rows_below(header: object, body: Sequence[object]) -> list[dict[str, object]]:
    """Return the rows below a header; none where that does not name an article's fields."""
    if not isinstance(header, list) or not all(isinstance(row, list) for row in body):
        return []
    names = [_column(cell) for cell in header]
    fields = {field for name in names for field, _ in find_fields(name)}
    if len(fields) < _LEAST_FIELDS or fields.isdisjoint(("text", "summary")):
        return []
    return [dict(zip(names, row, strict=False)) for row in body if isinstance(row, list)]


def _column(cell: object) -> str:
    if isinstance(cell, dict):
        cell = cell.get("name") or cell.get("label") or cell.get("field")
    return cell if isinstance(cell, str) else ""
