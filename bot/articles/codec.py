"""Codec: the one way in which an Article is written and read back, by every store and process.

The format follows the dataclass: a field is written under its name, and a field that is missing
is read as its default. MessagePack holds the text as it is, without escapes, so that reading an
article costs little more than its UTF-8.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import msgspec

from bot.articles.article import Article

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Article)
_MINUTE = timedelta(minutes=1)


def encode_article(article: Article) -> bytes:
    """Return an article in MessagePack, the same bytes for equal articles.

    Raise UnicodeEncodeError for half a surrogate pair, which no article that was read holds.
    """
    return _ENCODER.encode(article_fields(article))


def decode_article(data: bytes) -> Article:
    """Return the article that ``encode_article`` was given; raise ValueError for other bytes."""
    try:
        return _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"it is no article: {error}") from None


def article_fields(article: Article) -> dict[str, Any]:
    """Return the fields of an article by name, as JSON has them."""
    fields: dict[str, Any] = msgspec.to_builtins(_in_whole_minutes(article))
    return fields


def article_from_fields(fields: Mapping[str, Any]) -> Article:
    """Return the article of ``article_fields``; raise ValueError for other fields."""
    try:
        return msgspec.convert(fields, Article)
    except msgspec.ValidationError as error:
        raise ValueError(f"it is no article: {error}") from None


def _in_whole_minutes(article: Article) -> Article:
    """Return an article whose instant has an offset in whole minutes.

    RFC 3339 can write no other; the instant itself stays the same.
    """
    instant = article.instant
    offset = instant and instant.utcoffset()
    if not instant or not offset or not offset % _MINUTE:
        return article
    zone = timezone(offset - offset % _MINUTE)
    return replace(article, instant=instant.astimezone(zone))
