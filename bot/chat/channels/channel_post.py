"""ChannelPost: a post of a channel as it stands at one time, without Telegram's wrapping."""

from dataclasses import dataclass
from datetime import datetime

from bot.feeds.channels.channel_address import get_public_number


@dataclass(frozen=True, slots=True)
class ChannelPost:
    """A post with its text; that is empty where it shows only a picture, a poll and the like.

    ``update``: the number of the update that told of it. ``moment``: when it was written, for a
    forwarded one when it was written first; ``edit_time``: in Unix time, 0 for the post as it was
    first. ``username``: the public name of the channel. ``origin``: who wrote a forwarded post.
    ``author``: who signed it. ``album``: what its pictures have in common. ``bold_end``: where
    the bold type ends with which the text begins.
    """

    update: int
    channel: int
    number: int
    text: str
    moment: datetime
    channel_title: str
    edit_time: float = 0.0
    username: str = ""
    origin: str = ""
    author: str = ""
    album: str = ""
    bold_end: int = 0
    new_title: str = ""

    @property
    def key(self) -> str:
        """Return the id of its article, which is the same when the channel's export is read."""
        return f"telegram/{get_public_number(self.channel)}/{self.number}"

    @property
    def url(self) -> str:
        """Return its link, which in a private channel only members can open."""
        if self.username:
            return f"https://t.me/{self.username}/{self.number}"
        return f"https://t.me/c/{get_public_number(self.channel)}/{self.number}"
