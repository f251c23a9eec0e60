"""SubscriptionList: the feeds that are followed, in a file that people may edit, too."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.articles.findings import ArticleError
from bot.articles.ignored import FEEDS_FILE
from bot.corpus.audit import AuditAction
from bot.corpus.file_changes import FileChange
from bot.corpus.store import CorpusStore
from bot.feeds.feed_errors import FeedError
from bot.feeds.feed_ids import choose_feed_id, is_safe_id
from bot.feeds.opml import MOST_CHARACTERS, assign_ids, read_opml, write_opml
from bot.feeds.subscription import Subscription
from bot.reading.decoding import decode_markup

FEEDS_FOLDER = "feeds"
"""The folder of the corpus with a folder for each feed."""

# A file may change twice within what its disk takes for one moment.
_SETTLING_NANOSECONDS = 2_000_000_000

_Subscriptions = Sequence[Subscription]
_Step = tuple[AuditAction, Subscription]


class SubscriptionList:
    """The feeds in ``feeds.opml``; a change keeps what others wrote there in the meantime.

    Its methods raise FeedError where the file is broken, which is then left as it is, and
    CorpusError where the system refuses something.
    """

    def __init__(self, store: CorpusStore) -> None:
        self._store = store
        self.path = store.corpus / FEEDS_FILE
        # The version of the file, and what it said.
        self._last: tuple[tuple[int, int, int], tuple[Subscription, ...]] = ((0, 0, 0), ())

    def load(self) -> tuple[Subscription, ...]:
        """Return the feeds, in the order of the file; none where there is no file."""
        try:
            with self.path.open("rb") as file:
                status = os.fstat(file.fileno())
                version = (status.st_ino, status.st_size, status.st_mtime_ns)
                last_version, subscriptions = self._last
                if version == last_version:
                    return subscriptions
                content = file.read(4 * MOST_CHARACTERS)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise FeedError(f"{FEEDS_FILE} cannot be read ({error.strerror or error})") from None
        subscriptions = _read(content)
        if time.time_ns() - status.st_mtime_ns > _SETTLING_NANOSECONDS:
            # It is asked for every second, and reading a long list takes a tenth of one.
            self._last = version, subscriptions
        return subscriptions

    def find(self, feed_id: str) -> Subscription:
        """Return a feed; raise FeedError where it is not followed."""
        return _find(self.load(), feed_id)

    def add(self, subscription: Subscription, actor: str) -> Subscription:
        """Follow a feed, and return it with its id; where it is followed already, as it is."""
        return (*self.merge([subscription], actor), *self._find_same(subscription))[0]

    def merge(self, subscriptions: Iterable[Subscription], actor: str) -> tuple[Subscription, ...]:
        """Follow feeds, and return those that were not followed yet, with their ids."""
        additions: list[Subscription] = []

        def extend(current: _Subscriptions) -> tuple[_Subscriptions, list[_Step]]:
            additions.clear()
            taken_ids = {subscription.id for subscription in current}
            keys = {subscription.address_key for subscription in current}
            for subscription in subscriptions:
                if subscription.address_key in keys:
                    continue
                keys.add(subscription.address_key)
                feed_id = subscription.id
                if not is_safe_id(feed_id) or feed_id in taken_ids:
                    title, address = subscription.title, subscription.address
                    feed_id = choose_feed_id(title, address, taken_ids)
                taken_ids.add(feed_id)
                additions.append(replace(subscription, id=feed_id))
            return [*current, *additions], [("subscribed", addition) for addition in additions]

        subscriptions = tuple(subscriptions)
        self._change(extend, actor, "the feeds are not followed")
        return tuple(additions)

    def replace(self, subscription: Subscription, actor: str) -> None:
        """Change how a feed is followed; raise FeedError where it is not."""

        def exchange(current: _Subscriptions) -> tuple[_Subscriptions, list[_Step]]:
            _find(current, subscription.id)
            result = [subscription if old.id == subscription.id else old for old in current]
            return result, [("changed", subscription)]

        self._change(exchange, actor, f"{subscription.heading} was not changed")

    def remove(self, feed_id: str, actor: str) -> None:
        """Stop following a feed; its articles stay. Raise FeedError where it is not followed."""

        def drop(current: _Subscriptions) -> tuple[_Subscriptions, list[_Step]]:
            subscription = _find(current, feed_id)
            return [old for old in current if old.id != feed_id], [("unsubscribed", subscription)]

        self._change(drop, actor, "the feed is still followed")

    def _find_same(self, subscription: Subscription) -> tuple[Subscription, ...]:
        key = subscription.address_key
        return tuple(old for old in self.load() if old.address_key == key)

    def _change(
        self,
        change: Callable[[_Subscriptions], tuple[_Subscriptions, list[_Step]]],
        actor: str,
        failure: str,
    ) -> None:
        def plan() -> list[FileChange]:
            subscriptions, steps = change(self.load())
            content = write_opml(assign_ids(subscriptions)).encode()
            return [
                FileChange(f"{FEEDS_FOLDER}/{subscription.id}", content, action)
                for action, subscription in steps
            ]

        self._store.change_files(plan, actor, failure)


def _read(content: bytes) -> tuple[Subscription, ...]:
    if not content.strip():
        return ()
    try:
        return read_opml(decode_markup(content).text)
    except ArticleError as error:
        raise FeedError(f"{FEEDS_FILE} cannot be read: {error.reason}") from None
    except FeedError as error:
        raise FeedError(f"{FEEDS_FILE} cannot be read: {error}") from None


def _find(subscriptions: _Subscriptions, feed_id: str) -> Subscription:
    for subscription in subscriptions:
        if subscription.id == feed_id:
            return subscription
    raise FeedError(f"no feed is called {feed_id}: dateline feed list lists them")
