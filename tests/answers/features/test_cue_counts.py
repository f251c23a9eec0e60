from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.features.cue_counts import get_cue_counter, looks_back
from bot.answers.question.english.cues import CUES

NAMES = tuple(CUES)
COUNTER = get_cue_counter(NAMES)


def cues_of(text: str) -> dict[str, int]:
    return {name: int(n) for name, n in zip(NAMES, COUNTER.count(text), strict=True) if n}


@pytest.mark.parametrize(
    ("text", "cue", "count"),
    [
        ("the bridge closed because of the flood and because it was old.", "cause", 2),
        ("she died of pneumonia.", "strong_cause", 1),
        ("they shut it in order to repair it.", "cause", 1),
        ("in order, to repair it.", "cause", 0),
        ("it didn’t open; nobody was hurt, not one.", "negation", 2),
        ("ada brook, a lawyer and co-founder, spoke.", "apposition", 3),
        ("a lawyer spoke", "apposition", 1),
        ("the worst since 1952, years ago.", "looks_back", 3),
        ("the ex-minister and then-mayor", "former", 2),
        ("canoes and notes", "negation", 0),
    ],
)
def test_words_and_phrases_are_counted(text: str, cue: str, count: int) -> None:
    assert cues_of(text).get(cue, 0) == count


@given(st.lists(st.sampled_from(["because", "ada", "due to", "not", "a", "the", "of"]), max_size=9))
def test_two_sentences_have_the_cues_of_both(parts: list[str]) -> None:
    first, second = " ".join(parts[::2]), " ".join(parts[1::2])
    together = COUNTER.count(f"{first}. {second}")
    assert together.tolist() == (COUNTER.count(first) + COUNTER.count(second)).tolist()


@given(st.text(max_size=200))
def test_any_text_has_a_count_for_each_cue(text: str) -> None:
    counts = COUNTER.count(text.lower())
    assert counts.shape == (len(CUES),)
    assert (counts >= 0).all()


@given(
    st.lists(st.sampled_from("because ada due to not an ex-minister is , prompted by".split())),
    st.lists(st.sampled_from(NAMES), min_size=1, unique=True),
)
def test_some_cues_are_counted_as_among_all(words: list[str], names: list[str]) -> None:
    text = " ".join(words)
    counts = COUNTER.count(text)
    expected = [int(counts[NAMES.index(name)]) for name in names]
    assert get_cue_counter(tuple(names)).count(text).tolist() == expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("In the great fire of 1932, 90 people died.", "How many died in the fire?", True),
        ("In the great fire of 1932, 90 people died.", "How many died in the fire of 1932?", False),
        ("Last year's final ended 2-0.", "How did the final end?", True),
        ("Last year the final ended 2-0.", "How did the final end?", True),
        ("The fire of March 2026 destroyed 60 houses.", "How many houses burned?", False),
    ],
)
def test_a_sentence_on_another_time_looks_back(text: str, question: str, *, expected: bool) -> None:
    assert looks_back(text, date(2026, 3, 17), question) == expected
