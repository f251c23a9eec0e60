from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.follows.clock_times import find_due_day, read_time, write_time

DAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", time(8)), ("08", time(8)), ("8:00", time(8)), (" 08:05 ", time(8, 5)),
        ("20.30", time(20, 30)), ("8h", time(8)), ("8h30", time(8, 30)), ("8 am", time(8)),
        ("8pm", time(20)), ("8:15 p.m.", time(20, 15)), ("12 am", time(0)), ("12 PM", time(12)),
        ("0", time(0)), ("23:59", time(23, 59)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    "text", ["", "off", "24", "8:60", "13 pm", "0 am", "8:0", "at eight", "8 9", "-1", "8:00:00"]
)
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert read_time(text) is None


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_a_time_is_read_back(moment: time) -> None:
    assert read_time(write_time(moment)) == read_time(f"{moment:%H:%M}") == moment


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


@pytest.mark.parametrize(
    ("instant", "last_day", "expected"),
    [
        (at(7, 59), None, None),
        (at(8), None, DAY),
        (at(8), DAY - timedelta(1), DAY),
        (at(8), DAY, None),
        (at(13, 59), DAY - timedelta(1), DAY),
        (at(14), DAY - timedelta(1), None),
        (at(8), DAY + timedelta(1), None),  # the clock was set back
    ],
)
def test_a_day_is_due_from_its_hour_on_for_six_hours(
    instant: datetime, last_day: date | None, expected: date | None
) -> None:
    assert find_due_day(time(8), instant, last_day) == expected


def test_the_day_before_is_due_until_after_midnight() -> None:
    after = at(1, day=DAY + timedelta(1))
    assert find_due_day(time(22), after, DAY - timedelta(1)) == DAY
    assert find_due_day(time(22), after, DAY) is None


ZONES = st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")])


@given(st.times(), ZONES, st.lists(st.integers(1, 100_000), max_size=30))
def test_no_day_is_served_twice_whenever_one_looks(
    moment: time, zone: ZoneInfo, pauses: list[int]
) -> None:
    instant, last_day = datetime(2026, 3, 27, 5, tzinfo=zone), None
    days = []
    for pause in pauses:
        instant = (instant.astimezone(UTC) + timedelta(seconds=pause)).astimezone(zone)
        day = find_due_day(moment.replace(tzinfo=None), instant, last_day)
        if day:
            days.append(day)
            last_day = day
    assert days == sorted(set(days))


def test_a_clock_that_was_a_year_ahead_delays_the_next_day_by_none() -> None:
    assert find_due_day(time(8), at(8), DAY + timedelta(365)) == DAY
    assert find_due_day(time(8), at(8, day=DAY + timedelta(1)), DAY) == DAY + timedelta(1)
