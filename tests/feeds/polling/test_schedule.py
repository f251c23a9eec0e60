from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.feeds.polling.schedule import (
    DAY,
    LONGEST_RETRY,
    FeedHabit,
    PollingPace,
    choose_interval,
    choose_retry,
    limit_wait,
    measure_habit,
    spread,
)

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
PACE = PollingPace()
HOUR = 3600.0


def _article(instant: datetime | None, published: date | None = None) -> Article:
    day = published or (instant.date() if instant else NOW.date())
    return Article("1", "Text.", day, "a", instant=instant)


def _habit(gap: float, count: int = 20) -> FeedHabit:
    return measure_habit(
        [_article(NOW - timedelta(seconds=gap * n)) for n in range(count)], NOW.timestamp()
    )


def test_a_feed_is_looked_at_twice_between_two_of_its_entries() -> None:
    for hours in (1, 4, 20):
        interval = choose_interval(_habit(hours * HOUR), NOW.timestamp(), PACE)
        assert interval == pytest.approx(hours * HOUR / 2)


def test_a_look_is_never_sooner_than_the_pace_nor_later_than_a_day() -> None:
    assert choose_interval(_habit(60.0), NOW.timestamp(), PACE) == PACE.shortest
    assert choose_interval(_habit(90 * DAY), NOW.timestamp(), PACE) == DAY


def test_a_feed_that_has_been_quiet_for_years_is_looked_at_once_a_day() -> None:
    habit = _habit(60.0)
    years_later = NOW.timestamp() + 1000 * DAY
    assert choose_interval(habit, years_later, PACE) == DAY
    night_later = NOW.timestamp() + 8 * HOUR
    assert choose_interval(habit, night_later, PACE) <= HOUR


def test_who_falls_silent_is_looked_at_less_often_little_by_little() -> None:
    habit, waits = _habit(HOUR), [HOUR / 2]
    for _ in range(8):
        later = NOW.timestamp() + 1000 * DAY
        waits.append(choose_interval(habit, later, PACE, last_interval=waits[-1]))
    assert all(later <= 2 * earlier for earlier, later in pairwise(waits))
    assert waits[-1] == DAY


def test_entries_that_came_all_at_once_or_in_the_future_make_no_interval_of_their_own() -> None:
    future = [_article(NOW + timedelta(days=400)) for _ in range(5)]
    habit = measure_habit(future, NOW.timestamp())
    assert habit == FeedHabit(0.0, NOW.timestamp())
    assert choose_interval(habit, NOW.timestamp(), PACE) == PACE.shortest


def test_days_without_times_make_a_habit_too() -> None:
    articles = [_article(None, NOW.date() - timedelta(days=n)) for n in range(6)]
    habit = measure_habit(articles, NOW.timestamp())
    assert habit.gap == DAY
    naive = [_article((NOW - timedelta(hours=n)).replace(tzinfo=None)) for n in range(6)]
    assert measure_habit(naive, NOW.timestamp()).gap == HOUR


def test_what_the_feed_asks_for_is_kept_within_a_day() -> None:
    habit = _habit(60.0)
    for asked, interval in ((HOUR, HOUR), (5.0, PACE.shortest), (400 * DAY, DAY)):
        assert choose_interval(habit, NOW.timestamp(), PACE, asked) == interval


def test_what_an_admin_fixed_goes_before_it() -> None:
    habit = _habit(90 * DAY)
    assert choose_interval(habit, NOW.timestamp(), PACE, 5 * HOUR, fixed_interval=120.0) == 120.0


def test_a_feed_without_entries_is_looked_at_a_few_times_a_day() -> None:
    assert choose_interval(FeedHabit(), NOW.timestamp(), PACE) == DAY / 8


def test_each_failure_doubles_the_pause_up_to_a_day() -> None:
    pauses = [choose_retry(failures, PACE) for failures in range(1, 9)]
    assert pauses[:3] == [900.0, 1800.0, 3600.0]
    assert pauses[-1] == DAY
    assert choose_retry(10**6, PACE) == DAY


def test_a_server_that_asks_for_patience_gets_it_within_a_week() -> None:
    assert choose_retry(1, PACE, retry_after=2 * DAY) == 2 * DAY
    assert choose_retry(1, PACE, retry_after=1.0) == PACE.shortest
    assert choose_retry(1, PACE, retry_after=10**12) == LONGEST_RETRY
    assert choose_retry(1, PACE, retry_after=3 * HOUR, fixed_interval=60.0) == 3 * HOUR


@given(st.floats(1, 10**7), st.text(max_size=20), st.integers(0, 10**6))
def test_spreading_never_makes_a_look_earlier_and_is_the_same_again(
    seconds: float, name: str, turn: int
) -> None:
    result = spread(seconds, name, turn)
    assert seconds <= result <= 1.1 * seconds + 1e-6
    assert result == spread(seconds, name, turn)


def test_feeds_of_one_interval_come_at_different_times() -> None:
    assert len({spread(900.0, f"feed-{n}", 0) for n in range(50)}) > 40


@given(st.floats(-1e12, 1e12), st.floats(0, 1e6), st.floats(-1e12, 1e12))
def test_a_clock_set_anyhow_makes_nobody_wait_longer_than_was_meant(
    due: float, delay: float, timestamp: float
) -> None:
    assert 0 <= limit_wait(due, delay, timestamp) <= delay


def test_silence_is_much_longer_than_the_habit() -> None:
    hourly, weekly = _habit(HOUR), _habit(7 * DAY)
    assert not hourly.is_silent(NOW.timestamp() + 10 * DAY)
    assert hourly.is_silent(NOW.timestamp() + 15 * DAY)
    assert not weekly.is_silent(NOW.timestamp() + 69 * DAY)
    assert weekly.is_silent(NOW.timestamp() + 71 * DAY)
    assert not _habit(HOUR, count=2).is_silent(NOW.timestamp() + 1000 * DAY)
