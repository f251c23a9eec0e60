"""How a channel stands in the list of feeds."""

import pytest

from bot.feeds.channels.channel_address import (
    get_public_number,
    make_channel_address,
    parse_channel,
)
from bot.feeds.opml import read_opml, write_opml
from bot.feeds.subscription import Subscription


@pytest.mark.parametrize("channel", [-1_000_000_000_001, -1_001_234_567_890, -1_003_000_000_001])
def test_an_address_stands_for_one_channel_also_in_the_list(channel: int) -> None:
    address = make_channel_address(channel)
    assert parse_channel(address) == channel
    (subscription,) = read_opml(write_opml([Subscription("harbour", address, "Harbour")]))
    assert parse_channel(subscription.address) == channel
    assert parse_channel(subscription.address_key) == channel


def test_the_number_is_that_of_links() -> None:
    assert get_public_number(-1_001_234_567_890) == 1_234_567_890


@pytest.mark.parametrize("address", ["t.me/c/77", "http://t.me/c/77/", "https://T.me/c/77/5 "])
def test_other_ways_of_writing_it_are_the_same(address: str) -> None:
    assert parse_channel(address) == -1_000_000_000_077


@pytest.mark.parametrize(
    "address",
    ["https://t.me/harbour", "https://t.me/s/harbour", "https://example.com/t.me/c/77", "", "tg:1",
     "https://t.me/c/77/5/feed", "https://t.me/c/", "https://xt.me/c/77"],
)  # fmt: skip
def test_other_addresses_are_feeds_of_the_web(address: str) -> None:
    assert parse_channel(address) is None
