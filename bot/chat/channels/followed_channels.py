"""Followed channels: which channels' posts are taken, as the list of feeds says."""

import logging
from collections.abc import Mapping

from bot.errors import DatelineError
from bot.feeds.channels.channel_address import parse_channel
from bot.feeds.subscription import Subscription
from bot.feeds.subscription_list import SubscriptionList

_LOGGER = logging.getLogger(__name__)


class FollowedChannels:
    """Looks channels up in the list of feeds, which is read again only when its file changed."""

    def __init__(self, subscriptions: SubscriptionList) -> None:
        self._subscriptions = subscriptions
        self._version: tuple[int, ...] | None = None
        self._channels: Mapping[int, Subscription] = {}
        self._fault: Exception | None = None

    def find(self, channel: int) -> Subscription | None:
        """Return how a channel is followed, None where it is not."""
        self._refresh()
        return self._channels.get(channel)

    def takes_posts(self, channel: int) -> bool:
        """Tell whether the posts of a channel are to be kept until they are written.

        While the list cannot be read, those of unknown channels are: it is decided later.
        """
        self._refresh()
        subscription = self._channels.get(channel)
        if subscription is None:
            return self._fault is not None
        return not subscription.is_paused

    def list_channels(self) -> Mapping[int, Subscription]:
        """Return all channels that are followed; raise what keeps the list from being read."""
        self._refresh()
        if self._fault is not None:
            raise self._fault
        return self._channels

    def _refresh(self) -> None:
        version = self._read_version()
        if version == self._version:
            return
        try:
            subscriptions = self._subscriptions.load()
        except (DatelineError, OSError) as error:
            _LOGGER.error("The list of feeds cannot be read: %s", error)
            self._fault = error
        else:
            channels = ((parse_channel(entry.address), entry) for entry in subscriptions)
            self._channels = {number: entry for number, entry in channels if number is not None}
            self._fault = None
        self._version = version

    def _read_version(self) -> tuple[int, ...]:
        try:
            status = self._subscriptions.path.stat()
        except OSError:
            return ()
        return status.st_mtime_ns, status.st_size, status.st_ino
