"""Decoding: from bytes in any encoding to characters."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import CharsetMatch, from_bytes

from bot.articles.findings import ArticleError
from bot.reading.encodings.encoding_doubts import choose_codec, is_plausible

_SAMPLE = 32 * 1024

# UTF-32 first: its mark begins with UTF-16's.
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

# The encodings of news that is not in UTF-8. With all of Python's encodings to choose from,
# four bytes of French would be UTF-16, and an accent Mac Roman.
_LEGACY = {
    "cp1252": "windows-1252",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
    "koi8_r": "KOI8-R",
    "shift_jis": "Shift JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "euc_kr": "EUC-KR",
}
_NAMES = _LEGACY | {
    "mac_roman": "Mac Roman",
    "cp850": "code page 850",
    "cp852": "code page 852",
    "cp866": "code page 866",
    "iso8859_2": "ISO-8859-2",
    "iso8859_15": "ISO-8859-15",
}


# What markup declares: as in browsers, Latin-1 is read as the encoding that extends it.
_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)
SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_DECLARATION_LENGTH = 2048

_WIDE_XML = {b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}
_ZEROS_SAMPLE, _LEAST_ZEROS = 2048, 8
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")

# Prose holds tabs and line ends; one byte of ten in random data is another control character.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_CHARACTERS = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))
_CONTROLS_PER_CHARACTER = 0.01
_ACCENTS = re.compile(r"[^\x00-\x7f]")
_BROKEN_PER_ACCENT = 0.1


# The bytes of UTF-8 as windows-1252 shows them.
_CONTINUATION = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\x81\x8d\x8f\x90\x9d"
_GARBLED_LETTERS = re.compile(
    f"(?<=[a-z])[ÃÄÅ][{_CONTINUATION}]|Ã[{_CONTINUATION}](?=[a-z])|Â[\xa0£§©°·]"
    f"|â€[{_CONTINUATION}]|ðŸ[{_CONTINUATION}]{{2}}|(?:[ÐÑ][{_CONTINUATION}]){{3}}"
    f"|(?:[ãäåæçèé][{_CONTINUATION}]{{2}}){{3}}"
)
MOJIBAKE_NOTICE = "its text looks encoded twice, as in cafÃ©: check the accented letters"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The characters of a file.

    ``codec`` is the one that was needed where they were not in UTF-8, else empty.
    ``broken_count`` is the number of runs of bytes that are not UTF-8 in a text that mostly is.
    ``label`` is the encoding that was declared where the bytes are in another, else empty.
    """

    text: str
    codec: str = ""
    broken_count: int = 0
    label: str = ""

    @property
    def notice(self) -> str:
        """Return what the file's owner should know about its encoding, or nothing."""
        if self.broken_count:
            name = _NAMES.get(self.codec, self.codec.upper()) or "UTF-8"
            return f"in {name} except for some bytes, shown as �"
        if self.label:
            name = _NAMES.get(self.codec, self.codec.upper())
            return f"declared as {self.label}, read as {name}: check the accented letters"
        if not self.codec:
            return ""
        name = _NAMES.get(self.codec, self.codec.upper())
        return f"not in UTF-8, read as {name}: check the accented letters"


def is_garbled(text: str) -> bool:
    """Tell whether UTF-8 was taken for windows-1252 before: "cafÃ©" for "café"."""
    return not text.isascii() and bool(_GARBLED_LETTERS.search(text))


def decode(data: bytes, codec: str = "") -> DecodedText:
    """Return the characters of ``data`` without a byte order mark; line ends stay as they are.

    ``codec`` is used where it is not UTF-8; by default it is detected. Raise ArticleError where
    no encoding fits, as with pictures or compressed data.
    """
    if mark := detect_marked_codec(data):
        return DecodedText(_decode_strictly(data, mark), mark)
    try:
        return DecodedText(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError as error:
        sample = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE]
    # Accents in another encoding are next to never UTF-8 by chance.
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    broken_count, accents = text.count("�"), len(_ACCENTS.findall(text))
    if broken_count <= accents * _BROKEN_PER_ACCENT:
        return DecodedText(text, broken_count=broken_count)
    codec = codec or _detect_codec(sample)
    return DecodedText(_decode_strictly(data, codec), codec)


def decode_prose(data: bytes, codec: str = "") -> DecodedText:
    """Return the characters of a text; raise ArticleError for binary data too."""
    content = decode(data, codec)
    if _count_controls(content, data) > len(content.text) * _CONTROLS_PER_CHARACTER:
        raise ArticleError("it is binary data, not text")
    return content


def _count_controls(content: DecodedText, data: bytes) -> int:
    if content.codec:
        return len(_CONTROLS.findall(content.text))
    # In UTF-8 they are bytes, of which these are counted much sooner.
    return len(data) - len(data.translate(None, _CONTROL_CHARACTERS))


def decode_markup(data: bytes) -> DecodedText:
    """Return the characters of HTML or XML; its declared encoding is used where it is not UTF-8.

    Raise ArticleError for binary data too.
    """
    declaration = _DECLARATION.search(data, 0, _DECLARATION_LENGTH)
    return decode_prose(data, _legacy_name(declaration[1].decode()) if declaration else "")


def _legacy_name(label: str) -> str:
    """Return the codec of a declared encoding, or nothing for one that no news uses."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    name = SUPERSETS.get(name, name)
    return name if name in _LEGACY or name.startswith("iso8859-") else ""


def detect_marked_codec(head: bytes) -> str:
    """Return the codec of a byte order mark other than UTF-8's, or nothing.

    UTF-16 without a mark has one too: every other byte of what is mostly Latin letters is zero.
    """
    for mark, codec in _MARKS.items():
        if head.startswith(mark):
            return codec
    for start, codec in _WIDE_XML.items():
        if head.startswith(start):
            return codec
    return _detect_zeros(head[:_ZEROS_SAMPLE]) if b"\0" in head[:_LEAST_ZEROS] else ""


def _detect_zeros(sample: bytes) -> str:
    sample = sample[: len(sample) & ~1]
    if sample.count(0) * 3 < len(sample) or len(sample) < _LEAST_ZEROS:
        return ""
    for codec, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if high.count(0) * 10 > len(high) * 9 and not _CONTROL_BYTES.search(low):
            return codec
    return ""


def _decode_strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise ArticleError(
            f"it begins like {_NAMES.get(codec, codec.upper())} but does not continue in it:"
            " save it as UTF-8"
        ) from None


def _detect_codec(sample: bytes) -> str:
    """Return the codec in which the bytes show letters as languages write them."""
    try:
        return choose_codec(sample, _legacy_codec(sample))
    except ArticleError:
        rival = choose_codec(sample, "utf-8")
        if rival == "utf-8" or b"\0" in sample or not is_plausible(sample, rival):
            raise
        return rival


def _legacy_codec(sample: bytes) -> str:
    if b"\0" in sample:
        raise ArticleError("it is binary data, not text")
    # A character of several bytes may be cut at either end of the sample.
    lines = sample.split(b"\n")
    for part in (b"\n".join(lines[1:-1]), sample):
        matches = list(from_bytes(part, cp_isolation=list(_LEGACY)))
        if matches and not part.isascii():
            return _choose_match(matches)
    raise ArticleError("its encoding is unknown, or it is not text: save it as UTF-8")


def _choose_match(matches: list[CharsetMatch]) -> str:
    """Return the best match; among equals windows-1252, by far the most common."""
    best = matches[0]
    for match in matches:
        alike = (match.chaos, match.coherence) == (best.chaos, best.coherence)
        if alike and "cp1252" in match.could_be_from_charset:
            return "cp1252"
    return best.encoding
