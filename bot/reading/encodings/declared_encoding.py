"""Encodings that mails and other messages declare, which are doubted."""

import codecs
import re
from dataclasses import replace

from bot.articles.findings import ArticleError
from bot.reading.decoding import SUPERSETS, DecodedText, decode

_EAST_ASIAN = ("gb18030", "gbk", "big5", "euc_kr", "euc_jp", "shift_jis")
_WESTERN = ("cp1252", "cp1254", "iso8859-15")
_MIXED_WORD = re.compile(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")
_SEVEN_BITS = ("iso2022_jp", "iso2022_jp_2", "iso2022_kr", "hz", "utf-7")
# What a file in it would show by itself.
_PLAIN_CODECS = ("utf-8", "utf-16", "utf-32", "utf-8-sig", *_SEVEN_BITS)
# Vietnamese, in which a third of the letters have accents, is not written in these encodings.
_MOST_ACCENTS = 0.4
_BROKEN_PER_ACCENT = 0.1


def decode_declared(data: bytes, label: str) -> DecodedText:
    """Return the characters of ``data``, whose declared encoding is doubted.

    Programs often declare one and write another; what the bytes show beyond doubt counts. Raise
    ArticleError where no encoding fits.
    """
    codec = _lookup(label)
    if codec in _SEVEN_BITS:
        try:
            return DecodedText(data.decode(codec))
        except UnicodeDecodeError:
            pass
    if data.isascii():
        return DecodedText(data.decode("ascii"))
    content = _decode_bytes(data, codec if codec not in _PLAIN_CODECS else "")
    if _is_east_asian(data, content, codec):
        return DecodedText(data.decode(codec))
    if codec in _WESTERN and content.codec == codec and _is_garbled_alphabet(content.text):
        content = decode(data)
    if content.broken_count or not content.codec:
        return content
    if content.codec == codec:
        return DecodedText(content.text)
    return replace(content, label=label[:40] if codec else "")


def _decode_bytes(data: bytes, codec: str) -> DecodedText:
    """Return the characters in ``codec`` or a better one, with � where some bytes are broken."""
    try:
        return decode(data, codec)
    except ArticleError:
        if not codec:
            raise
    text = data.decode(codec, "replace")
    broken_count = text.count("�")
    if broken_count <= sum(char > "\x7f" for char in text) * _BROKEN_PER_ACCENT:
        return DecodedText(text, codec, broken_count)
    return decode(data)


def _lookup(label: str) -> str:
    """Return the codec of a declared encoding of text, or nothing."""
    try:
        info = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return ""
    # Python calls transformations of bytes codecs too.
    return SUPERSETS.get(info.name, info.name) if info._is_text_encoding else ""


def _is_east_asian(data: bytes, content: DecodedText, codec: str) -> bool:
    """Tell whether a few characters that could be UTF-8 are in the declared encoding instead.

    Two bytes of a Chinese or Korean character may also be an accented letter in UTF-8, three
    bytes of one in UTF-8 are nothing else.
    """
    text = content.text
    if content.codec or codec not in _EAST_ASIAN or any(char > "\u07ff" for char in text):
        return False
    if _MIXED_WORD.search(text):
        return False
    try:
        return bool(data.decode(codec))
    except UnicodeDecodeError:
        return False


def _is_garbled_alphabet(text: str) -> bool:
    """Tell whether most letters are accented, as in no language of the West."""
    letters = [char for char in text if char.isalpha()]
    return sum(char > "\x7f" for char in letters) > len(letters) * _MOST_ACCENTS
