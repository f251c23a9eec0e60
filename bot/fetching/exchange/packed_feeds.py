"""Packed feeds: files such as feed.xml.gz, which are sent as they are."""

import asyncio
import re

from bot.fetching.exchange.body_decoder import GZIP_MAGIC, BodyDecoder

# Archives of articles, such as news.json.gz, are unpacked by whoever reads files.
_NAME = re.compile(r"\.(?:xml|rss|rdf|atom)\.gz(?:\?|$)", re.IGNORECASE)
_PACKED_TYPES = re.compile(r"application/(?:x-)?gzip|application/octet-stream|binary/octet-stream")


async def unpack_feed(
    content: bytes, media_type: str, target: str, most_bytes: int
) -> tuple[bytes, str]:
    """Return a feed and its media type, unpacked where it is a gzip file; raise FetchError."""
    if not content.startswith(GZIP_MAGIC) or not _NAME.search(target):
        return content, media_type
    pieces = await asyncio.to_thread(_unpack, content, most_bytes)
    is_packed_type = not media_type or _PACKED_TYPES.fullmatch(media_type)
    return pieces, "application/xml" if is_packed_type else media_type


def _unpack(content: bytes, most_bytes: int) -> bytes:
    decoder = BodyDecoder("gzip", most_bytes)
    pieces = list(decoder.decode(content))
    decoder.finish()
    return b"".join(pieces)
