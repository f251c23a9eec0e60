import gzip

import pytest

from bot.fetching.exchange.packed_feeds import unpack_feed
from bot.fetching.fetch_errors import FetchError, FetchFailure

FEED = b"<rss/>"


@pytest.mark.parametrize(
    ("target", "media_type", "expected_type"),
    [
        ("/feed.xml.gz", "application/gzip", "application/xml"),
        ("/feed.rss.GZ?x=1", "application/x-gzip", "application/xml"),
        ("/feed.atom.gz", "application/octet-stream", "application/xml"),
        ("/feed.xml.gz", "", "application/xml"),
        ("/feed.xml.gz", "text/xml", "text/xml"),
    ],
)
async def test_a_packed_feed_is_unpacked(target: str, media_type: str, expected_type: str) -> None:
    data = gzip.compress(FEED)
    assert await unpack_feed(data, media_type, target, 1000) == (FEED, expected_type)


@pytest.mark.parametrize("target", ["/news.json.gz", "/news.tar.gz", "/feed.gz", "/feed.xml"])
async def test_other_files_stay_as_they_are(target: str) -> None:
    data = gzip.compress(FEED)
    assert await unpack_feed(data, "application/gzip", target, 1000) == (data, "application/gzip")


async def test_a_feed_that_the_server_has_unpacked_stays_as_it_is() -> None:
    assert await unpack_feed(FEED, "text/xml", "/feed.xml.gz", 1000) == (FEED, "text/xml")


async def test_a_packed_bomb_is_too_large() -> None:
    with pytest.raises(FetchError) as caught:
        await unpack_feed(gzip.compress(b"x" * 10**6), "", "/feed.xml.gz", 10**5)
    assert caught.value.kind is FetchFailure.TOO_LARGE
