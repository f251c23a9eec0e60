import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.groups.quiet_hours import QuietHours, parse_quiet_hours

HOURS = st.integers(0, 23)


@given(HOURS, HOURS)
def test_quiet_hours_are_stored_and_read_back(start: int, end: int) -> None:
    hours = parse_quiet_hours(f"{start}-{end}")
    assert (hours is None) == (start == end)
    assert hours is None or parse_quiet_hours(str(hours)) == QuietHours(start, end)


@given(HOURS, HOURS, HOURS)
def test_an_hour_is_quiet_by_one_pair_or_by_the_turned_one(start: int, end: int, hour: int) -> None:
    if start != end:
        one, other = QuietHours(start, end), QuietHours(end, start)
        assert one.includes(hour) != other.includes(hour)
        assert one.includes(start)
        assert not one.includes(end)


def test_quiet_hours_go_over_midnight() -> None:
    night = QuietHours(22, 7)
    assert [hour for hour in range(24) if night.includes(hour)] == [*range(7), 22, 23]


@pytest.mark.parametrize(
    "text", ["", "22", "22-", "-7", "22-24", "7-7", "a-b", "22-7-8", "22:00-7:00"]
)
def test_what_are_no_hours_are_none(text: str) -> None:
    assert parse_quiet_hours(text) is None
