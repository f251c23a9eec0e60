from dataclasses import replace

import pytest

from bot.feeds.feed_errors import FeedError
from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.feed_reports import FeedEvent
from bot.feeds.polling.record_changes import RecordChange, note_failure, note_success
from bot.feeds.polling.schedule import DAY, PollingPace
from bot.fetching.fetch_errors import FetchError, FetchFailure
from tests.feeds.polling.samples import (
    ADDRESS,
    NOW,
    SUBSCRIPTION,
    make_document,
    make_entry,
    respond,
)

PACE = PollingPace()
RECORD = FeedRecord("courier", ADDRESS)
HOURLY = make_document(*(make_entry(str(n), n) for n in range(9)))
MOVED = "https://new.example/feed"


def succeed(record: FeedRecord, timestamp: float = NOW, **details: object) -> RecordChange:
    return note_success(record, SUBSCRIPTION, respond(**details), HOURLY, timestamp, PACE)


def fail(
    record: FeedRecord,
    timestamp: float = NOW,
    kind: FetchFailure = FetchFailure.NOT_FOUND,
    *,
    is_network_down: bool = False,
) -> RecordChange:
    error = FetchError(kind, "it is away")
    return note_failure(
        record, SUBSCRIPTION, error, timestamp, PACE, is_network_down=is_network_down
    )


def fail_until(end: float, kind: FetchFailure = FetchFailure.NOT_FOUND) -> list[FeedEvent]:
    """Fail whenever the feed is due, and return what admins are told."""
    record, timestamp, events = RECORD, NOW, list[FeedEvent]()
    while timestamp <= NOW + end and FeedEvent.LAST_FAILURE not in events:
        change = fail(record, timestamp, kind)
        events += change.events
        record, timestamp = change.record, change.record.due
    return events


def test_a_success_ends_failures_and_remembers_the_tags() -> None:
    failing = fail(RECORD, kind=FetchFailure.SERVER).record
    record = succeed(failing, NOW + 60).record
    assert (record.failures, record.error, record.failing_since) == (0, "", None)
    assert (record.etag, record.last_modified) == ('"a"', "Mon")
    assert record.last_success == record.last_attempt == NOW + 60
    assert record.round == 2


def test_the_next_look_is_when_the_habit_says() -> None:
    record = succeed(RECORD).record
    assert 1800 <= record.delay <= 1980
    assert record.due == NOW + record.delay


def test_what_the_feed_asks_holds_while_it_does_not_change() -> None:
    document = replace(HOURLY, minutes=120.0)
    record = note_success(RECORD, SUBSCRIPTION, respond(), document, NOW, PACE).record
    assert record.delay >= 7200
    unchanged = note_success(record, SUBSCRIPTION, respond(status=304), None, NOW, PACE).record
    assert unchanged.delay >= 7200
    assert succeed(RECORD, max_age=5 * 3600.0).record.delay >= 5 * 3600


def test_a_fixed_interval_goes_before_it() -> None:
    fixed = replace(SUBSCRIPTION, minutes=5)
    record = note_success(RECORD, fixed, respond(max_age=7200.0), HOURLY, NOW, PACE).record
    assert 300 <= record.delay <= 330


def test_failures_come_at_longer_and_longer_intervals() -> None:
    record, delays = RECORD, []
    for _ in range(9):
        record = fail(record).record
        delays.append(record.delay)
    assert delays[:7] == sorted(delays[:7])
    assert 900 <= delays[0] <= 990
    assert DAY <= delays[-1] <= 1.1 * DAY
    assert (record.failures, record.error, record.failing_since) == (9, "it is away", NOW)


def test_a_server_that_asks_for_patience_gets_it() -> None:
    error = FetchError(FetchFailure.BUSY, "busy", retry_after=5 * 3600.0)
    record = note_failure(RECORD, SUBSCRIPTION, error, NOW, PACE).record
    assert record.delay >= 5 * 3600


def test_what_is_gone_is_said_at_once() -> None:
    assert fail(RECORD, kind=FetchFailure.GONE).events == (FeedEvent.REMOVAL,)


def test_what_is_no_feed_any_more_counts_as_a_failure() -> None:
    change = note_failure(RECORD, SUBSCRIPTION, FeedError("no feed"), NOW, PACE)
    assert (change.record.failures, change.record.error_kind) == (1, "content")


