import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.question.english.slips import slip_cost, sound_of

WORDS = st.text("abcehkstuy", min_size=1, max_size=8)


@given(WORDS, WORDS)
def test_only_the_same_word_costs_nothing(one: str, other: str) -> None:
    assert (slip_cost(one, other) == 0) == (one == other)
    assert slip_cost(one, other) == pytest.approx(slip_cost(other, one))


@pytest.mark.parametrize(
    ("slip", "other", "meant"),
    [("mayir", "maykr", "mayor"), ("hrabour", "hzrbour", "harbour"), ("sjip", "swip", "ship"),
     ("kouncil", "pouncil", "council"), ("ferie", "ferix", "ferry"),
     ("brridge", "bxridge", "bridge")],
)  # fmt: skip
def test_what_fingers_and_ears_do_costs_less_than_another_letter(
    slip: str, other: str, meant: str
) -> None:
    assert slip_cost(slip, meant) < slip_cost(other, meant)


def test_the_first_letter_is_seldom_wrong() -> None:
    assert slip_cost("gorvath", "horvath") > slip_cost("horgath", "horvath")


def test_words_of_one_sound_are_alike() -> None:
    assert sound_of("phone") == sound_of("fone")
    assert sound_of("kwik") != sound_of("slow")
    assert slip_cost("fone", "phone") < slip_cost("zone", "phone")
