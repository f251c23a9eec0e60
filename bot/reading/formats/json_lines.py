"""JSON lines: one article an object, one object a line."""

import io
from collections.abc import Iterator
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.decoding import Decoded, decode, marked_codec
from bot.reading.formats import feed, json_document, mail, seed, table, text
from bot.reading.formats.json_value import parse_object
from bot.reading.html import page
from bot.reading.record import article_from
from bot.reading.source import Source

_SUFFIXES = (".jsonl", ".ndjson")


def recognises(opening: str, name: str) -> bool:
    """Tell whether lines are objects of their own; the name decides where they are broken."""
    first, _, rest = opening.lstrip().partition("\n")
    named = PurePath(name).suffix.lower() in _SUFFIXES
    if not first.startswith("{"):
        others = (json_document, seed, page, feed, mail, table, text)
        return named and not any(other.recognises(opening, "") for other in others)
    if _is_object(first):
        return True
    if named:
        return first.strip() != "{"
    return not rest.strip() or rest.lstrip().startswith("{")


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a refusal for every line, holding one line at a time."""
    codec = marked_codec(source.head)
    if codec:
        yield Notice(source.path, None, Decoded("", codec).remark)
    number = 0
    try:
        for number, line in enumerate(_lines(source), 1):
            try:
                decoded = decode(_complete(line, source.limits.line), codec)
                if not decoded.text.strip():
                    continue
                fields = parse_object(decoded.text.strip(), source.limits.depth)
                yield article_from(fields, source.path)
            except ArticleError as error:
                yield Rejection(source.path, number, error.reason)
                continue
            if decoded.broken:
                yield Notice(source.path, number, decoded.remark)
            elif decoded.codec and not codec:
                codec = decoded.codec
                yield Notice(source.path, number, decoded.remark)
    except ArticleError as error:
        yield Rejection(
            source.path, number + 1, error.reason, truncated=error.truncated, cause=error.cause
        )


def _lines(source: Source) -> Iterator[bytes]:
    """Yield the lines; of one beyond the bound, its beginning alone."""
    stream: io.BufferedIOBase = source.stream
    if marked_codec(source.head):
        # Bytes of UTF-16 cannot be cut at line ends.
        stream = io.BytesIO(decode(source.read()).text.encode())
    bound = source.limits.line
    while line := stream.readline(bound + 1):
        yield line
        while len(line) > bound and not line.endswith(b"\n"):
            line = stream.readline(bound + 1)


def _complete(line: bytes, bound: int) -> bytes:
    if len(line) > bound:
        raise ArticleError(f"the line is longer than {bound:,} bytes")
    return line


def _is_object(line: str) -> bool:
    try:
        parse_object(line)
    except ArticleError:
        return False
    return True
