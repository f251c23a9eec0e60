"""Tokens of RTF: its groups, control words and bytes of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+|\\",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class RtfToken:
    """A token: a control word or symbol with its number, a brace, or bytes of text.

    ``word`` is empty for text, and ``data`` for all others; a brace and a symbol are words of one
    character. ``number`` is None where there is none.
    """

    word: str = ""
    number: int | None = None
    data: bytes = b""


_BEGIN, _END = RtfToken("{"), RtfToken("}")
_HEX = {b"%02x" % code: RtfToken(data=bytes([code])) for code in range(256)}


def split_tokens(data: bytes) -> Iterator[RtfToken]:
    """Yield the tokens of a file; binary data in it is left out."""
    position = 0
    while token := _TOKEN.match(data, position):
        position = token.end()
        kind = token.lastgroup
        if kind == "text":
            yield RtfToken(data=token["text"])
        elif kind == "brace":
            yield _BEGIN if token["brace"] == b"{" else _END
        elif kind == "hex":
            yield _HEX[token["hex"].lower()]
        elif kind == "symbol":
            symbol = token["symbol"]
            is_text = symbol in (b"{", b"}", b"\\")
            yield RtfToken(data=symbol) if is_text else RtfToken(symbol.decode("latin-1"))
        elif kind is not None:
            word, number = token["word"].decode("ascii"), token["number"]
            if word == "bin":
                position += max(0, int(number or 0))
            else:
                yield RtfToken(word, None if number is None else int(number))
