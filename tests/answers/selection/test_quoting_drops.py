from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.selection.quoting import MAX_QUOTES, Choice, DropReason, choose_sentences
from tests.answers.selection.test_quoting import quotable


def choose(texts: Mapping[str, float], likely: Sequence[float] = (0.0,)) -> Choice:
    sentences = [quotable(text) for text in texts]
    answers = np.tile(np.array(likely), (len(texts), 1))
    return choose_sentences(sentences, np.array(list(texts.values()), np.float32), answers)


def test_what_says_the_same_names_the_quote_that_does() -> None:
    choice = choose({"it rained a lot": 1.1, "the comet passes": 1.0, "the comet passes by": 0.9})
    assert [row.sentence for row in choice.picks] == [0, 1]
    (drop,) = choice.drops
    assert (drop.sentence, drop.reason, drop.quote) == (2, DropReason.DUPLICATE, 1)


def test_a_drop_for_want_of_room_says_so() -> None:
    choice = choose({f"{n} " + f"word{n} " * 60: 1 - n / 100 for n in range(4)})
    assert [row.sentence for row in choice.picks] == [0, 1]
    assert [(row.sentence, row.reason) for row in choice.drops] == [
        (2, DropReason.NO_ROOM), (3, DropReason.NO_ROOM),
    ]  # fmt: skip


def test_a_drop_for_a_low_value_says_so() -> None:
    choice = choose({"ann won": 20.0, "it rained": 0.0, "a dog ran": 0.1})
    assert {(row.sentence, row.reason) for row in choice.drops} == {
        (1, DropReason.LOW_VALUE), (2, DropReason.LOW_VALUE),
    }  # fmt: skip
    assert all(row.value < choice.picks[0].value for row in choice.drops)


def test_a_drop_after_enough_quotes_says_so() -> None:
    choice = choose({f"word{n} other{n}": 1 - n / 1000 for n in range(10)})
    assert len(choice.picks) == MAX_QUOTES
    assert {row.reason for row in choice.drops} == {DropReason.ENOUGH}
    assert len(choice.drops) == 10 - MAX_QUOTES


def test_a_candidate_counts_as_new_once() -> None:
    choice = choose({"ann won": 1.0, "cheers for ann": 0.9}, [0.0, 0.6])
    first, second = choice.picks
    assert (first.new_candidates, second.new_candidates) == ((1,), ())
    assert first.candidate_gain > 0 == second.candidate_gain
    assert second.repetition_cost > 0 == first.repetition_cost


@given(st.lists(st.tuples(st.text("ab c", min_size=1), st.floats(-9, 9, width=32)), max_size=50))
def test_every_sentence_is_either_chosen_or_dropped(given_: list[tuple[str, float]]) -> None:
    sentences = [quotable(f"{n} {text}") for n, (text, _) in enumerate(given_)]
    scores = np.array([score for _, score in given_], np.float32)
    choice = choose_sentences(sentences, scores, np.zeros((len(given_), 0)))
    numbers = [row.sentence for row in choice.picks] + [row.sentence for row in choice.drops]
    assert sorted(numbers) == list(range(len(given_)))
    values = [
        pick.score - pick.length_cost - pick.repetition_cost + pick.candidate_gain
        for pick in choice.picks
    ]
    assert [row.value for row in choice.picks] == pytest.approx(values)
