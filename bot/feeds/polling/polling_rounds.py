"""Polling rounds: a few feeds at a time are looked at, each when it is due."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.corpus.lock import CorpusError
from bot.errors import DatelineError
from bot.feeds.channels.channel_address import parse_channel
from bot.feeds.feed_errors import FeedError
from bot.feeds.known_entries import KnownEntries
from bot.feeds.polling.concurrency.feed_threads import FeedThreads
from bot.feeds.polling.concurrency.polling_turn import PollingTurn
from bot.feeds.polling.due_times import DueTimes
from bot.feeds.polling.feed_measures import FeedMeasures
from bot.feeds.polling.feed_reports import FeedEvent, FeedNotice, FeedPreview, FetchResult
from bot.feeds.polling.feed_state import FeedState
from bot.feeds.polling.followed_feeds import FollowedFeeds, is_unpolled
from bot.feeds.polling.poller import Poller, PollingResult
from bot.feeds.polling.schedule import DAY
from bot.feeds.subscription import Subscription
from bot.feeds.subscription_list import SubscriptionList
from bot.system.log_lines.printable import escape_controls
from bot.system.memory.allocator import give_back_free_memory

_LOGGER = logging.getLogger(__name__)

MOST_FETCHES = 4
"""How many feeds are looked at side by side."""

POLLING_ACTOR = "feeds"
"""The name under which the audit log has what polling changes by itself."""

_TICK_SECONDS = 1.0
_LOOKS_BEFORE_CLEANUP = 5
"""The larger its month files become, the more free memory a look leaves between others' blocks."""


