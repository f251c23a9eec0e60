"""Sources: the bytes of a file, decompressed and bounded."""

import bz2
import gzip
import io
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, BinaryIO, Protocol, cast

from bot.articles.findings import ArticleError, cause_of
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits, UnpackBudget, ignore_progress

HEAD = 64 * 1024
"""Number of bytes by which a file's format is recognised."""

_CHUNK = 1024 * 1024
_SUFFIXES = (".gz", ".bz2", ".xz")

# What xz itself needs for its strongest setting, and a little more.
_XZ_MEMORY = 80 * 1024 * 1024


class _Readable(Protocol):
    def read1(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Source:
    """An open file, or a member of an archive.

    path: its path, safe to display
    name: the last part of the path, without ``.gz`` and the like
    stream: its bytes, decompressed
    limits, budget: what may be read of it
    file: the file itself where it is not compressed, so that it is seekable
    nesting: number of archives around it
    url: where it was fetched from, if known
    """

    path: str
    name: str
    stream: io.BufferedReader
    limits: ReadLimits
    budget: UnpackBudget
    file: BinaryIO | None = None
    nesting: int = 0
    url: str = ""

    @property
    def head(self) -> bytes:
        """Return the first bytes without consuming them."""
        return self.stream.peek(HEAD)[:HEAD]

    def read(self) -> bytes:
        """Return all remaining bytes; raise ArticleError where it is too large to be a document."""
        chunks = []
        allowance = self.limits.document
        while chunk := self.stream.read(_CHUNK):
            allowance -= len(chunk)
            if allowance < 0:
                raise ArticleError(
                    f"it is larger than {self.limits.document:,} bytes, too large for a single"
                    " document: split it, or use JSON lines"
                )
            chunks.append(chunk)
        return b"".join(chunks)

    def seekable(self) -> BinaryIO:
        """Return a seekable file of the bytes."""
        return self.file or io.BytesIO(self.read())

    def rewindable(self) -> "Source":
        """Return a source of the same bytes whose ``seekable`` file can be read before it."""
        if self.file is not None:
            return self
        file = cast(io.BufferedReader, io.BytesIO(self.read()))
        return replace(self, stream=io.BufferedReader(file), file=file)

    def blocks(self) -> BinaryIO:
        """Return the remaining bytes as a stream that can only be read in blocks."""
        return cast(BinaryIO, _Blocks(self.stream))

    def member(self, name: str, stream: IO[bytes], url: str = "") -> "Source":
        """Return a member of this archive as a source."""
        path = f"{self.path}/{display_path(name)}"
        inner = _source(path, io.BufferedReader(stream), self.limits, self.budget)  # type: ignore[type-var]
        return replace(inner, file=None, nesting=self.nesting + 1, url=url)


class _Blocks:
    """A stream whose reads come up short before an error, instead of losing data."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """Return some bytes, none at the end."""
        return self._stream.read1(size)


class _Decompressor:
    """Decompresses concatenated streams; Python's own readers do not bound memory."""

    def __init__(
        self, file: BinaryIO, new: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]
    ) -> None:
        self._file = file
        self._new = new
        self._stream = new()

    def read1(self, size: int, /) -> bytes:
        while True:
            data = b""
            if self._stream.eof:
                data = self._stream.unused_data.lstrip(b"\0") or self._file.read(_CHUNK)
                if not data.strip(b"\0"):
                    return b""
                self._stream = self._new()
            elif self._stream.needs_input:
                data = self._file.read(_CHUNK)
                if not data:
                    raise EOFError
            if data := self._stream.decompress(data, size):
                return data


class _BoundedStream(io.RawIOBase):
    """Enforces the budget, and raises an error only after all data before it is read."""

    def __init__(self, file: _Readable, compression: str, budget: UnpackBudget) -> None:
        self._file = file
        self._compression = compression or "packed"
        self._budget = budget
        self._error: ArticleError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        count = 0
        while self._error is None and count < len(buffer):
            chunk = self._next_chunk(len(buffer) - count)
            if not chunk:
                break
            buffer[count : count + len(chunk)] = chunk
            count += len(chunk)
        if self._error is not None and not count:
            raise self._error
        return count

    def _next_chunk(self, size: int) -> bytes:
        try:
            # One read of the layer below: a longer one would lose what came before an error.
            chunk = self._file.read1(size)
        except EOFError:
            reason = f"the {self._compression} data is cut off here: copy the file again"
            self._error = ArticleError(reason, truncated=True)
        except (zlib.error, gzip.BadGzipFile, lzma.LZMAError, zipfile.BadZipFile) as error:
            reason = f"the {self._compression} data is damaged here ({error})"
            self._error = ArticleError(reason, truncated=True)
        except (OSError, tarfile.TarError) as error:
            reason_text = error.strerror if isinstance(error, OSError) else None
            self._error = ArticleError(
                f"it cannot be read any further ({reason_text or error})",
                truncated=True,
                cause=cause_of(error),
            )
        else:
            limit = self._budget.spend(len(chunk))
            if self._budget.is_spent:
                self._error = self._budget.error
            return bytes(chunk[:limit])
        return b""


@contextmanager
def open_source(path: Path, limits: ReadLimits = DEFAULT_LIMITS) -> Iterator[Source]:
    """Open a regular file, compressed or not; raise ArticleError where that fails."""
    with open_regular(path) as file:
        yield build_source(file, display_path(path), limits)


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file; raise ArticleError where that fails."""
    try:
        # Opening a pipe would block, and a device might never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ArticleError("it is not a regular file")
        return path.open("rb")
    except OSError as error:
        reason = f"it cannot be opened ({error.strerror or error})"
        raise ArticleError(reason, cause=cause_of(error)) from None
    except ValueError as error:
        raise ArticleError(f"its name is not valid ({error})") from None


def build_source(
    file: BinaryIO, path: str, limits: ReadLimits, alive: Callable[[], None] = ignore_progress
) -> Source:
    """Return an open file as a source; raise ArticleError where it is too large.

    ``path`` is how it is displayed; ``alive`` is called on progress.
    """
    size = os.fstat(file.fileno()).st_size
    if size > limits.file:
        raise ArticleError(f"it is larger than {limits.file:,} bytes: split it")
    return _source(path, file, limits, UnpackBudget(limits, size, alive))


def _source(path: str, file: BinaryIO, limits: ReadLimits, budget: UnpackBudget) -> Source:
    stream_in, compression = _open_packed(file)
    name = path.rpartition("/")[2]
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    raw = _BoundedStream(stream_in, compression, budget)
    seekable = None if compression else file
    return Source(path, name, io.BufferedReader(raw, HEAD), limits, budget, seekable)


def _open_packed(file: BinaryIO) -> tuple[_Readable, str]:
    """Return a file's decompressed bytes, and the name of its compression."""
    head = file.peek(6)[:6]  # type: ignore[attr-defined]
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file), "gzip"
    if head.startswith(b"BZh"):
        return _Decompressor(file, bz2.BZ2Decompressor), "bzip2"
    if head.startswith(b"\xfd7zXZ\0"):
        return _Decompressor(file, lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY)), "xz"
    return file, ""  # type: ignore[return-value]


def display_path(path: Path | str) -> str:
    """Return a path that is safe to display, without undecodable or control characters."""
    return escape_unprintable(str(path))


def escape_unprintable(text: str) -> str:
    """Return ``text`` with line ends and other control characters replaced by �."""
    return "".join(char if char.isprintable() else "�" for char in text)
