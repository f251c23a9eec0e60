"""JSON records: the articles in a value, by itself or in the lists that it has inside."""

import json
import re
from collections.abc import Iterator
from itertools import islice

from bot.articles.findings import ArticleError, Finding, Rejection
from bot.reading.records.containers import Container, find_containers
from bot.reading.records.json_values import NO_OBJECT, parse_value, skip_space
from bot.reading.records.record_keys import find_keys, is_plain
from bot.reading.records.record_reader import RecordReader
from bot.reading.records.telegram_channel import is_channel_export, read_channel

_DEEPEST_LIST = 6
_MOST_LISTS = 20

# What phpMyAdmin writes before its tables.
_PREAMBLES = ("header", "database")
_FIELDS = frozenset(("title", "published", "text"))


def read_element(
    value: object, reader: RecordReader, line: int | None, origin: str = ""
) -> Iterator[Finding]:
    """Yield the article of an element or a line, or the articles of a list in it."""
    if isinstance(value, dict):
        keys = find_keys(value)
        if is_plain(value, keys):
            return reader.read(value, line, origin, keys=keys)
        return iter(()) if _is_preamble(value) else _read_inside(value, reader, line, origin)
    return iter([Rejection(reader.path, line, NO_OBJECT)])


def _read_inside(
    value: object, reader: RecordReader, line: int | None, origin: str
) -> Iterator[Finding]:
    for container in read_containers(value, reader, line):
        if not isinstance(container, Container):
            yield container
            continue
        for record in container.records:
            if isinstance(record, dict):
                yield from reader.read(record, line, container.origin or origin)
            else:
                yield Rejection(reader.path, line, NO_OBJECT)


def _is_preamble(value: dict[str, object]) -> bool:
    return value.get("type") in _PREAMBLES and _FIELDS.isdisjoint(
        find_keys(value).keys() - {"title"}
    )


def read_containers(
    value: object, reader: RecordReader, line: int | None
) -> Iterator[Finding | Container]:
    """Yield the lists of articles in a value; where there is none, why."""
    if is_channel_export(value):
        yield from read_channel(value, reader.path)
        return
    containers = find_containers(value)
    yield from containers
    if containers:
        return
    if isinstance(value, dict):
        yield Container([_choose_example(value)])
    else:
        yield Rejection(reader.path, line, NO_OBJECT)


def _choose_example(value: dict[str, object]) -> dict[str, object]:
    """Return the record that best shows what the articles in a value lack."""
    if not _FIELDS.isdisjoint(find_keys(value)):
        return value
    lists = list(_lists_of_records(value, 0))
    return max(lists, key=len)[0] if lists else value


def _lists_of_records(value: object, depth: int) -> Iterator[list[dict[str, object]]]:
    if isinstance(value, list) and value and all(isinstance(item, dict) and item for item in value):
        yield value
    elif isinstance(value, dict) and depth < _DEEPEST_LIST:
        for inner in value.values():
            yield from _lists_of_records(inner, depth + 1)


class Positions:
    """Where the records of a container stand in the file, looked up when one is rejected."""

    def __init__(self, text: str, container: Container) -> None:
        """Take the text of the file."""
        self._text = text
        self._container = container
        self._lines: list[int] | None = None

    def find_line(self, number: int) -> int | None:
        """Return the line in which a record begins, None where that is unknown."""
        if self._lines is None:
            self._lines = self._list_lines() if self._container.key else []
        return self._lines[number] if number < len(self._lines) else None

    def _list_lines(self) -> list[int]:
        text, records = self._text, self._container.records
        key = re.escape(json.dumps(self._container.key)[1:-1])
        for match in islice(re.finditer(rf'"{key}"\s*:\s*\[\s*(?=[{{\[])', text), _MOST_LISTS):
            lines: list[int] = []
            line, last_position, position = 1, 0, match.end()
            for record in records:
                try:
                    value, end = parse_value(text, position)
                except ArticleError:
                    break
                if value != record and not lines:
                    break
                line, last_position = line + text.count("\n", last_position, position), position
                lines.append(line)
                position = skip_space(text, end)
                position = skip_space(text, position + text.startswith(",", position))
            if len(lines) == len(records):
                return lines
        return []
