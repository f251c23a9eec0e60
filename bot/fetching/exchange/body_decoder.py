"""Body decoder: unpacks a body while it comes, and stops where it gets too large.

Only gzip is asked for. Brotli and Zstandard would need libraries that unpack as much as they like.
"""

import zlib
from collections.abc import Iterator

from bot.fetching.fetch_errors import FetchError, FetchFailure

GZIP_MAGIC = b"\x1f\x8b"

_PIECE = 256 * 1024
_MOST_MEMBERS = 1000
"""A gzip file may be many in a row; each costs something, however small it is."""
_GZIP, _ZLIB, _RAW = 31, 15, -15
_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}
_NOT_READ = frozenset(("br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"))


class BodyDecoder:
    """Turn the bytes of a body into its content, of ``most_bytes`` at most.

    ``encodings`` is the header Content-Encoding. What browsers don't know either is no encoding.
    """

    def __init__(self, encodings: str, most_bytes: int) -> None:
        names = [name.strip().lower() for name in encodings.split(",")]
        packings = [name for name in names if name in _WINDOWS]
        if len(packings) > 1 or not _NOT_READ.isdisjoint(names):
            raise cannot_unpack()
        self._inflator = Inflator(_WINDOWS[packings[0]]) if packings else None
        self._allowance = most_bytes
        self._raw_allowance = most_bytes
        self._most_bytes = most_bytes

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield the content of a part of the body; raise FetchError where it is too large."""
        self._raw_allowance -= len(data)
        if self._raw_allowance < 0:
            raise too_large(self._most_bytes)
        for piece in self._inflator.inflate(data) if self._inflator else (data,):
            self._allowance -= len(piece)
            if self._allowance < 0:
                raise too_large(self._most_bytes)
            yield piece

    def finish(self) -> None:
        """Raise FetchError where the end of what was packed is missing."""
        if self._inflator and not self._inflator.is_complete:
            raise cannot_unpack()


class Inflator:
    """Unpack gzip or deflate, by small pieces."""

    def __init__(self, window: int = _GZIP) -> None:
        self._window = window
        self._object = None if window == _ZLIB else zlib.decompressobj(window)
        self._head = b""
        self._members = 1
        self._is_over = False
        self._is_empty = True

    @property
    def is_complete(self) -> bool:
        """Tell whether the end came; nothing at all is complete."""
        return self._is_over or self._is_empty or (self._object is not None and self._object.eof)

    def inflate(self, data: bytes) -> Iterator[bytes]:
        """Yield what the data unpacks to; raise FetchError where it is damaged."""
        self._is_empty = self._is_empty and not data
        data, self._head = self._head + data, b""
        try:
            while data and not self._is_over:
                if self._object is not None and not self._object.eof:
                    yield from self._unpack(self._object, data)
                    data = self._object.unused_data
                elif len(data) < 2:
                    self._head, data = data, b""
                else:
                    self._begin(data)
        except zlib.error as error:
            raise cannot_unpack() from error

    def _unpack(self, inflator: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
        is_more = True
        while is_more:
            piece = inflator.decompress(data, _PIECE)
            yield piece
            data = inflator.unconsumed_tail
            # A full piece may leave something behind although all of the data is taken.
            is_more = bool(data) or (len(piece) == _PIECE and not inflator.eof)

    def _begin(self, data: bytes) -> None:
        """Make what unpacks the data, or know that nothing of it is to be unpacked."""
        if self._object is None:  # servers send deflate with its head and without
            has_head = data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._object = zlib.decompressobj(_ZLIB if has_head else _RAW)
        elif self._window != _GZIP or not data.startswith(GZIP_MAGIC):
            self._is_over = True  # some add blanks or zeros
        elif self._members == _MOST_MEMBERS:
            raise cannot_unpack()
        else:
            self._members += 1
            self._object = zlib.decompressobj(_GZIP)


def cannot_unpack() -> FetchError:
    """Return the error for a body whose packing is damaged or not known."""
    return FetchError(
        FetchFailure.CONTENT, "what the site sent cannot be unpacked: try again later"
    )


def too_large(most_bytes: int) -> FetchError:
    """Return the error for a body of more bytes than are allowed."""
    size = f"{most_bytes / 1024**2:g}"
    return FetchError(
        FetchFailure.TOO_LARGE, f"the page is larger than {size} MB, the most that is fetched"
    )
