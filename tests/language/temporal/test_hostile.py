"""Time words that nobody writes, or too many of them: no error, and no time lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.temporal.calendar import DayRange
from bot.language.temporal.resolve import find_named_dates, resolve_dates, resolve_question
from tests.computing import computing_at_most
from tests.language.temporal.labels import (
    QUESTIONS,
    QUESTIONS_HELD_OUT,
    SENTENCES,
    SENTENCES_HELD_OUT,
    read_questions,
    read_sentences,
)

AT = date(2026, 1, 7)
_WORDS = """29 February|February 29|2024|2025|from|to|between|and|since|before|after|until|by|the
 end of|early|first half of|last week of|last|this|next|past|Monday|May|March|week|month|year
 |weekend|two|9999|years|days|ago|-|,|.|will|was|Easter|Christmas|summer|Q3|in|on|the|“|”|31|12
 |1/13/2025|2024-02-30|1990s|20th century|today|yesterday|so far|onwards|quarter|of""".split("|")


@given(st.lists(st.sampled_from([word.strip() for word in _WORDS]), max_size=12), st.dates())
def test_time_words_in_any_order_are_read_without_an_error(words: list[str], at: date) -> None:
    text = " ".join(words)
    found = resolve_question(text, at).range
    if found and found.first and found.last:
        assert found.first <= found.last
    assert all(each.first <= each.last for each in resolve_dates(text, at))
    find_named_dates(text)


@pytest.mark.parametrize(
    "words", ["9999 years ago", "the next 9999 years", "in the last 9999 decades"]
)
@pytest.mark.parametrize("at", [date.min, AT, date.max])
def test_days_beyond_the_calendar_name_no_range(words: str, at: date) -> None:
    assert resolve_question(f"What happened {words}?", at).range is None


@pytest.mark.parametrize("at", [date.min, date.max])
def test_the_ends_of_the_calendar_are_read_like_any_day(at: date) -> None:
    words = [row.text for row in (*read_questions(QUESTIONS), *read_questions(QUESTIONS_HELD_OUT))]
    words += [row.text for row in (*read_sentences(SENTENCES), *read_sentences(SENTENCES_HELD_OUT))]
    for text in words:
        found = resolve_question(text, at).range
        ranges = [DayRange(each.first, each.last) for each in resolve_dates(text, at)]
        for days in (*ranges, *([found] if found else [])):
            assert (days.first or date.min) <= (days.last or date.max)


@pytest.mark.parametrize(
    "unit",
    ["a", " ", "Monday ", "in ", "on Monday, ", "5-", "between 2019 and ", "“", "the past ",
     "last week. ", "January 5", "1", "the end of ", "will be ", "\u00a0the first half of "],
)  # fmt: skip
def test_hostile_text_is_read_like_any_other(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    # Measured: 0.2 s for the worst of these.
    with computing_at_most(20):
        resolve_question(text, AT)
        assert resolve_dates(text, AT) == resolve_dates(text[:100_000], AT)
        resolve_dates(text[:5_000], AT)
        assert len(find_named_dates(text)) <= len(text)
