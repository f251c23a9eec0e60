"""FollowedFeeds: the feeds that are followed, with what is remembered of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.feeds.channels.channel_address import parse_channel
from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.subscription import Subscription


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


def is_unpolled(subscription: Subscription) -> bool:
    """Tell whether nobody is to look at a feed: it is paused, or what it has comes by itself."""
    return subscription.is_paused or parse_channel(subscription.address) is not None