@pytest.mark.parametrize("kind", [FetchFailure.NOT_FOUND, FetchFailure.UNREACHABLE])
def test_a_feed_that_fails_is_told_of_once_and_given_up_after_two_weeks(kind: FetchFailure) -> None:
    assert fail_until(13 * DAY, kind) == [FeedEvent.LONG_FAILURE]
    assert fail_until(30 * DAY, kind) == [FeedEvent.LONG_FAILURE, FeedEvent.LAST_FAILURE]


def test_a_feed_is_not_given_up_where_the_whole_network_is_down() -> None:
    old = replace(RECORD, failures=30, failing_since=NOW - 30 * DAY, has_told_failure=1)
    for kind in (FetchFailure.UNREACHABLE, FetchFailure.TIMEOUT):
        assert fail(old, kind=kind, is_network_down=True).events == ()
        assert fail(old, kind=kind).events == (FeedEvent.LAST_FAILURE,)
    assert fail(old, is_network_down=True).events == (FeedEvent.LAST_FAILURE,)


def test_a_clock_that_leaps_ahead_gives_no_feed_up() -> None:
    first = fail(RECORD).record
    change = fail(first, NOW + 400 * DAY)
    assert (change.events, change.record.failures) == ((), 2)


def test_a_clock_set_back_begins_the_failures_anew() -> None:
    later = fail(RECORD, NOW + 400 * DAY).record
    change = fail(later, NOW)
    assert change.record.failing_since == NOW


def test_a_permanent_redirect_is_followed_when_it_has_stood_for_a_day() -> None:
    record, addresses = RECORD, []
    for hours in (0, 1, 2, 23, 25):
        change = succeed(record, NOW + hours * 3600, permanent_address=MOVED)
        record = change.record
        addresses.append(change.new_address)
    assert addresses == ["", "", "", "", MOVED]


def test_two_looks_a_day_apart_do_not_prove_a_redirect() -> None:
    record = succeed(RECORD, NOW, permanent_address=MOVED).record
    assert not succeed(record, NOW + 2 * DAY, permanent_address=MOVED).new_address


def test_a_redirect_that_ends_or_leads_elsewhere_counts_anew() -> None:
    record = RECORD
    for hours, address in ((0, MOVED), (12, ""), (13, MOVED), (14, MOVED)):
        record = succeed(record, NOW + hours * 3600, permanent_address=address).record
    assert not succeed(record, NOW + 30 * 3600, permanent_address="https://x.example/").new_address
    assert record.redirect_since == NOW + 13 * 3600
    assert succeed(record, NOW + 40 * 3600, permanent_address=MOVED).new_address == MOVED


def test_an_address_that_was_edited_has_no_tags_of_the_old_one() -> None:
    record = succeed(RECORD, permanent_address=MOVED).record
    moved = record.move("https://other.example/feed")
    assert (moved.etag, moved.last_modified, moved.redirect) == ("", "", "")
    assert record.move(ADDRESS) is record


def test_a_silent_feed_is_told_of_once_until_it_speaks_again() -> None:
    later = NOW + 30 * DAY
    record = succeed(replace(RECORD, last_success=later - 2 * DAY), later - DAY).record
    record = replace(record, has_told_silence=0)
    change = note_success(record, SUBSCRIPTION, respond(status=304), None, later, PACE)
    assert change.events == (FeedEvent.SILENCE,)
    again = note_success(change.record, SUBSCRIPTION, respond(), None, later + DAY, PACE)
    assert again.events == ()
    fresh = make_document(make_entry("new", -30 * 24), *HOURLY.entries)
    spoken = note_success(again.record, SUBSCRIPTION, respond(), fresh, later + DAY, PACE)
    assert spoken.record.has_told_silence == 0


def test_a_clock_that_leaps_ahead_makes_no_feed_silent_and_none_forgotten() -> None:
    record = succeed(RECORD).record
    leap = note_success(record, SUBSCRIPTION, respond(status=304), None, NOW + 40 * DAY, PACE)
    assert leap.events == ()
    assert leap.record.delay <= 2.2 * record.delay
    back = note_success(leap.record, SUBSCRIPTION, respond(status=304), None, NOW, PACE)
    assert back.events == ()
    assert back.record.has_told_silence == 0


def test_of_a_feed_that_was_silent_when_it_was_added_nobody_is_told() -> None:
    change = succeed(RECORD, NOW + 400 * DAY)
    assert change.events == ()
    assert succeed(change.record, NOW + 401 * DAY).events == ()
