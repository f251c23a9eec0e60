"""Channel addresses: how a channel of Telegram stands among the feeds that are followed."""

import re

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?t\.me/c/([0-9]{1,15})(?:/[0-9]*)?", re.IGNORECASE)
_NUMBER_BASE = 10**12


def make_channel_address(channel: int) -> str:
    """Return the address under which a channel is followed, whatever it is called today.

    Telegram's apps open it for members of the channel; other readers of feeds get nothing there.
    """
    return f"https://t.me/c/{get_public_number(channel)}"


def parse_channel(address: str) -> int | None:
    """Return the number of the channel that an address stands for, None for a feed of the web.

    Nothing is fetched from a channel: Telegram tells of its posts by itself.
    """
    match = _ADDRESS.fullmatch(address.strip())
    return -_NUMBER_BASE - int(match[1]) if match else None


def get_public_number(channel: int) -> int:
    """Return the number by which links and exports know a channel."""
    return -channel - _NUMBER_BASE
