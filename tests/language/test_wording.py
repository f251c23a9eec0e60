from datetime import date

import pytest

from bot.localization.english import (
    count_noun,
    format_bytes,
    format_day,
    format_day_range,
    format_month,
    format_period,
)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 articles"), (1, "1 article"), (19_266, "19,266 articles")]
)
def test_a_noun_agrees_with_its_number(number: int, text: str) -> None:
    assert count_noun("article", number) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [(1, "1 byte"), (999, "999 bytes"), (1_000, "1 kB"), (12_345, "12 kB"),
     (1_500_000, "1.5 MB"), (2_000_000_000, "2,000.0 MB")],
)  # fmt: skip
def test_sizes_have_a_unit_that_fits(size: int, text: str) -> None:
    assert format_bytes(size) == text


def test_days_and_months_are_written_out() -> None:
    assert format_day(date(2026, 1, 7)) == "7 January 2026"
    assert format_month(date(2025, 12, 31)) == "December 2025"


def test_a_range_of_one_day_is_that_day() -> None:
    first, last = date(2026, 1, 7), date(2026, 1, 9)
    assert format_day_range(first, first) == "7 January 2026"
    assert format_day_range(first, last) == "7 January 2026 to 9 January 2026"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 1, 5), date(2026, 1, 5), "5 January 2026"),
        (date(2026, 1, 1), date(2026, 1, 31), "January 2026"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2024, 1, 1), date(2025, 12, 31), "2024 to 2025"),
        (date(2026, 1, 1), date(2026, 1, 7), "1 to 7 January 2026"),
        (date(2026, 4, 30), date(2026, 5, 2), "30 April to 2 May 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 to 2 January 2026"),
        (date(2026, 1, 1), date(2026, 2, 28), "1 January to 28 February 2026"),
    ],
)
def test_a_period_is_written_as_briefly_as_possible(first: date, last: date, text: str) -> None:
    assert format_period(first, last) == text
