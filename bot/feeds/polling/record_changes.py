"""Record changes: what a look at a feed changes in what is remembered of it.

Nothing here looks at a clock, at the web or at the disk.
"""

from dataclasses import dataclass, replace

from bot.feeds.feed_document import FeedDocument
from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.feed_reports import FeedEvent
from bot.feeds.polling.schedule import (
    DAY,
    PollingPace,
    choose_interval,
    choose_retry,
    measure_habit,
    spread,
)
from bot.feeds.subscription import Subscription
from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.pages import PageResponse

FAILING_SECONDS = 2 * DAY
"""After so long admins are told that a feed fails."""

ABANDON_SECONDS = 14 * DAY
"""After so long a feed that fails is paused."""

# A clock that leaps ahead by weeks makes two failures a long time.
_LEAST_FAILURES = 4
_LEAST_FAILURES_TO_ABANDON = 10

# Browsers and most readers obey a permanent redirect at once. But hotels and firewalls, too, send
# some, and what was followed for years would be lost: it has to stand for a day.
_REDIRECTS = 3
_REDIRECT_SECONDS = DAY

# Such failures may be this machine's, not the feed's.
_NETWORK_FAILURES = (FetchFailure.UNREACHABLE, FetchFailure.TIMEOUT, FetchFailure.TLS)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """The new record, what admins are to be told, and the address that a feed has moved to."""

    record: FeedRecord
    events: tuple[FeedEvent, ...] = ()
    new_address: str = ""


def note_success(
    record: FeedRecord,
    subscription: Subscription,
    response: PageResponse,
    document: FeedDocument | None,
    timestamp: float,
    pace: PollingPace,
) -> RecordChange:
    """Return the record after a look that went well.

    ``document`` is None where nothing has changed since the last one.
    """
    habit, wish = record.habit, record.wish
    if document is not None:
        habit = measure_habit([entry.article for entry in document.entries], timestamp)
        wish = (document.minutes or 0.0) * 60
    wish = max(wish, response.max_age or 0.0)
    fixed_interval = (subscription.minutes or 0) * 60.0
    interval = choose_interval(habit, timestamp, pace, wish, fixed_interval, record.delay)
    delay = spread(interval, record.feed, record.round)
    is_first = record.last_success is None
    silence_gap = timestamp - (record.last_success or timestamp)
    record = replace(
        record, etag=response.etag, last_modified=response.last_modified, round=record.round + 1,
        due=timestamp + delay, delay=delay, last_success=timestamp, last_attempt=timestamp,
        failures=0, failing_since=None, error_kind="", error="", has_told_failure=0,
        gap=habit.gap, newest=habit.newest,
        wish=(document.minutes or 0.0) * 60 if document is not None else record.wish,
    )  # fmt: skip
    record, new_address = _note_redirect(record, response.permanent_address, timestamp)
    is_silent = habit.is_silent(timestamp)
    # Of a feed that was silent when it was added, whoever added it knows.
    is_told = is_silent and (is_first or bool(record.has_told_silence))
    # Nobody has looked for long, or the clock has leapt ahead: the next look will tell.
    is_certain = silence_gap <= 2 * DAY
    events = (FeedEvent.SILENCE,) if is_silent and is_certain and not is_told else ()
    has_told_silence = is_silent and (is_told or is_certain)
    record = replace(record, has_told_silence=int(has_told_silence))
    return RecordChange(record, events, new_address)


def note_failure(
    record: FeedRecord,
    subscription: Subscription,
    error: Exception,
    timestamp: float,
    pace: PollingPace,
    *,
    is_network_down: bool = False,
) -> RecordChange:
    """Return the record after a failure.

    ``is_network_down`` says that no other feed could be fetched either since this one fails.
    """
    kind = error.kind if isinstance(error, FetchError) else FetchFailure.CONTENT
    failures = record.failures + 1
    since = record.failing_since
    if since is None or since > timestamp:  # or the clock was set back
        since = timestamp
    retry_after = error.retry_after if isinstance(error, FetchError) else None
    fixed_interval = (subscription.minutes or 0) * 60.0
    retry = choose_retry(failures, pace, retry_after, fixed_interval)
    delay = spread(retry, record.feed, record.round)
    record = replace(
        record, round=record.round + 1, due=timestamp + delay, delay=delay,
        last_attempt=timestamp, failures=failures, failing_since=since,
        error_kind=kind.value, error=str(error),
    )  # fmt: skip
    if kind is FetchFailure.GONE:
        return RecordChange(record, (FeedEvent.REMOVAL,))
    seconds = timestamp - since
    is_excused = is_network_down and kind in _NETWORK_FAILURES
    if seconds >= ABANDON_SECONDS and failures >= _LEAST_FAILURES_TO_ABANDON and not is_excused:
        return RecordChange(record, (FeedEvent.LAST_FAILURE,))
    is_long = seconds >= FAILING_SECONDS and failures >= _LEAST_FAILURES
    if is_long and not record.has_told_failure:
        return RecordChange(replace(record, has_told_failure=1), (FeedEvent.LONG_FAILURE,))
    return RecordChange(record)


def _note_redirect(record: FeedRecord, address: str, timestamp: float) -> tuple[FeedRecord, str]:
    """Return the record, and where the feed has moved to, if that is certain by now."""
    if not address or address == record.address:
        return replace(record, redirect="", redirects=0, redirect_since=None), ""
    since = record.redirect_since
    if address != record.redirect or since is None or since > timestamp:
        record = replace(record, redirect=address, redirects=1, redirect_since=timestamp)
        return record, ""
    record = replace(record, redirects=record.redirects + 1)
    is_certain = record.redirects >= _REDIRECTS and timestamp - since >= _REDIRECT_SECONDS
    return record, address if is_certain else ""