class PollingRounds:
    """Looks at feeds side by side, and does what follows from each look."""

    def __init__(
        self,
        poller: Poller,
        subscriptions: SubscriptionList,
        known_entries: KnownEntries,
        state: FeedState,
        turn: PollingTurn,
        due_times: DueTimes,
        threads: FeedThreads,
        measures: FeedMeasures,
        report: Callable[[FeedNotice], None],
    ) -> None:
        self._poller = poller
        self._subscriptions = subscriptions
        self._known_entries = known_entries
        self._state = state
        self._turn = turn
        self._due_times = due_times
        self._threads = threads
        self._measures = measures
        self._report = report
        self._slots = asyncio.Semaphore(MOST_FETCHES)
        self._feed_locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: dict[str, asyncio.Task[FetchResult | None]] = {}
        self._last_fault = ""
        self._look_count = 0  # since free memory was given back
        self._is_held = 0  # by those who subscribe

    async def run(self) -> None:
        """Look at every feed that is due, until cancelled; what fails is logged once."""
        try:
            while True:
                await self._tick()
                await asyncio.sleep(_TICK_SECONDS)
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def fetch(self, feed_ids: Sequence[str]) -> tuple[FetchResult, ...]:
        """Look at the feeds named, or at all that are due; raise FeedError for an unknown one."""
        feeds = await self._load()
        for feed in feed_ids:
            find_subscription(feeds.subscriptions, feed)
        chosen_ids = feed_ids or [s.id for s in self._find_due(feeds)]
        looks = [self._look(feed, is_forced=bool(feed_ids)) for feed in dict.fromkeys(chosen_ids)]
        results = await asyncio.gather(*looks)
        return tuple(result for result in results if result is not None)

    async def follow(self, preview: FeedPreview, actor: str) -> Subscription:
        """Subscribe to a feed and write its first entries; nobody looks at it in between.

        What is followed already is returned as it is.
        """
        self._is_held += 1
        try:
            async with self._turn.take(_report_wait):
                return await self._follow(preview, actor)
        finally:
            self._is_held -= 1

    async def _follow(self, preview: FeedPreview, actor: str) -> Subscription:
        def subscribe() -> tuple[Subscription, bool]:
            ids = {subscription.id for subscription in self._subscriptions.load()}
            subscription = self._subscriptions.add(preview.subscription, actor)
            is_new = subscription.id not in ids
            if is_new:
                self._forget(subscription.id)
            return subscription, is_new

        subscription, is_new = await self._threads.run(subscribe)
        if is_new:
            look = await self._poller.take(subscription, preview.document)
            self._due_times.set_wait(look.record, look.record.delay)
            self._measures.note_result(look.result)
            if look.result.error:
                raise FeedError(look.result.error)
        return subscription

    async def _tick(self) -> None:
        """Begin to look at what is due."""
        for feed, task in list(self._tasks.items()):
            if task.done():
                del self._tasks[feed]
                if not task.cancelled() and (error := task.exception()):
                    self._log_fault(error)
        if self._is_held:
            return
        try:
            feeds = await self._load()
        except (DatelineError, OSError) as error:
            self._log_fault(error)
            return
        self._due_times.keep_only([s.id for s in feeds.subscriptions])
        for subscription in self._find_due(feeds):
            room = len(self._tasks) < MOST_FETCHES
            if room and subscription.id not in self._tasks and not self._is_held:
                look = self._look(subscription.id, is_forced=False)
                self._tasks[subscription.id] = asyncio.create_task(look)

    def _find_due(self, feeds: FollowedFeeds) -> list[Subscription]:
        """Return the feeds that are due, those first that have waited for longest."""
        due_feeds = [
            subscription for subscription in feeds.subscriptions
            if not is_unpolled(subscription)
            and self._due_times.is_due(feeds.record(subscription.id))
        ]  # fmt: skip
        return sorted(due_feeds, key=lambda s: feeds.record(s.id).last_attempt or 0.0)

    async def _look(self, feed: str, *, is_forced: bool) -> FetchResult | None:
        """Look at a feed; return None where that has become needless."""
        async with self._feed_locks[feed], self._slots, self._turn.take(_report_wait):
            # Another process may have had its turn in the meantime.
            feeds = await self._load()
            subscription = next((s for s in feeds.subscriptions if s.id == feed), None)
            if subscription is None or parse_channel(subscription.address) is not None:
                return None
            is_due = not is_unpolled(subscription) and self._due_times.is_due(feeds.record(feed))
            if not (is_forced or is_due):
                return None
            look = await self._poller.poll(
                subscription, is_network_down=feeds.is_network_down(feed)
            )
            self._due_times.set_wait(look.record, look.record.delay)
            self._measures.note_result(look.result)
            self._log(look)
            result = await self._threads.run(lambda: self._apply(look))
        self._look_count += 1
        if self._look_count >= _LOOKS_BEFORE_CLEANUP:
            self._look_count = 0
            await self._threads.run(give_back_free_memory)
        return result

    def _apply(self, look: PollingResult) -> FetchResult:
        """Pause a feed that is gone, remember where one has moved, and tell the admins."""
        result, record = look.result, look.record
        subscription = result.subscription
        try:
            if {FeedEvent.REMOVAL, FeedEvent.LAST_FAILURE}.intersection(look.events):
                subscription = replace(subscription, is_paused=True)
                self._subscriptions.replace(subscription, POLLING_ACTOR)
            if look.new_address:
                self._move(subscription, look)
        except (CorpusError, FeedError) as error:
            # It was removed meanwhile, or the disk is full; then the next look does the same.
            _LOGGER.warning("%s", error)
        for event in look.events:
            since = record.newest if event is FeedEvent.SILENCE else record.failing_since
            seconds = (record.last_attempt or 0.0) - (since or record.last_attempt or 0.0)
            self._report(FeedNotice(subscription, event, int(seconds // DAY), record.error))
        return replace(result, subscription=subscription)

    def _move(self, subscription: Subscription, look: PollingResult) -> None:
        subscription = replace(subscription, address=look.new_address)
        self._subscriptions.replace(subscription, POLLING_ACTOR)
        # What the old address said of its content is true of the new one.
        record = replace(
            look.record, address=look.new_address, redirect="", redirects=0,
            redirect_since=None,
        )  # fmt: skip
        self._state.save(record)
        _LOGGER.info("The feed %s has moved for good; its address was changed.", subscription.id)

    async def _load(self) -> FollowedFeeds:
        feeds = await self._threads.run(
            lambda: FollowedFeeds(self._subscriptions.load(), self._state.load_all())
        )
        for record in feeds.records.values():
            due = self._due_times.find_true_due(record)
            if due is not None:
                await self._threads.run(partial(self._state.correct_due, record, due))
        self._measures.note_records(feeds.record(s.id) for s in feeds.subscriptions)
        return feeds

    def _forget(self, feed: str) -> None:
        self._state.forget(feed)
        self._known_entries.forget(feed)

    def _log(self, look: PollingResult) -> None:
        result = look.result
        name = escape_controls(result.subscription.id)
        if result.error:
            _LOGGER.warning("The feed %s could not be read: %s", name, result.error)
        elif result.new or result.changes:
            _LOGGER.info("The feed %s: %d new, %d changed.", name, result.new, result.changes)

    def _log_fault(self, error: BaseException) -> None:
        """Log what keeps feeds from being looked at, but not every second."""
        text = str(error)
        if text == self._last_fault:
            return
        self._last_fault = text
        if isinstance(error, DatelineError | OSError):
            _LOGGER.error("The feeds cannot be looked at: %s. Trying again.", text)
        else:
            _LOGGER.error("A feed could not be looked at.", exc_info=error)


def find_subscription(subscriptions: Sequence[Subscription], feed: str) -> Subscription:
    """Return a feed that is followed; raise FeedError where there is none of this id."""
    for subscription in subscriptions:
        if subscription.id == feed:
            return subscription
    raise FeedError(f"no feed is called {feed}: dateline feed list lists them")


def _report_wait(holder: str) -> None:
    _LOGGER.warning("Waiting for %s, which is fetching feeds.", holder)
