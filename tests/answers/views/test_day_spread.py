from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.views.day_spread import MAX_DAYS, spread_days

FIRST = date(2026, 1, 1)
days = st.integers(0, 400).map(lambda number: FIRST + timedelta(number))


@given(st.dictionaries(days, st.floats(0, 5), max_size=60), days)
def test_the_answers_day_and_its_neighbours_are_among_days_in_order(
    values: dict[date, float], lead_day: date
) -> None:
    chosen = spread_days(values, lead_day)
    every_day = sorted({*values, lead_day})
    assert chosen == sorted(set(chosen))
    assert set(chosen) <= set(every_day)
    assert len(chosen) == min(MAX_DAYS, len(every_day))
    place = every_day.index(lead_day)
    assert set(every_day[max(0, place - 3) : place + 4]) <= set(chosen)


def test_beyond_the_neighbours_the_best_days_are_shown() -> None:
    values = {FIRST + timedelta(number): float(number == 2) for number in range(40)}
    chosen = spread_days(values, FIRST + timedelta(30))
    assert FIRST + timedelta(2) in chosen
    assert FIRST + timedelta(20) not in chosen
