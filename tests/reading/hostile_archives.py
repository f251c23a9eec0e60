"""Hostile archives: bombs, names that lead elsewhere, and data that lies about itself."""

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import warnings
import zipfile
import zlib

from tests.reading.formats.test_warc import URL, page, record
from tests.reading.hostile import Made

STORY = b"date 2026-01-07 The harbour opened again."
HUGE = 40_000_000


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, mode: int = 0) -> bytes:
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", method) as archive:
        warnings.simplefilter("ignore")  # of names that come twice
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = method, mode << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def tarred(
    files: dict[str, bytes], kind: bytes = tarfile.REGTYPE, size: int | None = None
) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, name
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    made = bytearray(packed.getvalue())
    if size is not None:
        made[124:136] = tarfile.itn(size, 12, tarfile.GNU_FORMAT)  # type: ignore[attr-defined]
        made[148:156] = b" " * 8
        made[148:156] = b"%06o\0 " % sum(made[:512])
    return bytes(made)


def _patched(data: bytes, mark: bytes, offset: int, form: str, *values: int) -> bytes:
    """Return ``data`` with other numbers behind the first of a mark."""
    changed = bytearray(data)
    struct.pack_into(form, changed, changed.index(mark) + offset, *values)
    return bytes(changed)


def _nested(depth: int) -> bytes:
    data = zipped({"a.txt": STORY})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def _forty_two() -> bytes:
    """Return zeros in 16 archives in 16 archives in 16 archives."""
    data = zipped({"0.txt": b"\0" * 4_000_000})
    for _ in range(3):
        data = zipped({f"{n}.zip": data for n in range(16)})
    return data


def _overlapping() -> bytes:
    data = zipped({"a.txt": b"x" * 1_000_000})
    start, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    count = 60_000
    directory = data[start:end] * count
    return (
        data[:start]
        + directory
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0)
    )


def _pax(headers: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.pax_headers, entry.size = headers, len(STORY)
        archive.addfile(entry, io.BytesIO(STORY))
    return packed.getvalue()


def _xz_of_a_giant() -> bytes:
    """Return xz that asks for a dictionary of 1.5 GiB."""
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 2**16}]
    data = bytearray(lzma.compress(STORY, filters=filters))
    header = data[12 : 12 + (data[12] + 1) * 4]
    place = header.index(b"\x21\x01") + 2
    header[place] = 39
    struct.pack_into("<I", header, len(header) - 4, zlib.crc32(header[:-4]))
    data[12 : 12 + len(header)] = header
    return bytes(data)


_TWO = {"a.txt": STORY, "b.txt": STORY}
_TWO_ZIP = zipped(_TWO)
_STORED = zipped(_TWO, zipfile.ZIP_STORED)
_TWO_TAR = tarred(_TWO)
_PAGES = record(page()) + record(page("2026-01-08"), URL + "/2")

