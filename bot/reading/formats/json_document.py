"""JSON: an article as an object, an array of such objects, or objects with articles in them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.parse import DayOrder
from bot.reading.decoding import decode
from bot.reading.formats.format import Format
from bot.reading.records.containers import Container
from bot.reading.records.json_records import Positions, read_containers, read_element
from bot.reading.records.json_values import NO_OBJECT, infer_json_order, parse_value, skip_space
from bot.reading.records.record_keys import is_article, unwrap
from bot.reading.records.record_reader import RecordReader, find_sure_path_date
from bot.reading.source import Source

_OPENING = re.compile(r"\s*(\[\s*(?:[{\]]|\[\s*\")|\{\s*[\"}])")
_NEXT_OBJECT = re.compile(r"(?:,[ \t\r\n]*|^[ \t]*)(?=\{)", re.MULTILINE)
_LIST = re.compile(r"\[[ \t\r\n]*(?=\{)")


# How many objects after broken ones are tried: each try may read all the rest.
_TRIES = 200


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as an object or an array of objects; else the name decides."""
    return bool(_OPENING.match(opening)) or PurePath(name).suffix.lower() == ".json"


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for every object."""
    content = decode(source.read())
    if content.notice:
        yield Notice(source.path, None, content.notice)
    document = _Document(content.text, source)
    yield from document.read()
    yield from document.reader.finish()


class _Document:
    """A JSON file as its text, with what reads the records in it."""

    def __init__(self, text: str, source: Source) -> None:
        self._text = text
        self._source = source
        self._depth = source.limits.depth
        path_date = find_sure_path_date(source.path)
        self.reader = RecordReader(source.path, path_date, self._infer_order)

    def read(self) -> Iterator[Finding]:
        start = skip_space(self._text, 0)
        opening = self._text[start : start + 1]
        if opening == "[" and not self._text.startswith("[", skip_space(self._text, start + 1)):
            yield from self._read_array(start)
            return
        try:
            values = list(self._values(start))
        except ArticleError as error:
            yield from self._recover(start, error)
            return
        for value, position in values:
            yield from self._read_value(value, position)

    def _values(self, position: int) -> Iterator[tuple[object, int]]:
        """Yield each value with its position: some programs write one after another."""
        while position < len(self._text):
            value, end = parse_value(self._text, position, self._depth)
            yield value, position
            position = skip_space(self._text, end)
            if position < len(self._text) and not self._text.startswith("{", position):
                raise ArticleError(
                    f"it is not JSON (there is more after its end, at character {end + 1})"
                )

    def _read_value(self, value: object, position: int) -> Iterator[Finding]:
        line = self._text.count("\n", 0, position) + 1 if position else None
        for container in read_containers(value, self.reader, line):
            if not isinstance(container, Container):
                yield container
                continue
            positions = Positions(self._text, container)
            for number, record in enumerate(container.records):
                self._source.budget.beat()
                for finding in self._read_record(record, container.origin):
                    if isinstance(finding, Rejection):
                        finding = replace(finding, line=positions.find_line(number) or line)
                    yield finding

    def _read_record(self, record: object, origin: str) -> Iterator[Finding]:
        if isinstance(record, dict):
            yield from self.reader.read(record, origin=origin)
        else:
            yield Rejection(self._source.path, None, NO_OBJECT)

    def _read_array(
        self, start: int, origin: str = "", *, is_whole: bool = True
    ) -> Iterator[Finding]:
        text, path = self._text, self._source.path
        position = skip_space(text, start + 1)
        if text.startswith("]", position):
            raise ArticleError("it is empty")
        line, last_position = text.count("\n", 0, start) + 1, start
        tries = iter(range(_TRIES))
        while not text.startswith("]", position):
            line, last_position = line + text.count("\n", last_position, position), position
            try:
                value, end = parse_value(text, position, self._depth)
                yield from read_element(value, self.reader, line, origin)
                position = end
                position = _skip_separator(text, end)
            except ArticleError as error:
                position_after = _next_article(text, position + 1, tries)
                suffix = "" if position_after is not None else "; nothing after it could be read"
                yield Rejection(
                    path,
                    error.line or line,
                    error.reason + suffix,
                    truncated=position_after is None,
                )
                if position_after is None:
                    return
                position = position_after
        if is_whole and text[position + 1 :].strip():
            yield Rejection(path, None, "what follows the end of the array was not read")

    def _recover(self, start: int, error: ArticleError) -> Iterator[Finding]:
        """Read the list of articles in an object that is broken elsewhere, or inside of it."""
        for match, _ in zip(_LIST.finditer(self._text, start), range(_TRIES), strict=False):
            try:
                value, _ = parse_value(self._text, match.end(), self._depth)
            except ArticleError:
                continue
            if isinstance(value, dict) and is_article(unwrap(value)):
                findings = list(self._read_array(match.start(), is_whole=False))
                yield from findings
                if not any(isinstance(finding, Rejection) for finding in findings):
                    yield Rejection(self._source.path, error.line, error.reason)
                return
        raise error

    @cache  # noqa: B019 (it lives as long as the file is read)
    def _infer_order(self) -> DayOrder:
        return infer_json_order([self._text])


def _skip_separator(text: str, end: int) -> int:
    """Return where the next object begins, or the end of the array; a comma may be missing."""
    position = skip_space(text, end)
    if text.startswith(",", position):
        return skip_space(text, position + 1)
    if text.startswith(("]", "{"), position):
        return position
    line = text.count("\n", 0, position) + 1
    raise ArticleError("the array is broken: a comma or ] is missing", line)


def _next_article(text: str, start: int, tries: Iterator[int]) -> int | None:
    """Return where the next object begins that looks like an article."""
    for match in _NEXT_OBJECT.finditer(text, start):
        if next(tries, None) is None:
            break
        try:
            value, _ = parse_value(text, match.end())
        except ArticleError:
            continue
        if isinstance(value, dict) and is_article(unwrap(value)):
            return match.end()
    return None


FORMAT = Format("JSON", (".json",), ("application/json",), recognises, read)
