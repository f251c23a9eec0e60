"""Poller: looks at a feed, and brings its new entries into the archive."""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bot.corpus.lock import CorpusError
from bot.errors import DatelineError
from bot.feeds.feed_archive import ArchiveChange, FeedArchive
from bot.feeds.feed_document import FeedDocument, FeedEntry
from bot.feeds.feed_errors import FeedError
from bot.feeds.known_entries import KnownEntries, KnownEntriesError
from bot.feeds.polling.concurrency.feed_threads import FeedThreads
from bot.feeds.polling.document_parsing import DocumentParser
from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.feed_reports import FeedEvent, FetchOutcome, FetchResult
from bot.feeds.polling.feed_state import FeedState, PageAttempt
from bot.feeds.polling.record_changes import RecordChange, note_failure, note_success
from bot.feeds.polling.schedule import PollingPace
from bot.feeds.polling.teaser_completion import CompletedEntries, TeaserCompletion
from bot.feeds.subscription import Subscription
from bot.fetching.fetch_errors import FetchError
from bot.fetching.pages import PageRequest, PageResponse
from bot.reading.sandbox.pool import SandboxError

_LOGGER = logging.getLogger(__name__)

_RECENT_DAYS = 14

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
"""What is asked for: servers that have several forms of a page give the feed."""


@dataclass(frozen=True, slots=True)
class PollingTools:
    """What a look at a feed needs."""

    fetch: Callable[[PageRequest], Awaitable[PageResponse]]
    parser: DocumentParser
    archive: FeedArchive
    known_entries: KnownEntries
    state: FeedState
    threads: FeedThreads
    pace: PollingPace
    today: Callable[[], date]
    clock: Callable[[], float] = time.time


@dataclass(frozen=True, slots=True)
class PollingResult:
    """What a look came to: in numbers, and in the record as it was saved."""

    result: FetchResult
    record: FeedRecord
    events: tuple[FeedEvent, ...] = ()
    new_address: str = ""
    articles: ArchiveChange | None = field(default=None, repr=False)


