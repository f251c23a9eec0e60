from dataclasses import replace

from bot.feeds.polling.due_times import DueTimes
from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.schedule import DAY
from tests.feeds.polling.samples import NOW, Clocks

HOUR = 3600.0


def make(clocks: Clocks) -> DueTimes:
    return DueTimes(lambda: clocks.wall, lambda: clocks.steady)


RECORD = FeedRecord("courier", due=NOW + HOUR, delay=HOUR, round=1)


def test_a_feed_is_due_when_its_time_is_over() -> None:
    clocks = Clocks()
    times = make(clocks)
    assert not times.is_due(RECORD)
    clocks.wait(HOUR - 1)
    assert not times.is_due(RECORD)
    clocks.wait(1)
    assert times.is_due(RECORD)


def test_a_new_feed_is_due_at_once() -> None:
    assert make(Clocks()).is_due(FeedRecord("herald"))


def test_a_clock_that_jumps_in_between_changes_nothing() -> None:
    for jump in (400 * DAY, -400 * DAY):
        clocks = Clocks()
        times = make(clocks)
        assert not times.is_due(RECORD)
        clocks.wall += jump
        assert not times.is_due(RECORD)
        clocks.wait(HOUR)
        assert times.is_due(RECORD)


def test_a_clock_that_was_set_back_before_the_start_makes_nobody_wait_longer() -> None:
    clocks = Clocks(wall=NOW - 400 * DAY)
    times = make(clocks)
    assert not times.is_due(RECORD)
    clocks.wait(HOUR)
    assert times.is_due(RECORD)


def test_each_look_has_its_own_time_even_where_the_clock_stands_still() -> None:
    clocks = Clocks()
    times = make(clocks)
    for round_number in range(2, 6):
        record = replace(RECORD, round=round_number)
        times.set_wait(record, HOUR)
        assert not times.is_due(record)
        clocks.steady += HOUR
        assert times.is_due(record)


def test_what_another_process_did_is_believed() -> None:
    clocks = Clocks()
    times = make(clocks)
    clocks.wait(HOUR)
    assert times.is_due(RECORD)
    looked_at = replace(RECORD, round=2, due=clocks.wall + HOUR)
    assert not times.is_due(looked_at)
    assert times.is_due(looked_at.renew())


def test_a_process_that_starts_often_looks_in_time_after_a_clock_was_set_back() -> None:
    clocks, record = Clocks(wall=NOW - 40 * DAY), RECORD
    for _ in range(4):
        times = make(clocks)
        assert not times.is_due(record)
        due = times.find_true_due(record)
        if due is not None:
            record = replace(record, due=due)
        assert not times.is_due(record)
        clocks.wait(HOUR / 4)
    assert make(clocks).is_due(record)


def test_where_a_clock_goes_as_it_should_nothing_is_corrected() -> None:
    clocks = Clocks()
    times = make(clocks)
    assert not times.is_due(RECORD)
    assert times.find_true_due(RECORD) is None
    clocks.wall += 400 * DAY
    assert times.find_true_due(RECORD) is None
    clocks.wall = NOW - DAY
    clocks.steady += HOUR / 2
    assert times.find_true_due(RECORD) == NOW - DAY + HOUR / 2
