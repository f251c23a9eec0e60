"""Properties of an Outlook mail, by their numbers in MAPI."""

import struct
from datetime import UTC, datetime, timedelta

from bot.articles.findings import ArticleError
from bot.reading.containers.compound_file import CompoundFile
from bot.reading.decoding import decode
from bot.reading.rtf.charsets import find_code_page_codec

SUBJECT, SENDER, SENDER_ADDRESS, SENDER_MAIL_ADDRESS = 0x0037, 0x0C1A, 0x0C1F, 0x5D01
AUTHOR, HEADERS, CLASS = 0x0042, 0x007D, 0x001A
PLAIN, HTML, RICH_TEXT = 0x1000, 0x1013, 0x1009
SUBMIT_TIME, DELIVERY_TIME = 0x0039, 0x0E06
_PLAIN_CODE_PAGE, _HTML_CODE_PAGE = 0x3FFD, 0x3FDE

_UNICODE, _BYTES, _BINARY, _INTEGER, _TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040
_ENTRY = struct.Struct("<HHI8s")
# Before the entries; shorter in a mail that is attached to another.
_HEADER_SIZES = {True: 32, False: 24}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class MapiProperties:
    """The properties of a mail in a compound file."""

    def __init__(self, file: CompoundFile, folder: str = "") -> None:
        """Take the folder of a mail that is attached to another, with its final ``/``."""
        self._file = file
        self._folder = folder
        data = file.read(f"{folder}__properties_version1.0")[_HEADER_SIZES[not folder] :]
        entries = _ENTRY.iter_unpack(data[: len(data) - len(data) % _ENTRY.size])
        self._values = {(number, kind): value for kind, number, _, value in entries}

    def read_text(self, number: int) -> str:
        """Return a text, empty where there is none."""
        if data := self._read(number, _UNICODE):
            return _clean(data.decode("utf-16-le", "replace"))
        return self._decode(self._read(number, _BYTES), _PLAIN_CODE_PAGE)

    def read_html(self) -> str:
        """Return the text as HTML, empty where there is none."""
        data = self._read(HTML, _BINARY)
        return self._decode(data, _HTML_CODE_PAGE) if data else self.read_text(HTML)

    def read_bytes(self, number: int) -> bytes:
        """Return the bytes of a property, none where there is none."""
        return self._read(number, _BINARY)

    def read_time(self, number: int) -> str:
        """Return a moment as ISO 8601 in UTC, empty where there is none."""
        value = int.from_bytes(self._values.get((number, _TIME), b""), "little")
        try:
            return (_EPOCH + timedelta(microseconds=value // 10)).isoformat() if value else ""
        except OverflowError:
            return ""

    def _read(self, number: int, kind: int) -> bytes:
        return self._file.read(f"{self._folder}__substg1.0_{number:04X}{kind:04X}")

    def _decode(self, data: bytes, code_page: int) -> str:
        if not data:
            return ""
        value = self._values.get((code_page, _INTEGER), b"")[:4]
        codec = find_code_page_codec(int.from_bytes(value, "little"))
        try:
            return _clean(decode(data.rstrip(b"\0"), codec).text)
        except ArticleError:
            return _clean(data.decode(codec or "cp1252", "replace"))


def _clean(text: str) -> str:
    """Return a text without the NUL at its end, and with the usual line ends."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
