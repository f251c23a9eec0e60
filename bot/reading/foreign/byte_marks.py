"""Byte marks: the formats that are not read whose files begin with fixed bytes."""

from bot.reading.foreign import foreign_formats as formats
from bot.reading.foreign.foreign_formats import ForeignFormat

# Bytes that no text begins with.
_MARKS: tuple[tuple[bytes, ForeignFormat], ...] = (
    (b"\x1f\x8b", formats.GZIP_TWICE),
    (b"\xfd7zXZ\0", formats.XZ_TWICE),
    (b"\x28\xb5\x2f\xfd", formats.ZSTD),
    (b"\x04\x22\x4d\x18", formats.LZ4),
    (b"7z\xbc\xaf\x27\x1c", formats.SEVEN_ZIP),
    (b"Rar!\x1a\x07", formats.RAR),
    (b"\x1f\x9d", formats.OTHER_ARCHIVE),
    (b"\xed\xab\xee\xdb", formats.OTHER_ARCHIVE),
    (b"\x89PNG\r", formats.PICTURE),
    (b"\xff\xd8\xff", formats.PICTURE),
    (b"II*\0", formats.PICTURE),
    (b"MM\0*", formats.PICTURE),
    (b"II+\0", formats.PICTURE),
    (b"\0\0\1\0", formats.PICTURE),
    (b"\0\0\0\x0cJXL ", formats.PICTURE),
    (b"\0\0\0\x0cjP  ", formats.PICTURE),
    (b"\x1aE\xdf\xa3", formats.VIDEO),
    (b"\0\0\1\xba", formats.VIDEO),
    (b"\0\0\1\xb3", formats.VIDEO),
    (b"0&\xb2u\x8ef\xcf\x11", formats.VIDEO),
    (b"FLV\1", formats.VIDEO),
    (b"\xffWPC", formats.WORDPERFECT),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", formats.ONENOTE),
    (b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5", formats.LAYOUT),
    (b"\xc5\xd0\xd3\xc6", formats.POSTSCRIPT),
    (b"\xdb\xa5\x2d\0", formats.OLD_WORD),
    (b"\x31\xbe\0\0", formats.OLD_WORD),
    (b"\xeaDRMION\xee", formats.KINDLE),
    (b"!BDN", formats.OUTLOOK_STORE),
    (b"\xcf\xad\x12\xfe", formats.OUTLOOK_STORE),
    (b"\x78\x9f\x3e\x22", formats.OUTLOOK_ATTACHMENT),
    (b"SQLite format 3\0", formats.DATABASE),
    (b"\0\1\0\0Standard ", formats.DATABASE),
    (b"\x89HDF\r\n", formats.NUMBERS_ARRAY),
    (b"\x93NUMPY", formats.NUMBERS_ARRAY),
    *((b"\x80%c" % version, formats.PICKLE) for version in range(2, 6)),
    (b"Obj\1", formats.AVRO),
    (b"ARROW1\0\0", formats.ARROW),
    (b"\xff\xff\xff\xff", formats.ARROW),
    (b"\0\1\0\0\0", formats.FONT),
    (b"true\0", formats.FONT),
    (b"\x7fELF", formats.PROGRAM),
    (b"\xcf\xfa\xed\xfe", formats.PROGRAM),
    (b"\xce\xfa\xed\xfe", formats.PROGRAM),
    (b"\xca\xfe\xba\xbe", formats.PROGRAM),
    (b"\0asm", formats.PROGRAM),
    (b"dex\n03", formats.PROGRAM),
    (b"\0\5\x16\7", formats.SYSTEM_FILE),
    (b"\0\0\0\1Bud1", formats.SYSTEM_FILE),
    (b"Salted__", formats.CIPHERTEXT),
)

# What a text may begin with too: only where what follows is no text.
_WORDS: tuple[tuple[bytes, ForeignFormat], ...] = (
    (b"BZh", formats.BZIP2_TWICE),
    (b"\x60\xea", formats.OTHER_ARCHIVE),
    (b"\xff\x0a", formats.PICTURE),
    *((b"\xff" + version, formats.SOUND) for version in (b"\xfb", b"\xf3", b"\xf2", b"\xf1")),
    (b"MSCF", formats.OTHER_ARCHIVE),
    (b"LZIP", formats.OTHER_ARCHIVE),
    (b"xar!", formats.OTHER_ARCHIVE),
    (b"!<arch>", formats.OTHER_ARCHIVE),
    (b"GIF8", formats.PICTURE),
    (b"BM", formats.PICTURE),
    (b"8BPS", formats.PICTURE),
    (b"AT&TFORM", formats.SCAN),
    (b"ID3", formats.SOUND),
    (b"OggS", formats.SOUND),
    (b"fLaC", formats.SOUND),
    (b"MThd", formats.SOUND),
    (b"FORM", formats.SOUND),
    (b"#!AMR", formats.SOUND),
    (b"PAR1", formats.PARQUET),
    (b"PARE", formats.PARQUET),
    (b"FEA1", formats.ARROW),
    (b"ORC", formats.ORC),
    (b"OTTO", formats.FONT),
    (b"wOFF", formats.FONT),
    (b"wOF2", formats.FONT),
    (b"ttcf", formats.FONT),
    (b"MZ", formats.PROGRAM),
    (b"ITSF", formats.HELP_FILE),
    (b"HWP Document File", formats.HANGUL),
)

# Behind a length, or a header of their own.
_INNER_MARKS: tuple[tuple[int, bytes, ForeignFormat], ...] = (
    *((4, b"ftyp" + brand, formats.PICTURE) for brand in (b"heic", b"heix", b"mif1", b"avif")),
    *((4, b"ftyp" + brand, formats.SOUND) for brand in (b"M4A ", b"M4B ")),
    (4, b"ftyp", formats.VIDEO),
    (4, b"moov", formats.VIDEO),
    (8, b"WEBP", formats.PICTURE),
    (8, b"WAVE", formats.SOUND),
    (8, b"AVI ", formats.VIDEO),
    (2, b"-lh", formats.OTHER_ARCHIVE),
    (60, b"BOOKMOBI", formats.KINDLE),
    (60, b"TEXtREAd", formats.OTHER_BOOK),
    (32_769, b"CD001", formats.DISK_IMAGE),
)

_OPENING = 4096
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b")


def is_binary(head: bytes) -> bool:
    """Tell whether the first bytes of a file have what no text has, in any encoding of one byte."""
    opening = head[:_OPENING]
    return len(opening) > len(opening.translate(None, _CONTROLS))


def find_marked_format(head: bytes) -> ForeignFormat | None:
    """Return the format that is not read of a file that begins with ``head``, if it has a mark."""
    for mark, foreign_format in _MARKS:
        if head.startswith(mark):
            return foreign_format
    if not is_binary(head):
        return None
    for mark, foreign_format in _WORDS:
        if head.startswith(mark):
            return foreign_format
    for place, mark, foreign_format in _INNER_MARKS:
        if head.startswith(mark, place):
            return foreign_format
    return None