class Poller:
    """Looks at one feed at a time for whoever calls it; several may be under way.

    The articles are written first and then what is remembered of the feed. So a process that is
    killed loses nothing, and the next one takes nothing twice: what is written is known.
    """

    def __init__(self, tools: PollingTools) -> None:
        self._tools = tools
        self._completion = TeaserCompletion(tools.fetch, tools.parser.complete_entry)

    async def poll(
        self, subscription: Subscription, *, is_network_down: bool = False
    ) -> PollingResult:
        """Look at a feed, and write what is new; a failure is a result, too."""
        tools = self._tools
        try:
            record = await tools.threads.run(lambda: tools.state.load(subscription.id))
        except KnownEntriesError as error:
            return await self._postpone(subscription, FeedRecord(subscription.id), error)
        record = record.move(subscription.address)
        return await self._guard(
            subscription, record, self._poll(subscription, record), is_network_down
        )

    async def _guard(
        self,
        subscription: Subscription,
        record: FeedRecord,
        work: Awaitable[PollingResult],
        is_network_down: bool = False,
    ) -> PollingResult:
        """Return what a look comes to, how long it took, and why it failed where it does."""
        start = time.monotonic()
        try:
            look = await work
        except (FetchError, FeedError) as error:
            look = await self._fail(subscription, record, error, is_network_down)
        except (CorpusError, KnownEntriesError, SandboxError, OSError) as error:
            # This machine's fault, not the feed's: nothing is said of the feed.
            look = await self._postpone(subscription, record, error)
        result = replace(look.result, seconds=time.monotonic() - start)
        return replace(look, result=result)

    async def find_new(
        self, subscription: Subscription, document: FeedDocument
    ) -> tuple[FeedEntry, ...]:
        """Return the entries that a look would write, but for the texts of their pages."""
        tools = self._tools
        return await tools.threads.run(
            lambda: tools.archive.find_news(
                subscription, document.entries, tools.known_entries, today=tools.today()
            )
        )

    async def take(self, subscription: Subscription, document: FeedDocument) -> PollingResult:
        """Write the first entries of a feed that was fetched a moment ago."""
        record = FeedRecord(subscription.id, subscription.address)
        response = PageResponse(subscription.address, 200, b"", "", "", "", "", None, "")
        return await self._guard(
            subscription, record, self._take(subscription, record, document, response)
        )

    async def _poll(self, subscription: Subscription, record: FeedRecord) -> PollingResult:
        request = PageRequest(
            subscription.address, record.etag, record.last_modified, accept=FEED_TYPES
        )
        response = await self._tools.fetch(request)
        if response.status != 304:
            document = await self._tools.parser.read_feed(response)
            return await self._take(subscription, record, document, response)
        # Some servers leave the tags out here.
        response = replace(
            response, etag=response.etag or record.etag,
            last_modified=response.last_modified or record.last_modified,
        )  # fmt: skip
        change = self._note_success(record, subscription, response, None)
        return await self._finish(subscription, change, FetchOutcome.NO_NEWS)

    async def _take(
        self,
        subscription: Subscription,
        record: FeedRecord,
        document: FeedDocument,
        response: PageResponse,
    ) -> PollingResult:
        tools = self._tools
        attempts = await tools.threads.run(lambda: tools.state.load_pages(subscription.id))
        completed_entries = await self._complete(subscription, document, attempts)
        articles = await tools.threads.run(
            lambda: self._write(subscription, completed_entries, attempts)
        )
        if completed_entries.has_open_pages:
            # The rest is looked for in the next rounds, which need the feed again.
            response = replace(response, etag="", last_modified="")
        change = self._note_success(record, subscription, response, document)
        is_changed = articles.new or articles.changed
        outcome = FetchOutcome.NEWS if is_changed else FetchOutcome.NO_NEWS
        look = await self._finish(subscription, change, outcome)
        numbers = replace(
            look.result, new=len(articles.new), changes=len(articles.changed),
            rejections=len(document.rejections),
        )  # fmt: skip
        return replace(look, result=numbers, articles=articles)

    async def _complete(
        self,
        subscription: Subscription,
        document: FeedDocument,
        attempts: Mapping[str, PageAttempt],
    ) -> CompletedEntries:
        if not subscription.reads_pages:
            return CompletedEntries(document.entries)
        return await self._completion.complete(document.entries, attempts)

    def _write(
        self,
        subscription: Subscription,
        completed_entries: CompletedEntries,
        attempts: Mapping[str, PageAttempt],
    ) -> ArchiveChange:
        tools = self._tools
        change = tools.archive.write(
            subscription, completed_entries.entries, tools.known_entries, today=tools.today()
        )
        keys = {entry.key for entry in completed_entries.entries}
        pages = {**attempts, **completed_entries.attempts}
        tools.state.save_pages(
            subscription.id, {key: page for key, page in pages.items() if key in keys}
        )
        return change

    def _note_success(
        self,
        record: FeedRecord,
        subscription: Subscription,
        response: PageResponse,
        document: FeedDocument | None,
    ) -> RecordChange:
        tools = self._tools
        return note_success(record, subscription, response, document, tools.clock(), tools.pace)

    async def _fail(
        self,
        subscription: Subscription,
        record: FeedRecord,
        error: DatelineError,
        is_network_down: bool,
    ) -> PollingResult:
        tools = self._tools
        change = note_failure(
            record, subscription, error, tools.clock(), tools.pace, is_network_down=is_network_down
        )
        is_over = not {FeedEvent.REMOVAL, FeedEvent.LAST_FAILURE}.isdisjoint(change.events)
        outcome = FetchOutcome.END if is_over else FetchOutcome.FAILURE
        return await self._finish(subscription, change, outcome, str(error))

    async def _postpone(
        self, subscription: Subscription, record: FeedRecord, error: Exception
    ) -> PollingResult:
        tools = self._tools
        delay = tools.pace.shortest
        record = replace(
            record, round=record.round + 1, due=tools.clock() + delay, delay=delay,
            last_attempt=tools.clock(), error=str(error),
        )  # fmt: skip
        return await self._finish(
            subscription, RecordChange(record), FetchOutcome.FAILURE, str(error)
        )

    async def _finish(
        self,
        subscription: Subscription,
        change: RecordChange,
        outcome: FetchOutcome,
        error: str = "",
    ) -> PollingResult:
        record = await self._tools.threads.run(lambda: self._save(subscription, change.record))
        result = FetchResult(subscription, outcome, error=error)
        return PollingResult(result, record, change.events, change.new_address)

    def _save(self, subscription: Subscription, record: FeedRecord) -> FeedRecord:
        """Remember the record, and delete what has expired, once a day."""
        tools, today = self._tools, self._tools.today()
        try:
            if subscription.keep_days is not None and record.expired_on != today.isoformat():
                tools.archive.expire(subscription, today)
                record = replace(record, expired_on=today.isoformat())
            record = replace(record, **_count_articles(tools.known_entries, subscription.id, today))
            tools.state.save(record)
        except (CorpusError, KnownEntriesError) as error:
            _LOGGER.warning("%s", error)  # this process knows when the feed is due all the same
        return record


def _count_articles(known_entries: KnownEntries, feed: str, today: date) -> dict[str, Any]:
    """Return how many articles a feed has, and how many a day came in the last weeks."""
    since = today - timedelta(_RECENT_DAYS)
    return {
        "articles": known_entries.count(feed),
        "articles_a_day": known_entries.count(feed, since) / _RECENT_DAYS,
    }
