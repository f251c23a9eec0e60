"""JSON lines: one article an object, one object a line."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.parse import DayOrder
from bot.reading.decoding import DecodedText, decode, detect_marked_codec
from bot.reading.formats import feed, json_document, mail, table, text
from bot.reading.formats.format import Format
from bot.reading.html import page
from bot.reading.records.json_records import read_element
from bot.reading.records.json_values import infer_json_order, parse_object
from bot.reading.records.record_reader import RecordReader, find_sure_path_date
from bot.reading.source import Source

_EXTENSIONS = (".jsonl", ".ndjson")
_OPEN_ENDS = ("{", "[", ",", ":")
_LONGEST_PART = 1024 * 1024
_ACTIONS = ("index", "create", "update", "delete")


def recognises(opening: str, name: str) -> bool:
    """Tell whether lines are objects of their own; the name decides where they are broken."""
    first, _, tail = opening.lstrip().partition("\n")
    has_suffix = PurePath(name).suffix.lower() in _EXTENSIONS
    if not first.startswith("{"):
        formats = (json_document, page, feed, mail, table, text)
        return (
            has_suffix
            and not any(module.recognises(opening, "") for module in formats)
            and not text.recognises_dated(opening, "")
        )
    if _is_object(first):
        return True
    if has_suffix:
        return first.strip() != "{"
    # Of an object that goes on, not of one that is broken.
    if first.rstrip().endswith(_OPEN_ENDS):
        return False
    is_document = PurePath(name).suffix.lower() == ".json"
    return tail.lstrip().startswith("{") or not (tail.strip() or is_document)


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for every line, with one line in memory at a time."""
    codec = detect_marked_codec(source.head)
    if codec:
        yield Notice(source.path, None, DecodedText("", codec).notice)
    number = 0
    head = source.head

    @cache
    def infer_order() -> DayOrder:
        return infer_json_order(_all_lines(source, head))

    reader = RecordReader(source.path, find_sure_path_date(source.path), infer_order)
    try:
        for number, line in enumerate(_lines(source), 1):
            try:
                content = decode(_complete(line, source.limits.line), codec)
                if not content.text.strip():
                    continue
                fields = parse_object(content.text.strip(), source.limits.depth)
                if not _is_bulk_action(fields):
                    yield from read_element(fields, reader, number)
            except ArticleError as error:
                yield Rejection(source.path, number, error.reason)
                continue
            if content.broken_count:
                yield Notice(source.path, number, content.notice)
            elif content.codec and not codec:
                codec = content.codec
                yield Notice(source.path, number, content.notice)
    except ArticleError as error:
        yield Rejection(
            source.path, number + 1, error.reason, truncated=error.truncated, cause=error.cause
        )
    yield from reader.finish()


def _all_lines(source: Source, head: bytes) -> Iterator[str]:
    """Yield the lines of the whole file, of which some were read; only its head if compressed."""
    file = source.file
    if file is None or detect_marked_codec(head):
        yield head.decode(detect_marked_codec(head) or "latin-1", "replace")
        return
    place = file.tell()
    file.seek(0)
    try:
        while line := file.readline(_LONGEST_PART):
            source.budget.beat()
            yield line.decode("latin-1")
    finally:
        file.seek(place)


def _lines(source: Source) -> Iterator[bytes]:
    """Yield the lines; only the beginning of one that is too long."""
    stream: io.BufferedIOBase = source.stream
    if detect_marked_codec(source.head):
        # Bytes of UTF-16 cannot be cut at line ends.
        stream = io.BytesIO(decode(source.read()).text.encode())
    limit = source.limits.line
    while line := stream.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)


def _complete(line: bytes, limit: int) -> bytes:
    if len(line) > limit:
        raise ArticleError(f"the line is longer than {limit:,} bytes")
    return line


def _is_bulk_action(fields: dict[str, object]) -> bool:
    """Tell whether a line only says what a search engine is to do with the next one."""
    if len(fields) != 1:
        return False
    ((name, value),) = fields.items()
    return name in _ACTIONS and isinstance(value, dict) and all(n[:1] == "_" for n in value)


def _is_object(line: str) -> bool:
    try:
        parse_object(line)
    except ArticleError:
        return False
    return True


FORMAT = Format(
    "JSON lines", _EXTENSIONS, ("application/jsonl", "application/x-ndjson"), recognises, read
)
