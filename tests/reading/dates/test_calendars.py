from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.dates.calendars import convert_era, convert_solar_hijri, to_gregorian
from bot.reading.dates.unclear_dates import UnclearDateError


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1404, 1, 1, date(2025, 3, 21)),
        (1403, 1, 1, date(2024, 3, 20)),
        (1403, 12, 30, date(2025, 3, 20)),
        (1357, 11, 22, date(1979, 2, 11)),
        (1299, 12, 3, date(1921, 2, 22)),
        (1404, 10, 17, date(2026, 1, 7)),
    ],
)
def test_days_of_the_solar_hijri_calendar(year: int, month: int, day: int, gregorian: date) -> None:
    assert convert_solar_hijri(year, month, day) == gregorian


@given(st.integers(1200, 1498))
def test_years_of_the_solar_hijri_calendar_join(year: int) -> None:
    try:
        last_day = convert_solar_hijri(year, 12, 30)
    except ValueError:
        last_day = convert_solar_hijri(year, 12, 29)
    assert convert_solar_hijri(year + 1, 1, 1) == last_day + timedelta(1)
    assert last_day.month == 3


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1404, 7, 31), (1404, 12, 30), (1404, 13, 1), (404, 1, 1)]
)
def test_days_that_the_calendar_has_not_are_refused(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match="no such day"):
        convert_solar_hijri(year, month, day)


def test_a_year_is_another_calendar_s_only_where_the_text_says_so() -> None:
    assert to_gregorian(2569, 1, 7, "7 มกราคม 2569") == date(2026, 1, 7)
    assert to_gregorian(2026, 1, 7, "7 มกราคม 2026") == date(2026, 1, 7)
    assert to_gregorian(2569, 1, 7, "7/1/2569") == date(2569, 1, 7)
    assert to_gregorian(1404, 10, 17, "۱۴۰۴/۱۰/۱۷") == date(2026, 1, 7)
    assert to_gregorian(1404, 10, 17, "1404/10/17") == date(1404, 10, 17)
    assert to_gregorian(2026, 1, 7, "७ जनवरी २०२६") == date(2026, 1, 7)
    with pytest.raises(UnclearDateError, match="Nepal"):
        to_gregorian(2082, 9, 23, "२०८२/०९/२३")


def test_an_era_has_only_its_own_days() -> None:
    assert convert_era("平成", 31, 4, 30) == date(2019, 4, 30)
    assert convert_era("令和", 1, 5, 1) == date(2019, 5, 1)
    for era, year, month, day in (("平成", 31, 5, 1), ("令和", 1, 4, 30), ("昭和", 0, 1, 1)):
        with pytest.raises(ValueError, match="no such day"):
            convert_era(era, year, month, day)
