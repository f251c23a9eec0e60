"""Web archives (WARC): one article a page."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.decoding import decode, decode_markup
from bot.reading.formats.format import Format
from bot.reading.formats.member_names import shorten_name
from bot.reading.html import page
from bot.reading.source import Source, escape_unprintable

_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CONTENT_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
_NO_DATE = "it has no date"
_LONGEST_LINE = 64 * 1024

# What the parser meets that is no WARC shows in many ways.
_FAULTS = (EOFError, OSError, ValueError, LookupError, AttributeError, TypeError, zlib.error)


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as a record of WARC does."""
    return opening.startswith(("WARC/0.", "WARC/1."))


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for each page, the first response of each address."""
    addresses: set[str] = set()
    repetitions = 0
    for record in _records(source):
        url = escape_unprintable(_header(record.rec_headers, "WARC-Target-URI")).strip("<>")
        if not _is_page(record):
            continue
        source.budget.enter()
        if source.budget.is_spent:
            raise source.budget.error
        address = url.partition("#")[0]
        if address in addresses:
            repetitions += 1
            continue
        addresses.add(address)
        yield from _findings(source, url, record)
    if repetitions:
        yield Notice(
            source.path,
            None,
            f"some pages occur more than once ({repetitions:,}): only the first of each was read",
        )


def _records(source: Source) -> Iterator[Any]:
    # Loading it takes longer than most commands run.
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import DecompressingBufferedReader
    from warcio.exceptions import ArchiveLoadFailed

    class Reader(DecompressingBufferedReader):  # type: ignore[misc]
        """A reader of short lines: one that never ends would be copied for each of its blocks."""

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
            if len(line) == _LONGEST_LINE:
                reason = f"a line of its headers has more than {_LONGEST_LINE:,} bytes"
                raise ArticleError(f"the WARC data is damaged here ({reason})", truncated=True)
            return line

    try:
        records = ArchiveIterator(source.blocks())
        records.reader = Reader(records.fh)
        yield from records
    except (ArchiveLoadFailed, *_FAULTS) as error:
        reason = escape_unprintable(str(error) or type(error).__name__)[:200]
        raise ArticleError(f"the WARC data is damaged here ({reason})", truncated=True) from None


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    kind = _header(headers, "Content-Type").partition(";")[0].strip().lower()
    return kind in _PAGES


def _findings(source: Source, url: str, record: Any) -> Iterator[Finding]:
    """Yield the findings of a page; the day on which it was fetched is never its date."""
    path = f"{source.path}/{shorten_name(url)}"
    encoding = _header(record.http_headers, "Content-Encoding").strip().lower()
    try:
        if encoding not in _CONTENT_ENCODINGS:
            name = shorten_name(escape_unprintable(encoding))
            raise ArticleError(f"its content encoding is not supported: {name}")
        body = io.BufferedReader(_Body(record.content_stream()))
        member = source.member(shorten_name(url), body, url)
        yield from page.read_page(_text(member, record), member)
    except ArticleError as error:
        if source.budget.is_spent:
            raise
        reason = error.reason
        if reason.startswith(_NO_DATE):
            day = _header(record.rec_headers, "WARC-Date")[:10]
            reason = (
                f"it has no date of its own (it was fetched on {escape_unprintable(day)},"
                " which may be much later)"
            )
        yield Rejection(path, None, reason, truncated=error.truncated, cause=error.cause)


def _text(member: Source, record: Any) -> str:
    """Return the page as text; as in browsers, the server's encoding comes first."""
    data = member.read()
    charset = _CHARSET.search(_header(record.http_headers, "Content-Type"))
    if charset:
        try:
            return decode(data, charset[1].lower()).text
        except (ArticleError, LookupError):
            pass
    return decode_markup(data).text


def _header(headers: Any, name: str) -> str:
    return str(headers.get_header(name) or "")


class _Body(io.RawIOBase):
    """What a server sent, as a stream that can be read ahead."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except _FAULTS as error:
            raise OSError(str(error)) from None
        buffer[: len(data)] = data
        return len(data)


FORMAT = Format("WARC files", (".warc",), ("application/warc",), recognises, read)
