from datetime import date

import pytest

from bot.localization.current import format_near_day, use_today

AT = date(2026, 1, 8)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (AT, "8 January 2026 (today)"),
        (date(2026, 1, 7), "7 January 2026 (yesterday)"),
        (date(2026, 1, 6), "6 January 2026"),
        (date(2026, 1, 9), "9 January 2026"),
    ],
)
def test_today_and_yesterday_are_named(day: date, words: str) -> None:
    with use_today(AT):
        assert format_near_day(day) == words


def test_without_a_reader_of_today_a_day_has_only_its_date() -> None:
    assert format_near_day(AT) == "8 January 2026"
