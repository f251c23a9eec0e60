"""ZIP and tar archives, whose members are read one after the other and never written."""

import itertools
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import IO

from bot.articles.findings import ArticleError, Finding, Rejection, cause_of
from bot.reading.formats.format import Format
from bot.reading.formats.member_names import check_member_name, is_ignored_member, shorten_name
from bot.reading.source import Source, display_path, escape_unprintable

_ZIP = ("PK\x03\x04", "PK\x05\x06")
# Its mark follows names, which are padded with NUL and may be in any encoding.
_TAR = re.compile(r"[^\0].{100,256}?(?<=[\0 0-7])ustar[\0 ]", re.DOTALL)

# What ZIP archives are made with. The others are rare, and lzma's asks for memory as it likes.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_LOCAL_HEADER = 30
_ENCRYPTED_FLAG, _UTF8_FLAG = 0x1, 0x800

# Python's modules promise fewer, and as fuzzing shows, do not keep to it.
_FAULTS = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, OverflowError, NotImplementedError, RuntimeError, LookupError),
)


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as such an archive does."""
    return opening.startswith(_ZIP) or bool(_TAR.match(opening[:300]))


def read(source: Source) -> Iterator[Finding | Source]:
    """Yield each member that may be read, in the archive's order, and a rejection of others."""
    if source.nesting >= source.limits.nesting:
        raise ArticleError(
            f"archives are nested more than {source.limits.nesting} deep: unpack them"
        )
    if source.head.startswith(b"PK"):
        yield from _read_zip(source)
    else:
        yield from _read_tar(source)


def _read_zip(source: Source) -> Iterator[Finding | Source]:
    file = source.seekable()
    try:
        archive = zipfile.ZipFile(file)
    except _FAULTS as error:
        raise _damage_error("ZIP", error) from None
    with archive:
        entries = archive.infolist()
        if _overlap(entries):
            raise ArticleError(
                "its files overlap, as in a decompression bomb: pack it again", truncated=True
            )
        for entry in entries:
            if not entry.filename.endswith("/"):
                open_member = partial(archive.open, entry)
                yield from _read_member(source, _zip_name(entry), _zip_fault(entry), open_member)


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    places = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return any(
        start + _LOCAL_HEADER + size > next_start
        for (start, size), (next_start, _) in itertools.pairwise(places)
    )


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """Return the name; many programs write UTF-8 without saying so."""
    name = entry.orig_filename
    if entry.flag_bits & _UTF8_FLAG:
        return name
    try:
        return name.encode("cp437").decode()
    except UnicodeError:
        return name


def _zip_fault(entry: zipfile.ZipInfo) -> str:
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        return "it is a link or a device, not a file"
    if entry.flag_bits & _ENCRYPTED_FLAG:
        return "it is protected by a password: pack it without one"
    if entry.compress_type not in _METHODS:
        return "its compression method is not supported: pack it as an ordinary ZIP file"
    return ""


def _read_tar(source: Source) -> Iterator[Finding | Source]:
    try:
        archive = tarfile.TarFile.open(
            fileobj=source.blocks(), mode="r|", encoding="utf-8", tarinfo=_Entry
        )
    except _FAULTS as error:
        raise _damage_error("tar", error) from None
    with archive:
        while entry := _next_entry(archive):
            if not 0 <= entry.size <= source.limits.unpacked_size:
                # Python would go to its end, one block of nothing after the other.
                raise _damage_error("tar", ValueError(f"{entry.size:,} bytes in a file"))
            archive.members = []  # type: ignore[attr-defined]  # it would remember them all
            if not entry.isdir():
                fault = "" if entry.isreg() else "it is a link or a device, not a file"
                yield from _read_member(
                    source, entry.name, fault, partial(archive.extractfile, entry)
                )


class _Entry(tarfile.TarInfo):
    """An entry that fails where it is broken: after the first, Python takes that for the end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> "_Entry":
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if type(error).__name__ == "EOFHeaderError":  # the types know no name for it
                raise
            raise _damage_error("tar", error) from None


def _next_entry(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        return archive.next()
    except _FAULTS as error:
        raise _damage_error("tar", error) from None


def _read_member(
    source: Source, name: str, fault: str, open_member: Callable[[], IO[bytes] | None]
) -> Iterator[Finding | Source]:
    source.budget.enter()
    if source.budget.is_spent:
        raise source.budget.error
    fault = check_member_name(name, source.limits.name) or fault
    if not fault and is_ignored_member(name):
        return
    path = f"{source.path}/{display_path(shorten_name(name))}"
    if fault:
        yield Rejection(path, None, fault)
        return
    try:
        stream = open_member()
        if stream is None:
            return
        member = source.member(shorten_name(name), stream)
    except _FAULTS as error:
        damage = _damage_error("packed", error)
        yield Rejection(path, None, damage.reason, truncated=True, cause=damage.cause)
        return
    with closing(stream):
        yield member


def _damage_error(kind: str, error: Exception) -> ArticleError:
    reason = escape_unprintable(str(error) or type(error).__name__)[:200]
    return ArticleError(
        f"the {kind} data is damaged ({reason}): copy the file again",
        truncated=True,
        cause=cause_of(error),
    )


FORMAT = Format(
    "ZIP and tar archives",
    (".zip", ".tar", ".tgz"),
    ("application/zip", "application/x-tar"),
    recognises,
    read,
)
