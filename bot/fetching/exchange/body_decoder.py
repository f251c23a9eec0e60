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
_PACKED = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}
_NOT_READ = frozenset(("br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"))


class BodyDecoder:
    """Turn the bytes of a body into its content, of ``most_bytes`` at most.

    ``encodings`` is the header Content-Encoding. What browsers don't know either is no encoding.
    """

    def __init__(self, encodings: str, most_bytes: int) -> None:
        names = [name.strip().lower() for name in encodings.split(",")]
        packings = [name for name in names if name in _PACKED]
        if len(packings) > 1 or not _NOT_READ.isdisjoint(names):
            raise cannot_unpack()
        self._inflator = Inflator(_PACKED[packings[0]]) if packings else None
        self._left = most_bytes
        self._raw_left = most_bytes
        self._most_bytes = most_bytes

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield the content of a part of the body; raise FetchError where it is too large."""
        self._raw_left -= len(data)
        if self._raw_left < 0:
            raise too_large(self._most_bytes)
        for piece in self._inflator.inflate(data) if self._inflator else (data,):
            self._left -= len(piece)
            if self._left < 0:
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
                if self._object is None or self._object.eof:
                    if len(data) < 2:
                        self._head = data
                        return
                    if not self._begin(data):
                        return
                yield self._object.decompress(data, _PIECE)  # type: ignore[union-attr]
                data = self._object.unconsumed_tail or self._object.unused_data  # type: ignore[union-attr]
            while self._object and self._object.unconsumed_tail:
                yield self._object.decompress(self._object.unconsumed_tail, _PIECE)
        except zlib.error as error:
            raise cannot_unpack() from error

    def _begin(self, data: bytes) -> bool:
        """Take what unpacks data; tell whether there is something to unpack."""
        if self._object is None:  # servers send deflate with its head and without
            has_head = data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._object = zlib.decompressobj(_ZLIB if has_head else _RAW)
            return True
        if self._window != _GZIP or not data.startswith(GZIP_MAGIC):
            self._is_over = True  # some add blanks or zeros
            return False
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise cannot_unpack()
        self._object = zlib.decompressobj(_GZIP)
        return True


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
