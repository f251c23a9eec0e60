"""Frames: how findings pass from the process that reads a file to the one that asked.

A frame is its kind, two lengths, some words in UTF-8 and a text. NUL parts the words, which
no field of an article holds. Whoever sends them may be in the hands of the file that it reads,
so nothing is unpickled and everything is checked.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection, RejectionCause
from bot.reading.record import ID_LENGTH

_START = struct.Struct(">cII")
_ARTICLE, _REFUSAL, _REMARK, _SIGN = b"A", b"R", b"K", b"S"


class MessageError(Exception):
    """Say that something came that no reader sends."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What the process says of itself: that it has begun, that it goes on, that it is done."""

    text: str


BEGUN, ALIVE, DONE, LAST = Sign("begun"), Sign("alive"), Sign("done"), Sign("last")
"""``LAST`` is done, and takes no other file."""


def packed(message: Finding | Sign) -> bytes:
    """Return a frame."""
    match message:
        case Article():
            return _frame(_ARTICLE, _facts(message), message.text)
        case Rejection():
            facts = (
                *_clean(message.path, message.reason),
                _line(message),
                "cut" * message.truncated,
                message.cause,
            )
            return _frame(_REFUSAL, facts)
        case Notice():
            return _frame(_REMARK, (*_clean(message.path, message.text), _line(message)))
        case Sign():
            return _frame(_SIGN, (message.text,))


def unpacked(stream: BinaryIO, longest: int) -> Finding | Sign | None:
    """Read a frame of which neither part has more than ``longest`` bytes.

    Return None at the end of the stream; raise FrameError for what is no frame.
    """
    start = stream.read(_START.size)
    if len(start) < _START.size:
        return None
    kind, head_length, text_length = _START.unpack(start)
    if max(head_length, text_length) > longest:
        raise MessageError("a frame is too long")
    head, text = stream.read(head_length), stream.read(text_length)
    if len(head) < head_length or len(text) < text_length:
        return None
    try:
        return _message(kind, head.decode().split("\0"), text.decode())
    except (ValueError, TypeError) as error:
        raise MessageError(f"a frame is wrong: {error}") from None


def _frame(kind: bytes, facts: Iterable[str], text: str = "") -> bytes:
    # Half characters, which no article has, may stand in a reason.
    head, body = "\0".join(facts).encode("utf-8", "replace"), text.encode()
    return b"".join((_START.pack(kind, len(head), len(body)), head, body))


def _clean(*texts: str) -> tuple[str, ...]:
    return tuple(text.replace("\0", "�") for text in texts)


def _line(message: Rejection | Notice) -> str:
    return "" if message.line is None else str(message.line)


def _facts(article: Article) -> tuple[str, ...]:
    return (
        str(article.body),
        article.id,
        article.published.isoformat(),
        article.path,
        article.title,
        article.source,
        article.url,
        article.language,
        article.instant.isoformat() if article.instant else "",
        *article.authors,
    )


def _message(kind: bytes, facts: list[str], text: str) -> Finding | Sign:
    if kind == _ARTICLE:
        return _article(text, *facts)
    if kind == _REFUSAL:
        path, reason, line, cut, cause = facts
        number = int(line) if line else None
        return Rejection(path, number, reason, bool(cut), RejectionCause(cause))
    if kind == _REMARK:
        path, remark, line = facts
        return Notice(path, int(line) if line else None, remark)
    if kind == _SIGN:
        return Sign(*facts)
    raise ValueError("its kind is not known")


def _article(
    text: str,
    body: str,
    own: str,
    published: str,
    path: str,
    title: str,
    source: str,
    url: str,
    language: str,
    instant: str,
    *authors: str,
) -> Article:
    offset = int(body)
    if not (0 < len(own) <= ID_LENGTH and 0 <= offset < len(text)):
        raise ValueError("its id or its body is out of limits")
    return Article(
        id=own,
        text=text,
        published=date.fromisoformat(published),
        path=path,
        title=title,
        source=source,
        url=url,
        authors=authors,
        language=language,
        instant=datetime.fromisoformat(instant) if instant else None,
        body=offset,
    )
