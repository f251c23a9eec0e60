import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.invisible import remove_invisible


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Helikopter\u00adlande\u00adplatz", "Helikopterlandeplatz"),
        ("Helikopter\u00ad\n  landeplatz", "Helikopterlandeplatz"),
        ("har\u200bbour \u2060open\ufeff", "harbour open"),
        ("\u202eharbour\u202c", "harbour"),
        ("Ferries\u034f \u200c\u200c\u034f\u00a0sail", "Ferries \u00a0sail"),
        ("open\U000e0061\U000e0062", "open"),
        ("שלום\u200f!", "שלום!"),
    ],
)
def test_marks_that_nobody_sees_are_removed(text: str, clean: str) -> None:
    assert remove_invisible(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian: two parts of one word
        "क्\u200dष",
        "👩\u200d🚀 ❤\ufe0f\u200d🔥 👨\u200d👩\u200d👧",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "ภาษา\u200bไทย",
        "a\u00a0b – naïve “quotes” \U0001f600",
    ],
)
def test_what_shapes_letters_pictures_and_words_stays(text: str) -> None:
    assert remove_invisible(text) == text


@given(st.text())
def test_nothing_but_marks_is_removed_and_once_is_enough(text: str) -> None:
    clean = remove_invisible(text)
    rest = iter(text)
    assert all(char in rest for char in clean)
    assert remove_invisible(clean) == clean or "\u200c" in clean or "\u200d" in clean
    visible = [char for char in text if unicodedata.category(char) in ("Lu", "Ll", "Nd", "Po")]
    assert [char for char in clean if char in set(visible)] == visible
