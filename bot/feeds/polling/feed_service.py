"""FeedService: follows feeds, for the commands, the chat and the running bot."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from bot.corpus.store import CorpusStore
from bot.feeds.feed_archive import FeedArchive
from bot.feeds.known_entries import KnownEntries, KnownEntriesError
from bot.feeds.opml import read_opml, write_opml
from bot.feeds.polling.concurrency.feed_threads import FeedThreads
from bot.feeds.polling.concurrency.polling_turn import PollingTurn
from bot.feeds.polling.document_parsing import DocumentParser
from bot.feeds.polling.due_times import DueTimes
from bot.feeds.polling.feed_measures import FeedMeasures
from bot.feeds.polling.feed_record import FeedRecord, to_moment
from bot.feeds.polling.feed_reports import (
    FeedForecast,
    FeedNotice,
    FeedPreview,
    FeedStatus,
    FetchResult,
    PagePreview,
)
from bot.feeds.polling.feed_state import FeedState
from bot.feeds.polling.followed_feeds import is_unpolled
from bot.feeds.polling.inspection import Inspection
from bot.feeds.polling.poller import Poller, PollingTools
from bot.feeds.polling.polling_rounds import PollingRounds
from bot.feeds.polling.schedule import PollingPace, limit_wait
from bot.feeds.subscription import Subscription
from bot.feeds.subscription_list import SubscriptionList
from bot.fetching.pages import PageRequest, PageResponse
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.system.clock_watch import read_uptime

__all__ = [
    "FeedClocks", "FeedNotice", "FeedOptions", "FeedPreview", "FeedService", "FeedStatus",
    "FetchResult", "PagePreview",
]  # fmt: skip

_STATE_FILE, _LOCK_FILE, _PAGES_FOLDER = "feeds.db", "feeds.lock", "pages"


def ignore_notice(_: FeedNotice) -> None:
    """Tell nobody."""


class PageFetcher(Protocol):
    """What fetches pages, inside its block."""

    async def fetch(self, request: PageRequest) -> PageResponse:
        """Return a page; raise FetchError."""
        ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """How feeds are polled.

    ``polls``: whether ``run`` looks at any. ``zone``: decides which day is today. ``report``:
    takes what admins are to be told, in any thread.
    """

    make_fetcher: Callable[[], PageFetcher]
    limits: ReadLimits = DEFAULT_LIMITS
    pace: PollingPace = field(default_factory=PollingPace)
    polls: bool = True
    zone: tzinfo = UTC
    report: Callable[[FeedNotice], None] = ignore_notice


@dataclass(frozen=True, slots=True)
class FeedClocks:
    """The system's clock, and one that nobody can set; in seconds."""

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = read_uptime


