"""FollowedFeeds: the feeds that are followed, with what is remembered of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.feed_state import FeedState
from bot.feeds.subscription import Subscription
from bot.feeds.subscription_list import SubscriptionList

_FileVersion = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class FollowedFeeds:
    """The feeds that are followed, and what is remembered of each."""

    subscriptions: tuple[Subscription, ...] = ()
    records: Mapping[str, FeedRecord] = field(default_factory=dict)

    def record(self, feed: str) -> FeedRecord:
        """Return what is remembered of a feed."""
        return self.records.get(feed) or FeedRecord(feed)

    def is_network_down(self, feed: str) -> bool:
        """Tell whether no other feed could be fetched either since this one fails."""
        since = self.record(feed).failing_since
        other_ids = [s.id for s in self.subscriptions if s.id != feed and not is_unpolled(s)]
        if since is None or not other_ids:
            return False
        return all((self.record(feed_id).last_success or 0.0) < since for feed_id in other_ids)


class FollowedFeedsBook:
    """Reads the list of feeds only where it has changed: it is looked at every second."""

    def __init__(self, subscriptions: SubscriptionList, state: FeedState) -> None:
        self._subscriptions = subscriptions
        self._state = state
        self._version: _FileVersion | None = None
        self._list: tuple[Subscription, ...] = ()

    def load(self) -> FollowedFeeds:
        """Return the feeds as they are now; raise FeedError where the list is broken."""
        version = _identify_version(self._subscriptions.path)
        if version is None or version != self._version:
            self._list = self._subscriptions.load()
            self._version = version
        return FollowedFeeds(self._list, self._state.load_all())


def is_unpolled(subscription: Subscription) -> bool:
    """Tell whether nobody is to look at a feed."""
    return subscription.is_paused


def _identify_version(path: Path) -> _FileVersion | None:
    """Return what another content of a file would change, None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
