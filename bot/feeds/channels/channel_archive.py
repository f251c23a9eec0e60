"""ChannelArchive: writes the posts of channels beside the entries of feeds."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.feeds.archive.stored_entry import EntryState
from bot.feeds.feed_archive import ArchiveChange, FeedArchive
from bot.feeds.feed_document import FeedEntry
from bot.feeds.known_entries import FeedStart, KnownEntries
from bot.feeds.polling.feed_state import FeedState
from bot.feeds.subscription import Subscription

_RECENT_DAYS = 28


class ChannelArchive:
    """The articles of channels, and what the list of feeds says of them.

    Blocks, and is used in one thread at a time. Methods raise CorpusError and KnownEntriesError
    where the system refuses something.
    """

    def __init__(
        self,
        archive: FeedArchive,
        known_entries: KnownEntries,
        today: Callable[[], date],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._archive = archive
        self._known_entries = known_entries
        self._state = FeedState(known_entries)
        self._today = today
        self._clock = clock
        self._synced_ids: set[str] = set()

    def find_written(self, subscription: Subscription, keys: Collection[str]) -> frozenset[str]:
        """Return which of these posts are articles, or were until somebody removed them."""
        if subscription.id not in self._synced_ids:
            # What is known may have been lost: it is learned from the files.
            self._start(subscription)
            self._archive.write(subscription, (), self._known_entries, today=self._today())
            self._synced_ids.add(subscription.id)
        entries = self._known_entries.repair(
            lambda: self._known_entries.find_by_keys(subscription.id, keys)
        )
        written_states = (EntryState.PRESENT, EntryState.ABSENT)
        return frozenset(key for key, entry in entries.items() if entry.state in written_states)

    def write(self, subscription: Subscription, entries: Sequence[FeedEntry]) -> ArchiveChange:
        """Write posts that are new, and replace those that have changed, however old they are."""
        self._start(subscription)
        today = self._today()
        # A channel has no first entries: each post comes once, and never again.
        channel = replace(subscription, first_entries=len(entries))
        change = self._archive.write(channel, entries, self._known_entries, today=today)
        self._note(subscription, today)
        return change

    def expire(self, subscription: Subscription) -> None:
        """Delete the articles that are to be kept no longer, at most once a day."""
        today = self._today()
        if self._state.load(subscription.id).expired_on == today.isoformat():
            return
        self._archive.expire(subscription, today)
        self._note(subscription, today, expired_on=today.isoformat())

    def forget(self, feed_id: str) -> None:
        """Forget what a channel had that is not followed any more."""
        self._synced_ids.discard(feed_id)
        self._state.forget(feed_id)
        self._known_entries.repair(lambda: self._known_entries.forget(feed_id))

    def _start(self, subscription: Subscription) -> None:
        """Have posts taken that are older than all that were, as when an old one is edited."""
        if (
            self._known_entries.repair(lambda: self._known_entries.find_start(subscription.id))
            is None
        ):
            starts = {subscription.id: FeedStart()}
            self._known_entries.repair(lambda: self._known_entries.save(starts=starts))

    def _note(self, subscription: Subscription, today: date, expired_on: str = "") -> None:
        feed, timestamp = subscription.id, self._clock()
        since = today - timedelta(_RECENT_DAYS)
        record = self._state.load(feed)
        self._state.save(
            replace(
                record,
                address=subscription.address,
                last_attempt=timestamp,
                last_success=timestamp,
                articles=self._known_entries.repair(lambda: self._known_entries.count(feed)),
                articles_a_day=self._known_entries.repair(
                    lambda: self._known_entries.count(feed, since)
                )
                / _RECENT_DAYS,
                expired_on=expired_on or record.expired_on,
            )
        )