class FeedService:
    """Follows feeds: an asynchronous context manager, which closes its connections at its end.

    One event loop at a time uses it. What is not asynchronous reads and writes files, and may be
    called in any thread. Methods raise FeedError where something is wrong with a feed or its id,
    FetchError where an address cannot be fetched, and CorpusError where nothing can be written.
    """

    def __init__(
        self,
        store: CorpusStore,
        data: Path,
        options: FeedOptions,
        clocks: FeedClocks = FeedClocks(),
    ) -> None:
        self.measures = FeedMeasures()
        self._store = store
        self._options = options
        self._clocks = clocks
        self._subscriptions = SubscriptionList(store)
        self._archive = FeedArchive(store)
        self._known_entries = KnownEntries(data / _STATE_FILE)
        self._state = FeedState(self._known_entries)
        self._fetcher: PageFetcher | None = None
        self._opening = asyncio.Lock()
        threads = FeedThreads()
        parser = DocumentParser(
            data / _PAGES_FOLDER, options.limits, threads, self._today, clocks.wall
        )
        tools = PollingTools(
            self._fetch, parser, self._archive, self._known_entries, self._state, threads,
            options.pace, self._today, clocks.wall,
        )  # fmt: skip
        self._poller = Poller(tools)
        self._inspection = Inspection(self._fetch, parser)
        self._rounds = PollingRounds(
            self._poller, self._subscriptions, self._known_entries, self._state,
            PollingTurn(data / _LOCK_FILE), DueTimes(clocks.wall, clocks.steady), threads,
            self.measures, options.report,
        )  # fmt: skip
        self._threads = threads

    async def inspect(self, address: str) -> FeedPreview | PagePreview:
        """Return what is at an address: a feed, or an article."""
        return await self._inspection.inspect(address)

    async def check(self, feed_id: str) -> FeedForecast:
        """Return what a followed feed would bring now; change nothing."""
        subscription = await self._threads.run(lambda: self._subscriptions.find(feed_id))
        preview = await self._inspection.inspect_feed(subscription.address)
        new = await self._poller.find_new(subscription, preview.document)
        return FeedForecast(replace(preview, subscription=subscription), new)

    async def add(self, preview: FeedPreview, actor: str) -> FeedStatus:
        """Follow a feed, and write its newest entries."""
        subscription = await self._rounds.follow(preview, actor)
        record = await self._threads.run(lambda: self._state.load(subscription.id))
        return self._describe(subscription, record)

    def find(self, feed_id: str) -> Subscription:
        """Return how a feed is followed."""
        return self._subscriptions.find(feed_id)

    def remove(self, feed_id: str, actor: str, *, with_articles: bool = False) -> None:
        """Stop following a feed; its articles stay, unless they are to go to the trash."""
        self._subscriptions.remove(feed_id, actor)
        if with_articles:
            self._archive.remove(feed_id, actor, self._known_entries)
        with suppress(KnownEntriesError):  # it is a cache
            self._state.forget(feed_id)
            self._known_entries.forget(feed_id)

    def pause(self, feed_id: str, actor: str) -> None:
        """Look at a feed no more until it is resumed."""
        self.replace(replace(self._subscriptions.find(feed_id), is_paused=True), actor)

    def resume(self, feed_id: str, actor: str) -> None:
        """Look at a feed again, from now on and as if it had never failed."""
        subscription = self._subscriptions.find(feed_id)
        self._state.save(self._state.load(feed_id).renew())
        self.replace(replace(subscription, is_paused=False), actor)

    def replace(self, subscription: Subscription, actor: str) -> None:
        """Change how a feed is followed."""
        self._subscriptions.replace(subscription, actor)

    def list_statuses(self) -> tuple[FeedStatus, ...]:
        """Return how each feed does, in the order of the list."""
        try:
            records = self._state.load_all()
        except KnownEntriesError:
            records = {}
        return tuple(
            self._describe(subscription, records.get(subscription.id))
            for subscription in self._subscriptions.load()
        )

    def import_opml(self, text: str, actor: str) -> tuple[Subscription, ...]:
        """Follow the feeds of a list that are not followed yet, and return them."""
        return self._subscriptions.merge(read_opml(text), actor)

    def export_opml(self) -> str:
        """Return all feeds as OPML."""
        return write_opml(self._subscriptions.load())

    async def fetch(self, feed_ids: Sequence[str] = ()) -> tuple[FetchResult, ...]:
        """Look at the feeds named, due or not, or else at all that are due."""
        return await self._rounds.fetch(feed_ids)

    async def run(self) -> None:
        """Look at every feed when it is due, until cancelled."""
        try:
            if self._options.polls:
                await self._rounds.run()
            await asyncio.Event().wait()
        finally:
            await self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections; whoever fetches again opens others."""
        self._known_entries.close()
        fetcher, self._fetcher = self._fetcher, None
        if fetcher is not None:
            await fetcher.__aexit__(None, None, None)

    async def _fetch(self, request: PageRequest) -> PageResponse:
        async with self._opening:
            if self._fetcher is None:
                fetcher = self._options.make_fetcher()
                self._fetcher = await fetcher.__aenter__()
        return await self._fetcher.fetch(request)

    def _today(self) -> date:
        return datetime.fromtimestamp(self._clocks.wall(), self._options.zone).date()

    def _describe(self, subscription: Subscription, record: FeedRecord | None) -> FeedStatus:
        record = record or FeedRecord(subscription.id)
        timestamp = self._clocks.wall()
        wait = limit_wait(record.due, record.delay, timestamp)
        return FeedStatus(
            subscription,
            last_success=to_moment(record.last_success),
            last_attempt=to_moment(record.last_attempt),
            due=None if is_unpolled(subscription) else to_moment(timestamp + wait),
            error=record.error,
            failures=record.failures,
            articles=record.articles,
            articles_a_day=record.articles_a_day,
            is_silent=record.habit.is_silent(timestamp),
        )
