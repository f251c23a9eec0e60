"""Cache of readings: what a preview read of a file, until the index takes it from here."""

import hashlib
import logging
import os
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from bot.articles.article import Article
from bot.articles.codec import decode_article, encode_article
from bot.articles.findings import Finding, Notice, Rejection
from bot.corpus.manifest.near_duplicates import MinHashSignature
from bot.reading.limits import ReadLimits
from bot.reading.source import display_path

_LOGGER = logging.getLogger(__name__)

_MAX_BYTES = 512 * 1024**2
_MAX_HOURS = 48

_CHECKSUM = 16
_LENGTH = struct.Struct(">I")
_NAMES = {Article: "article", Rejection: "rejection", Notice: "notice"}
_DECODERS: dict[str, Callable[[bytes], Finding]] = {
    "article": decode_article,
    "rejection": msgspec.msgpack.Decoder(Rejection).decode,
    "notice": msgspec.msgpack.Decoder(Notice).decode,
}
_ENCODER = msgspec.msgpack.Encoder()


class _Record(msgspec.Struct, array_like=True, frozen=True):
    """A finding; an article with its signature."""

    kind: str
    finding: bytes
    signature: tuple[bytes, bytes] | None = None


_RECORD = msgspec.msgpack.Decoder(_Record)

Reading = Iterator[tuple[Finding, MinHashSignature | None]]
"""What was found in a file, each article with its signature."""


class ReadingCache:
    """A folder with a file for each reading: it may be deleted at any time.

    A reading is found by what it depends on: the file's content and name, the limits, and
    ``version``, which stands for the code. It is kept for two days at most, and all of them
    together take 512 MiB at most.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version

    def key(self, digest: str, path: Path, limits: ReadLimits) -> str:
        """Return what a reading of a file with the SHA-256 ``digest`` is found by."""
        parts = (digest, path.name, self._version, limits_key(limits))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]

    @contextmanager
    def store(self, key: str, path: Path) -> Iterator["ReadingWriter"]:
        """Give what takes a file's findings; they are kept where all of them came."""
        self._purge()
        part_file = self._folder / f"{key}.part"
        writer = ReadingWriter(part_file, path)
        try:
            yield writer
            if writer.close():
                with suppress(OSError):
                    part_file.rename(self._folder / key)
        finally:
            writer.close()
            with suppress(OSError):
                part_file.unlink(missing_ok=True)

    def load(self, key: str, path: Path) -> Reading | None:
        """Return the findings in the file at ``path`` as they were stored, None where not."""
        try:
            file = (self._folder / key).open("rb")
        except OSError:
            return None
        if not _is_undamaged(file):
            file.close()
            self.discard(key)
            return None
        return _read(file, display_path(path))

    def discard(self, key: str) -> None:
        """Delete a reading that nobody needs any more."""
        with suppress(OSError):
            (self._folder / key).unlink(missing_ok=True)

    def _purge(self) -> None:
        """Delete what is too old, and the oldest where there is too much."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            files = sorted((file.stat().st_mtime, file) for file in self._folder.iterdir())
            size = sum(file.stat().st_size for _, file in files)
            for mtime, file in files:
                if mtime < time.time() - _MAX_HOURS * 3600 or size > _MAX_BYTES // 2:
                    size -= file.stat().st_size
                    file.unlink()


class ReadingWriter:
    """Takes the findings of one file; gives up where they are too many or cannot be written."""

    def __init__(self, target: Path, path: Path) -> None:
        self._file: BinaryIO | None = None
        self._is_whole = True
        self._size = 0
        self._checksum = hashlib.blake2b(digest_size=_CHECKSUM)
        try:
            self._file = target.open("wb")
        except OSError as error:
            self.give_up(error)
        else:
            self._write(display_path(path).encode())

    def add(self, finding: Finding, signature: MinHashSignature | None = None) -> None:
        """Add what was found next."""
        if self._file is None:
            return
        if isinstance(finding, Rejection) and finding.is_unfinished:
            self.give_up(finding.reason)  # it is read again
            return
        pair = (signature.digest, signature.signature) if signature else None
        try:
            content = (
                encode_article(finding)
                if isinstance(finding, Article)
                else _ENCODER.encode(finding)
            )
            self._write(_ENCODER.encode(_Record(_NAMES[type(finding)], content, pair)))
        except (OSError, ValueError, TypeError, msgspec.MsgspecError) as error:
            self.give_up(error)

    def close(self) -> bool:
        """Tell whether all of it was written down."""
        if self._file is not None:
            try:
                self._file.write(self._checksum.digest())
                self._file.close()
            except OSError as error:
                self.give_up(error)
        self._file = None
        return self._is_whole

    def _write(self, record: bytes) -> None:
        self._size += len(record)
        if self._size > _MAX_BYTES // 2:
            raise ValueError("it is too large")
        if self._file is not None:
            self._checksum.update(record)
            self._file.write(_LENGTH.pack(len(record)) + record)

    def give_up(self, reason: object) -> None:
        """Keep nothing of the reading."""
        _LOGGER.debug("A reading is not kept: %s", reason)
        self._is_whole = False
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        self._file = None


def limits_key(limits: ReadLimits) -> str:
    """Return a short name of limits, another one for others."""
    return hashlib.sha256(repr(sorted(asdict(limits).items())).encode()).hexdigest()[:16]


def _is_undamaged(file: BinaryIO) -> bool:
    """Tell whether a reading is on the disk as it was written; go back to its beginning."""
    checksum = hashlib.blake2b(digest_size=_CHECKSUM)
    size_left = os.fstat(file.fileno()).st_size - _CHECKSUM
    while size_left >= _LENGTH.size:
        (length,) = _LENGTH.unpack(file.read(_LENGTH.size))
        size_left -= _LENGTH.size + length
        if size_left >= 0:
            checksum.update(file.read(length))
    is_equal = size_left == 0 and file.read() == checksum.digest()
    file.seek(0)
    return is_equal


def _read(file: BinaryIO, path: str) -> Reading:
    with file:
        end = os.fstat(file.fileno()).st_size - _CHECKSUM
        root = _next(file).decode()
        while file.tell() < end:
            message = _RECORD.decode(_next(file))
            finding = _DECODERS[message.kind](message.finding)
            finding_here = replace(finding, path=path + finding.path.removeprefix(root))
            yield finding_here, MinHashSignature(*message.signature) if message.signature else None


def _next(file: BinaryIO) -> bytes:
    (length,) = _LENGTH.unpack(file.read(_LENGTH.size))
    return file.read(length)
