"""Messages: the protocol in which a reading process sends its findings.

A message is its kind, a length and a body: an encoded article, or words in UTF-8 with NUL
between them. The sender may be controlled by the file that it reads, so nothing is unpickled
and everything is checked.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import BinaryIO

import msgspec

from bot.articles.article import Article
from bot.articles.codec import decode_article, encode_article
from bot.articles.findings import Finding, Notice, Rejection, RejectionCause
from bot.reading.feeds.feed_findings import FeedDetail, FeedEntry, FeedFacts, FeedLink
from bot.reading.limits import ID_LENGTH

_START = struct.Struct(">cI")
_ARTICLE, _REJECTION, _NOTICE, _STATUS = b"A", b"R", b"N", b"S"
_ENTRY, _FACTS, _LINK = b"E", b"F", b"L"
_PACKER = msgspec.msgpack.Encoder()
_ENTRY_READER = msgspec.msgpack.Decoder(tuple[str, bool, bool, bytes])
_FACTS_READER = msgspec.msgpack.Decoder(FeedFacts)
_LINK_READER = msgspec.msgpack.Decoder(FeedLink)
_short_texts = attrgetter(
    *(field.name for field in fields(Article) if field.type is str and field.name != "text")
)


class MessageError(Exception):
    """Say that the sender sent something else than a message."""


@dataclass(frozen=True, slots=True)
class Status:
    """What a reading process reports of itself."""

    text: str


READY, ALIVE, COMPLETE, LAST = Status("begun"), Status("alive"), Status("done"), Status("last")
"""A file was begun, made progress, or is complete; after ``LAST`` the process takes no other."""


Message = Finding | FeedDetail | Status


def encode(message: Message) -> bytes:
    """Return a message as bytes."""
    match message:
        case Article():
            return _encode_body(_ARTICLE, encode_article(message))
        case Rejection():
            words = (
                *_clean(message.path, message.reason),
                _line(message),
                "truncated" * message.truncated,
                message.cause,
                message.suggestion.isoformat() if message.suggestion else "",
            )
            return _encode_body(_REJECTION, _join(words))
        case Notice():
            return _encode_body(
                _NOTICE, _join((*_clean(message.path, message.text), _line(message)))
            )
        case FeedEntry():
            article = encode_article(message.article)
            fields = (message.key, message.is_teaser, message.is_undated, article)
            return _encode_body(_ENTRY, _PACKER.encode(fields))
        case FeedFacts():
            return _encode_body(_FACTS, _PACKER.encode(message))
        case FeedLink():
            return _encode_body(_LINK, _PACKER.encode(message))
        case Status():
            return _encode_body(_STATUS, _join((message.text,)))


def decode(stream: BinaryIO, longest: int) -> Message | None:
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
    except (ValueError, TypeError, msgspec.DecodeError) as error:
        raise MessageError(f"a message is wrong: {error}") from None


def _encode_body(kind: bytes, body: bytes) -> bytes:
    return b"".join((_START.pack(kind, len(body)), body))


def _join(words: Iterable[str]) -> bytes:
    # Half characters, which no article has, may be in a reason.
    return "\0".join(words).encode("utf-8", "replace")


def _clean(*texts: str) -> tuple[str, ...]:
    return tuple(text.replace("\0", "�") for text in texts)


def _line(message: Rejection | Notice) -> str:
    return "" if message.line is None else str(message.line)


def _message(kind: bytes, body: bytes) -> Message:
    if kind == _ARTICLE:
        return _check(decode_article(body))
    if kind == _ENTRY:
        key, is_teaser, is_undated, article = _ENTRY_READER.decode(body)
        return FeedEntry(key, _check(decode_article(article)), is_teaser, is_undated)
    if kind == _FACTS:
        return _FACTS_READER.decode(body)
    if kind == _LINK:
        return _LINK_READER.decode(body)
    words = body.decode().split("\0")
    if kind == _REJECTION:
        path, reason, line, flag, cause, day = words
        number = int(line) if line else None
        suggestion = date.fromisoformat(day) if day else None
        return Rejection(path, number, reason, bool(flag), RejectionCause(cause), suggestion)
    if kind == _NOTICE:
        path, text, line = words
        return Notice(path, int(line) if line else None, text)
    if kind == _STATUS:
        return Status(*words)
    raise ValueError("its kind is not known")


def _check(article: Article) -> Article:
    """Return an article that keeps what reading promises; raise ValueError for another."""
    if not (0 < len(article.id) <= ID_LENGTH and 0 <= article.body < len(article.text)):
        raise ValueError("its id or its body is out of limits")
    if "\0" in article.text or "\0" in "".join((*_short_texts(article), *article.authors)):
        raise ValueError("a field holds a NUL character")
    return article
