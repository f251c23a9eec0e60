import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.html.facts.unix_time import convert_epoch


@pytest.mark.parametrize("text", ["1767807000", "1767807000000", " 1767807000 ", "1767807000.5"])
def test_seconds_and_milliseconds_are_moments_in_utc(text: str) -> None:
    assert convert_epoch(text) == "2026-01-07T17:30:00+00:00"


@pytest.mark.parametrize("text", ["", "2026", "20260107", "17678070001", "9999999999", "-1", "1e9"])
def test_other_numbers_are_none(text: str) -> None:
    assert convert_epoch(text) == ""


@given(st.text(max_size=20))
def test_any_text_is_borne(text: str) -> None:
    assert isinstance(convert_epoch(text), str)
