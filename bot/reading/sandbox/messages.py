"""Messages: how findings pass from the process that reads a file to the one that asked.

A message is its kind, a length and a body: an encoded article, or words in UTF-8 with NUL
between them. The sender may be controlled by the file that it reads, so nothing is unpickled
and everything is checked.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import BinaryIO

from bot.articles.article import Article
from bot.articles.codec import decode_article, encode_article
from bot.articles.findings import Finding, Notice, Rejection, RejectionCause
from bot.reading.limits import ID_LENGTH

_START = struct.Struct(">cI")
_ARTICLE, _REFUSAL, _REMARK, _SIGN = b"A", b"R", b"K", b"S"
_short_texts = attrgetter(
    *(field.name for field in fields(Article) if field.type is str and field.name != "text")
)


class MessageError(Exception):
    """Say that something came that no reader sends."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the process says of itself: that it has begun, that it goes on, that it is done."""

    text: str


READY, ALIVE, COMPLETE, LAST = Status("begun"), Status("alive"), Status("done"), Status("last")
"""``LAST`` is done, and takes no other file."""


def encode(message: Finding | Status) -> bytes:
    """Return a frame."""
    match message:
        case Article():
            return _frame(_ARTICLE, encode_article(message))
        case Rejection():
            facts = (
                *_clean(message.path, message.reason),
                _line(message),
                "cut" * message.truncated,
                message.cause,
            )
            return _frame(_REFUSAL, _join(facts))
        case Notice():
            return _frame(_REMARK, _join((*_clean(message.path, message.text), _line(message))))
        case Status():
            return _frame(_SIGN, _join((message.text,)))


def decode(stream: BinaryIO, longest: int) -> Finding | Status | None:
    """Read a message whose body has no more than ``longest`` bytes.

    Return None at the end of the stream; raise MessageError for anything else.
    """
    start = stream.read(_START.size)
    if len(start) < _START.size:
        return None
    kind, length = _START.unpack(start)
    if length > longest:
        raise MessageError("a message is too long")
    body = stream.read(length)
    if len(body) < length:
        return None
    try:
        return _message(kind, body)
    except (ValueError, TypeError) as error:
        raise MessageError(f"a message is wrong: {error}") from None


def _frame(kind: bytes, body: bytes) -> bytes:
    return b"".join((_START.pack(kind, len(body)), body))


def _join(facts: Iterable[str]) -> bytes:
    # Half characters, which no article has, may be in a reason.
    return "\0".join(facts).encode("utf-8", "replace")


def _clean(*texts: str) -> tuple[str, ...]:
    return tuple(text.replace("\0", "�") for text in texts)


def _line(message: Rejection | Notice) -> str:
    return "" if message.line is None else str(message.line)


def _message(kind: bytes, body: bytes) -> Finding | Status:
    if kind == _ARTICLE:
        return _check(decode_article(body))
    facts = body.decode().split("\0")
    if kind == _REFUSAL:
        path, reason, line, cut, cause = facts
        number = int(line) if line else None
        return Rejection(path, number, reason, bool(cut), RejectionCause(cause))
    if kind == _REMARK:
        path, notice, line = facts
        return Notice(path, int(line) if line else None, notice)
    if kind == _SIGN:
        return Status(*facts)
    raise ValueError("its kind is not known")


def _check(article: Article) -> Article:
    """Return an article that keeps what reading promises; raise ValueError for another."""
    if not (0 < len(article.id) <= ID_LENGTH and 0 <= article.body < len(article.text)):
        raise ValueError("its id or its body is out of limits")
    if "\0" in article.text or "\0" in "".join((*_short_texts(article), *article.authors)):
        raise ValueError("a field holds a NUL character")
    return article
