from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from training.typing_mistakes import mistype

QUESTION = "Which animal escaped from the Ostlermoor zoo yesterday?"
SEEDS = st.text(max_size=6)


def test_the_same_seed_makes_the_same_mistake() -> None:
    assert mistype(QUESTION, "1") == mistype(QUESTION, "1")


def test_other_seeds_make_other_mistakes() -> None:
    assert len({mistype(QUESTION, str(seed)) for seed in range(20)}) > 10


def test_short_words_are_left_alone() -> None:
    assert mistype("who is he", "1") == "who is he"


@given(SEEDS)
def test_there_are_one_or_two_small_mistakes(seed: str) -> None:
    mistyped = mistype(QUESTION, seed)
    changed = [
        OSA.distance(word, other)
        for word, other in zip(QUESTION.split(), mistyped.split(), strict=True)
        if word != other
    ]
    assert 1 <= len(changed) <= 2
    assert max(changed) <= 3


@given(st.text(), SEEDS)
def test_any_text_keeps_its_number_of_words(text: str, seed: str) -> None:
    assert len(mistype(text, seed).split()) == len(text.split())
