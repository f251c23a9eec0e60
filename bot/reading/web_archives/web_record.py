"""Records of web archives: what was fetched from an address, and what it is."""

import io
import re
import zlib
from dataclasses import dataclass
from typing import Any

from bot.reading.source import escape_unprintable

# What a parser meets that is no web archive shows in many ways.
ARCHIVE_FAULTS = (EOFError, OSError, ValueError, LookupError, AttributeError, TypeError, zlib.error)

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")
_DOCUMENTS = frozenset((
    "application/pdf", "application/x-pdf", "application/rss+xml", "application/atom+xml",
    "application/rdf+xml", "application/xml", "text/xml", "application/json", "application/ld+json",
    "application/feed+json", "application/epub+zip", "application/rtf", "text/rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
))  # fmt: skip
_SKIPS = {
    "image": "pictures",
    "video": "films",
    "audio": "sounds",
    "font": "fonts",
    "text/css": "styles",
    "text/javascript": "scripts",
    "application/javascript": "scripts",
    "application/x-javascript": "scripts",
}


@dataclass(frozen=True, slots=True)
class WebRecord:
    """What was fetched from an address.

    form: "page", "document" or "text" (of a page), else what it is that is passed over
    charset: as the server declared it, or empty
    encoding: how the body is packed, or empty
    fetch_day: the day on which it was fetched, or empty
    body: the parser's record, whose content is read once
    """

    url: str
    form: str
    charset: str
    encoding: str
    fetch_day: str
    body: Any

    @property
    def is_read(self) -> bool:
        """Tell whether it may hold an article."""
        return self.form in ("page", "document", "text")

    def open(self) -> io.BufferedReader:
        """Return the body, unpacked."""
        return io.BufferedReader(_Body(self.body.content_stream()))


def describe_record(record: Any) -> WebRecord | None:
    """Return what a parsed record is, None for what only describes the archive."""
    url = escape_unprintable(_header(record.rec_headers, "WARC-Target-URI")).strip("<>")
    headers = record.http_headers
    kind = _header(headers if headers is not None else record.rec_headers, "Content-Type")
    form = _form(record, url, kind)
    if not form:
        return None
    charset = _CHARSET.search(kind)
    encoding = "" if headers is None else _header(headers, "Content-Encoding")
    return WebRecord(
        url=url,
        form=form,
        charset=charset[1].lower() if charset else "",
        encoding=encoding.strip().lower(),
        fetch_day=escape_unprintable(_header(record.rec_headers, "WARC-Date")[:10]),
        body=record,
    )


def _form(record: Any, url: str, kind: str) -> str:
    if record.rec_type == "revisit":
        return "unchanged pages"
    if record.rec_type not in ("response", "resource", "conversion"):
        return ""
    if record.rec_type == "response":
        if record.http_headers is None:
            return ""
        if record.http_headers.get_statuscode() != "200":
            return "redirects and error pages"
    if not url.lower().startswith(("http://", "https://", "ftp://", "ftps://", "file:")):
        return ""
    media_type = kind.partition(";")[0].strip().lower()
    if record.rec_type == "conversion":
        return "text" if media_type in ("text/plain", "") else "converted files"
    if media_type in _PAGES:
        return "page"
    if media_type in _DOCUMENTS:
        return "document"
    return _SKIPS.get(media_type) or _SKIPS.get(media_type.partition("/")[0]) or "other files"


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
        except ARCHIVE_FAULTS as error:
            raise OSError(str(error)) from None
        buffer[: len(data)] = data
        return len(data)
