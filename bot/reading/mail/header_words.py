"""Words of a mail's headers: encoded in the usual broken ways, senders, and days of arrival."""

import base64
import binascii
import re
from collections.abc import Iterable
from email.utils import getaddresses, parsedate_to_datetime

from bot.articles.findings import ArticleError
from bot.reading.decoding import decode
from bot.reading.encodings.declared_encoding import decode_declared

# Some programs leave blanks in the text, which the standard forbids and Python does not decode.
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bq])\?([^?]*(?:\?(?!=)[^?]*)*)\?=", re.IGNORECASE)
_FOLD = re.compile(r"[ \t]*\r?\n[ \t]+|[\r\n]+")
_ESCAPE = re.compile(rb"=([0-9A-F]{2})", re.IGNORECASE)
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]{1,64}@([\w.-]{1,253}\w)")
_ARRIVAL = re.compile(r";([^;]*)$")
_LONGEST = 20_000


def decode_words(header: str) -> str:
    """Return a header as people read it, on one line.

    ``header`` is as it was sent; its bytes beyond ASCII may be surrogates.
    """
    text = _FOLD.sub(" ", header[:_LONGEST])
    pieces: list[str] = []
    position = 0
    pending: tuple[str, bytes] | None = None
    for word in _ENCODED_WORD.finditer(text):
        gap = text[position : word.start()]
        data = (word[1].partition("*")[0], _decode_word(word[2], word[3]))
        if pending and not gap.strip() and pending[0].lower() == data[0].lower():
            # A character of several bytes may be cut at the end of a word.
            pending = (pending[0], pending[1] + data[1])
        else:
            pieces += [_decode_pending(pending), "" if pending and not gap.strip() else gap]
            pending = data
        position = word.end()
    pieces += [_decode_pending(pending), text[position:]]
    return " ".join(_restore("".join(map(_restore, pieces))).split())


def find_sender(header: str) -> str:
    """Return the name in a sender's header, or else the domain of its address."""
    names = [name for name, _ in getaddresses([_FOLD.sub(" ", header[:_LONGEST])])]
    words = decode_words(names[0]).strip("'\" ") if names else ""
    return words if words and "@" not in words else name_sender(decode_words(header))


def name_sender(words: str) -> str:
    """Return the name in words such as "The Gazette <news@gazette.example>", or the domain."""
    name = re.split(r"[<\[(]|\bmailto:", words, maxsplit=1)[0].strip(" \t'\"*,;«»„“”")
    if name and "@" not in name:
        return name
    match = _ADDRESS.search(words)
    return match[1] if match else ""


def find_addresses(headers: Iterable[str]) -> frozenset[str]:
    """Return the addresses in headers, in lower case."""
    return frozenset(
        match[0].lower() for header in headers for match in _ADDRESS.finditer(header[:_LONGEST])
    )


def find_arrival(headers: Iterable[str]) -> str:
    """Return the earliest day on which a server received a mail, as ISO 8601, or nothing."""
    moments = []
    for header in headers:
        if match := _ARRIVAL.search(_FOLD.sub(" ", header[:_LONGEST])):
            try:
                moments.append(parsedate_to_datetime(match[1].strip()))
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
    # The last header is the first server's.
    return moments[-1].isoformat() if moments else ""


def _decode_word(form: str, text: str) -> bytes:
    if form.lower() == "q":
        data = text.replace("_", " ").encode("utf-8", "surrogateescape")
        return _ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()), data)
    digits = _NO_BASE64.sub("", text)
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    try:
        return base64.b64decode(digits + "=" * (-len(digits) % 4))
    except binascii.Error:
        return text.encode("utf-8", "surrogateescape")


def _decode_pending(word: tuple[str, bytes] | None) -> str:
    if word is None:
        return ""
    try:
        return decode_declared(word[1], word[0]).text
    except ArticleError:
        return word[1].decode("utf-8", "replace")


def _restore(text: str) -> str:
    """Return ``text`` with the characters of bytes that no encoding was declared for."""
    if text.isascii() or not any("\udc80" <= char <= "\udcff" for char in text):
        return text
    data = text.encode("utf-8", "surrogateescape")
    try:
        return decode(data).text
    except ArticleError:
        return data.decode("utf-8", "replace")
