"""Source: a file's bytes, unpacked, bounded and never trusted."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.articles.finding import ArticleError

HEAD = 64 * 1024
"""How many bytes a format sees before it says whether a file is its own."""

_GZIP = b"\x1f\x8b"
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one file may hold, in bytes after unpacking and in refusals."""

    unpacked: int = 2 * 1024**3
    document: int = 256 * 1024**2
    line: int = 64 * 1024**2
    refusals: int = 100_000


@dataclass(frozen=True, slots=True)
class Source:
    """An open file: what it is called, its bytes, and how much of them may be read.

    ``path`` is fit to be shown; ``name`` is the last part of it without ``.gz``.
    """

    path: str
    name: str
    stream: io.BufferedReader
    bounds: Bounds

    @property
    def head(self) -> bytes:
        """Return the first bytes without moving on."""
        return self.stream.peek(HEAD)[:HEAD]

    def read(self) -> bytes:
        """Return the rest, for formats that need a document as a whole."""
        chunks = []
        left = self.bounds.document
        while chunk := self.stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise ArticleError(
                    f"it is larger than {self.bounds.document:,} bytes, too large to be one"
                    " document: split it, or use JSON lines"
                )
            chunks.append(chunk)
        return b"".join(chunks)


class _Bounded(io.RawIOBase):
    """Pass bytes on, fill every buffer, and put an error off until all before it is read."""

    def __init__(self, file: BinaryIO, bound: int) -> None:
        self._file = gzip.GzipFile(fileobj=file) if _is_gzip(file) else file
        self._left = bound
        self._bound = bound
        self._error: ArticleError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        filled = 0
        while self._error is None and filled < len(buffer):
            chunk = self._next_chunk(len(buffer) - filled)
            if not chunk:
                break
            buffer[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        if self._error is not None and not filled:
            raise self._error
        return filled

    def _next_chunk(self, size: int) -> bytes:
        try:
            # One read of the layer below: a longer one would lose what came before an error.
            chunk = self._file.read1(size)  # type: ignore[union-attr]
        except EOFError:
            self._error = ArticleError("the gzip data is cut off here: copy the file again")
        except (zlib.error, gzip.BadGzipFile) as error:
            self._error = ArticleError(f"the gzip data is damaged here ({error})")
        except OSError as error:
            self._error = ArticleError(f"it cannot be read on ({error.strerror or error})")
        else:
            self._left -= len(chunk)
            if self._left >= 0:
                return bytes(chunk)
            self._error = ArticleError(f"it unpacks to more than {self._bound:,} bytes: split it")
            return bytes(chunk[: self._left])
        return b""


@contextmanager
def opened(path: Path, bounds: Bounds) -> Iterator[Source]:
    """Open a regular file, packed by gzip or not; raise ArticleError where that fails."""
    try:
        # A pipe would block whoever opens it, and a device might never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ArticleError("it is not a regular file")
        file = path.open("rb")
    except OSError as error:
        raise ArticleError(f"it cannot be opened ({error.strerror or error})") from None
    except ValueError as error:
        raise ArticleError(f"its name is not a file's ({error})") from None
    with file:
        raw = _Bounded(file, bounds.unpacked)
        name = shown(path.name).removesuffix(".gz")
        yield Source(shown(path), name, io.BufferedReader(raw, HEAD), bounds)


def shown(path: Path | str) -> str:
    """Return a path without what would break a report: broken encoding, control characters."""
    return printable(os.fsencode(path).decode("utf-8", "replace"))


def printable(text: str) -> str:
    """Return ``text`` without line ends and other characters that command a terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)


def _is_gzip(file: BinaryIO) -> bool:
    return file.peek(2)[:2] == _GZIP  # type: ignore[attr-defined,no-any-return]
