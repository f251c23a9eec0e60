"""Server charsets: what a server says, what the file says, and what the bytes are in."""

import codecs
import re

from bot.reading.decoding import SUPERSETS, detect_marked_codec

_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._-]+)""", re.IGNORECASE)
_HEAD = 4096

# What servers say where nobody told them otherwise.
_DEFAULTS = frozenset(("cp1252", "utf-8"))


def settle_charset(content: bytes, charset: str) -> bytes:
    """Return content in UTF-8, with a mark, where it is sure what it is in; else as it is.

    A mark of byte order counts before all, then that the bytes are UTF-8, then what the server
    says, unless that is its default and the file says something else.
    """
    if content.startswith(codecs.BOM_UTF8) or detect_marked_codec(content[:_HEAD]):
        return content
    try:
        content.decode()
    except UnicodeDecodeError:
        pass
    else:
        # Encodings of East Asia between escape characters are ASCII, too.
        if b"\x1b" not in content:
            return content
    header, declaration = _find_codec(charset), _find_declaration(content)
    names = [header, declaration]
    if header in _DEFAULTS and declaration:
        names.reverse()
    for name in filter(None, names):
        try:
            return codecs.BOM_UTF8 + content.decode(name).encode()
        except (UnicodeError, ValueError):
            continue
    return content


def read_charset(media_type: str) -> str:
    """Return the charset in a media type such as ``text/xml; charset=utf-8``, or nothing."""
    match = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9._-]+)", media_type, re.IGNORECASE)
    return match[1] if match else ""


def _find_declaration(content: bytes) -> str:
    match = _DECLARATION.match(content[:_HEAD]) or _META.search(content[:_HEAD])
    return _find_codec(match[1].decode("ascii")) if match else ""


def _find_codec(label: str) -> str:
    try:
        info = codecs.lookup(label.strip().strip("\"'")) if label else None
    except (LookupError, ValueError):
        return ""
    if info is None or not info._is_text_encoding:
        return ""
    return SUPERSETS.get(info.name, info.name)
