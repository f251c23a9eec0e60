"""Time words that nobody writes, or too many of them: no error, and no time lost."""

import time
from collections.abc import Callable, Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.temporal.resolve import find_named_dates, resolve_dates, resolve_question
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


def seconds(call: Callable[[], object], runs: int = 1) -> float:
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        for _ in range(runs):
            call()
        best = min(best, time.perf_counter() - begin)
    return best / runs


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
        resolve_question(text, at)
        resolve_dates(text, at)


@pytest.mark.parametrize(
    "unit",
    ["a", " ", "Monday ", "in ", "on Monday, ", "5-", "between 2019 and ", "“", "the past ",
     "last week. ", "January 5", "1", "the end of ", "will be ", "\u00a0the first half of "],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_reading_it(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))

    def read() -> None:
        resolve_question(text, AT)
        resolve_dates(text, AT)
        resolve_dates(text[:5_000], AT)
        find_named_dates(text)

    # Measured: below 0.2 s for the worst of these.
    assert seconds(read) < 2


def test_typical_texts_are_read_in_microseconds() -> None:
    questions = [row.text for row in read_questions(QUESTIONS_HELD_OUT)]
    sentences = [row.text for row in read_sentences(SENTENCES_HELD_OUT)]

    def read(call: Callable[[str, date], object], texts: Iterable[str]) -> None:
        for text in texts:
            call(text, AT)

    # Far above what a free core takes, since this one is shared.
    assert seconds(lambda: read(resolve_question, questions)) / len(questions) < 800e-6
    assert seconds(lambda: read(resolve_dates, sentences)) / len(sentences) < 400e-6
