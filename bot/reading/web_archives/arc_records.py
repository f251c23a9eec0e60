"""The records of an ARC file, the format of web archives before WARC."""

import io
import re
from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.source import Source
from bot.reading.web_archives.web_record import ARCHIVE_FAULTS

# A URL, the server's address, the moment, the type, in version 2 four more, and the length.
_HEADER = re.compile(
    rb"^([a-z]{2,10}:[^\r\n]{1,4000}?) (?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-fA-F:]{2,45}|-)"
    rb" ([0-9]{8})[0-9]{0,9} ([^ \r\n]{1,200})(?: [^ \r\n]{1,4000}){0,5} ([0-9]{1,12})[ \t]*\r?\n",
    re.MULTILINE,
)
_LINE_ENDS = re.compile(rb"[\r\n]*")


def is_arc(opening: str) -> bool:
    """Tell whether a file begins as an ARC file does."""
    return opening.startswith("filedesc://")


def iterate_arc(source: Source) -> Iterator[Any]:
    """Yield the records as a WARC file's.

    Where a length leads to no other record, the next one that is seen ends it. Raise ArticleError
    where there is none.
    """
    data = source.read()
    header = _HEADER.match(data)
    if header is None:
        raise ArticleError("the ARC data is damaged: its first line is no record's")
    while header is not None:
        source.budget.beat()
        end, next_header = _find_end(data, header)
        if not header[1].startswith(b"filedesc:"):
            yield _build_record(header, data[header.end() : end])
        header = next_header


def _find_end(data: bytes, header: re.Match[bytes]) -> tuple[int, re.Match[bytes] | None]:
    """Return where a record ends, and the header of the one behind it."""
    end = header.end() + int(header[4])
    if end <= len(data):
        start = _LINE_ENDS.match(data, end).end()  # type: ignore[union-attr]
        next_header = _HEADER.match(data, start)
        if next_header is not None or start == len(data):
            return end, next_header
    next_header = _HEADER.search(data, header.end())
    return (next_header.start() if next_header else len(data)), next_header


def _build_record(header: re.Match[bytes], body: bytes) -> Any:
    # Loading it takes longer than most commands run.
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import (
        StatusAndHeaders,
        StatusAndHeadersParser,
        StatusAndHeadersParserException,
    )

    url, day, media_type = (header[n].decode("utf-8", "replace") for n in (1, 2, 3))
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    names = [("WARC-Target-URI", url), ("WARC-Date", date), ("Content-Type", media_type)]
    stream = io.BytesIO(body)
    http_headers = None
    if body.startswith(b"HTTP/"):
        try:
            http_headers = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"]).parse(stream)
        except (StatusAndHeadersParserException, *ARCHIVE_FAULTS):
            stream.seek(0)
    kind = "response" if http_headers is not None else "resource"
    return ArcWarcRecord(
        "arc", kind, StatusAndHeaders("", names, "WARC/1.0"), stream, http_headers, media_type, -1
    )
