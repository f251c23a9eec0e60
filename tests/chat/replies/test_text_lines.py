from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.replies.text_lines import format_days, shorten_line
from bot.localization.current import join_names
from tests.chat.replies.sending import any_text


@given(any_text, st.integers(2, 50))
def test_one_line_is_short_and_has_no_control_characters(text: str, longest: int) -> None:
    line = shorten_line(text, longest)
    assert len(line) <= longest
    assert line.isprintable()
    assert line == line.strip()


@pytest.mark.parametrize(
    ("words", "listing"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_words_are_listed_as_people_do(words: list[str], listing: str) -> None:
    assert join_names(words, "or") == listing


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-01-03", "2026-01-03", "3 January"),
        ("2026-01-03", "2026-01-09", "3 to 9 January"),
        ("2026-01-01", "2026-01-31", "January"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2025-12-29", "2026-01-04", "29 December 2025 to 4 January 2026"),
        ("2025-01-03", "2025-01-03", "3 January 2025"),
    ],
)
def test_the_year_of_the_question_goes_without_saying(first: str, last: str, text: str) -> None:
    day = date(2026, 3, 2)
    assert format_days(date.fromisoformat(first), date.fromisoformat(last), day) == text