FILES: dict[str, tuple[Made, int, int]] = {
    # ZIP, its data.
    "mark-only.zip": (b"PK\3\4", 0, 1),
    "end-only.zip": (b"PK\5\6" + b"\0" * 18, 0, 1),
    "cut-in-half.zip": (_TWO_ZIP[: len(_TWO_ZIP) // 2], 0, 1),
    "without-its-end.zip": (_TWO_ZIP[:-22], 0, 1),
    "noise-behind-mark.zip": (b"PK\3\4" + bytes(range(256)) * 20, 0, 1),
    "checksum.zip": (_STORED.replace(b"harbour", b"barbour", 1), 1, 1),
    "junk-inside.zip": (_patched(_TWO_ZIP, b"PK\3\4", 35, "<4B", 9, 9, 9, 9), 1, 1),
    "offset-beyond.zip": (_patched(_TWO_ZIP, b"PK\5\6", 16, "<L", 2**31), 0, 2),
    "offset-negative.zip": (_patched(_TWO_ZIP, b"PK\5\6", 12, "<L", 2**32 - 2), 0, 1),
    "entry-beyond.zip": (_patched(_TWO_ZIP, b"PK\1\2", 42, "<L", 2**31), 1, 1),
    "size-beyond.zip": (_patched(_STORED, b"PK\1\2", 20, "<2L", 2**31, 2**31), 0, 1),
    "names-differ.zip": (_TWO_ZIP.replace(b"a.txt", b"c.txt", 1), 1, 1),
    "comment.zip": (_TWO_ZIP[:-2] + b"\xff\xff" + b"x" * 65_535, 2, 0),
    "method-unknown.zip": (_patched(_TWO_ZIP, b"PK\1\2", 10, "<H", 77), 1, 1),
    "method-lzma.zip": (zipped(_TWO, zipfile.ZIP_LZMA), 0, 2),
    "locked.zip": (_patched(_TWO_ZIP, b"PK\1\2", 8, "<H", 1), 1, 1),
    "called-text.txt": (_TWO_ZIP, 2, 0),
    "called-lines.jsonl": (_TWO_ZIP, 2, 0),
    # ZIP, its names.
    "dots.zip": (zipped({"../../../../dateline-dots.txt": STORY, **_TWO}), 2, 1),
    "root.zip": (zipped({"/dateline-root.txt": STORY, **_TWO}), 2, 1),
    "drive.zip": (zipped({"C:\\Windows\\a.txt": STORY, **_TWO}), 2, 1),
    "share.zip": (zipped({"\\\\host\\share\\a.txt": STORY, **_TWO}), 2, 1),
    "long-name.zip": (zipped({"a" * 10_000 + ".txt": STORY, **_TWO}), 2, 1),
    "deep-name.zip": (zipped({"a/" * 5_000 + "a.txt": STORY, **_TWO}), 2, 1),
    "nul-name.zip": (zipped({"cXd.txt": STORY, **_TWO}).replace(b"cXd", b"c\0d"), 2, 1),
    "override.zip": (zipped({"\u202etxt.exe": STORY, **_TWO}), 3, 0),
    "escape-name.zip": (zipped({"\x1b[2J\n.txt": STORY, **_TWO}), 3, 0),
    "empty-name.zip": (zipped({"": STORY, **_TWO}), 3, 0),
    "dot-name.zip": (zipped({".": STORY, "./": b"", **_TWO}), 3, 0),
    "link.zip": (zipped(_TWO, mode=stat.S_IFLNK | 0o777), 0, 2),
    "device.zip": (zipped(_TWO, mode=stat.S_IFBLK | 0o666), 0, 2),
    "pipe.zip": (zipped(_TWO, mode=stat.S_IFIFO | 0o666), 0, 2),
    # ZIP, bombs.
    "bomb.zip": (lambda: zipped({"2026-01-07-a.txt": b" " * HUGE}), 0, 1),
    "bomb-of-prose.zip": (lambda: zipped({"2026-01-07-a.txt": b"Prose. " * (HUGE // 7)}), 0, 1),
    "forty-two.zip": (lambda: _forty_two(), 0, -1),
    "overlapping.zip": (lambda: _overlapping(), 0, 1),
    "nested.zip": (lambda: _nested(60), 0, 1),
    "many.zip": (lambda: zipped({f"{n}.txt": b"" for n in range(2_000)}), 0, 2_000),
    # Tar.
    "cut.tar": (_TWO_TAR[:1_300], 1, 1),
    "cut-inside.tar": (_TWO_TAR[:520], 0, 2),
    "without-its-end.tar": (_TWO_TAR[:2_048], 2, 1),
    "checksum.tar": (_TWO_TAR[:1_024] + b"x" + _TWO_TAR[1_025:], 1, 1),
    "mark-only.tar": (b"a" + b"\0" * 256 + b"ustar\0" + b"00" + b"\0" * 247, 0, 1),
    "size-giant.tar": (tarred(_TWO, size=2**62), 0, 1),
    "size-negative.tar": (tarred(_TWO, size=-512), 0, 1),
    "links.tar": (tarred(_TWO, tarfile.SYMTYPE), 0, 2),
    "hard-links.tar": (tarred(_TWO, tarfile.LNKTYPE), 0, 2),
    "devices.tar": (tarred(_TWO, tarfile.BLKTYPE), 0, 2),
    "pipes.tar": (tarred(_TWO, tarfile.FIFOTYPE), 0, 2),
    "sparse.tar": (tarred(_TWO, tarfile.GNUTYPE_SPARSE), 0, 2),
    "unknown-type.tar": (tarred(_TWO, b"Z"), 0, 2),
    "dots.tar": (tarred({"../../dateline-dots.txt": STORY, **_TWO}), 2, 1),
    "root.tar": (tarred({"/dateline-root.txt": STORY, **_TWO}), 2, 1),
    "long-name.tar": (tarred({"a" * 10_000: STORY, **_TWO}), 2, 1),
    "pax-path.tar": (_pax({"path": "../../../dateline-pax.txt"}), 0, 1),
    "pax-size.tar": (_pax({"size": "99999999999999999999"}), 0, 1),
    "pax-size-words.tar": (_pax({"size": "many"}), 0, 2),
    "pax-sparse.tar": (
        _pax({"GNU.sparse.map": "0,99999999999999", "GNU.sparse.size": "1"}),
        -1,
        -1,
    ),
    "pax-giant.tar.gz": (lambda: gzip.compress(_pax({"comment": "x" * 10_000_000}), 1), 1, 0),
    "cut.tar.gz": (gzip.compress(_TWO_TAR)[:60], -1, 1),
    "called-lines-2.jsonl": (_TWO_TAR, 2, 0),
    # Packed alone.
    "bomb.txt.gz": (lambda: gzip.compress(b"date 2026-01-07 " + b"Prose. " * (HUGE // 7), 9), 0, 1),
    "bomb.txt.bz2": (lambda: bz2.compress(b"date 2026-01-07 " + b"\n" * HUGE), 0, 1),
    "bomb.txt.xz": (
        lambda: lzma.compress(b"date 2026-01-07 " + b"Prose. " * (HUGE // 7), preset=0),
        0,
        1,
    ),
    "cut.txt.bz2": (bz2.compress(STORY)[:-8], 0, 1),
    "cut.txt.xz": (lzma.compress(STORY)[:-20], 0, 1),
    "junk.bz2": (b"BZh9" + bytes(range(200)), 0, 1),
    "junk.xz": (b"\xfd7zXZ\0" + bytes(range(200)), 0, 1),
    "tail.txt.bz2": (bz2.compress(STORY) + b"tail", 0, 1),
    "giant.txt.xz": (_xz_of_a_giant(), 0, 1),
    "twice.bz2": (bz2.compress(bz2.compress(STORY)), 0, 1),
    "zstd.zst": (b"\x28\xb5\x2f\xfd" + bytes(99), 0, 1),
    # WARC.
    "mark-only.warc": (b"WARC/1.0\r\n", 0, 1),
    "headers-only.warc": (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", 0, 1),
    "cut.warc": (_PAGES[:-200], 2, 0),
    "length-negative.warc": (_PAGES.replace(b"Length: ", b"Length: -", 1), -1, -1),
    "length-giant.warc": (_PAGES.replace(b"Length: ", b"Length: 9999999999", 1), 1, 0),
    "length-words.warc": (_PAGES.replace(b"Length: ", b"Length: many ", 1), -1, -1),
    "length-short.warc": (_PAGES.replace(b"Length: ", b"Length: 1\r\nX: ", 1), 0, 1),
    "no-address.warc": (_PAGES.replace(b"WARC-Target-URI", b"WARC-Target-URL", 1), 0, 1),
    "many-headers.warc": (
        _PAGES.replace(b"WARC-Date", b"X: y\r\n" * 50_000 + b"WARC-Date", 1),
        2,
        0,
    ),
    "long-header.warc": (b"WARC/1.0\r\nX: " + b"y" * 3_000_000 + b"\r\n\r\n", 0, 1),
    "chunked-junk.warc": (record(page(), more="Transfer-Encoding: chunked\r\n"), 1, 0),
    "packed-junk.warc": (record(page(), more="Content-Encoding: gzip\r\n"), 1, 0),
    "packed-bomb.warc": (
        lambda: record(
            gzip.compress(b"<html><p>" + b"Prose. " * (HUGE // 7), 9),
            more="Content-Encoding: gzip\r\n",
        ),
        0,
        1,
    ),
    "binary-page.warc": (record(bytes(range(256)) * 99) + record(page(), URL + "/2"), 1, 1),
    "charset-unknown.warc": (record(page(), mime="text/html; charset=\x01klingon"), 1, 0),
    "charset-idna.warc": (record(page(), mime="text/html; charset=idna"), 1, 0),
    "charset-zip.warc": (record(page(), mime="text/html; charset=zip"), 1, 0),
}
"""By name: the bytes, the articles and the refusals (-1 for some, or none)."""
