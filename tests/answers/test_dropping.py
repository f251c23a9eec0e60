from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.quoting import MOST_QUOTES, Choice, Reason, choice
from tests.answers.test_quoting import quotable


def chosen(texts: Mapping[str, float], likely: Sequence[float] = (0.0,)) -> Choice:
    sentences = [quotable(text) for text in texts]
    answers = np.tile(np.array(likely), (len(texts), 1))
    return choice(sentences, np.array(list(texts.values()), np.float32), answers)


def test_what_says_the_same_names_the_quote_that_does() -> None:
    made = chosen({"it rained a lot": 1.1, "the comet passes": 1.0, "the comet passes by": 0.9})
    assert [one.sentence for one in made.chosen] == [0, 1]
    (dropped,) = made.dropped
    assert (dropped.sentence, dropped.reason, dropped.quote) == (2, Reason.SAME, 1)


def test_what_has_no_room_is_told() -> None:
    made = chosen({f"{n} " + f"word{n} " * 60: 1 - n / 100 for n in range(4)})
    assert [one.sentence for one in made.chosen] == [0, 1]
    assert [(one.sentence, one.reason) for one in made.dropped] == [
        (2, Reason.ROOM), (3, Reason.ROOM),
    ]  # fmt: skip


def test_what_is_far_behind_is_told() -> None:
    made = chosen({"ann won": 20.0, "it rained": 0.0, "a dog ran": 0.1})
    assert {(one.sentence, one.reason) for one in made.dropped} == {
        (1, Reason.BEHIND), (2, Reason.BEHIND),
    }  # fmt: skip
    assert all(one.value < made.chosen[0].value for one in made.dropped)


def test_what_comes_after_enough_quotes_is_told() -> None:
    made = chosen({f"word{n} other{n}": 1 - n / 1000 for n in range(10)})
    assert len(made.chosen) == MOST_QUOTES
    assert {one.reason for one in made.dropped} == {Reason.FULL}
    assert len(made.dropped) == 10 - MOST_QUOTES


def test_a_candidate_counts_as_new_once() -> None:
    made = chosen({"ann won": 1.0, "cheers for ann": 0.9}, [0.0, 0.6])
    first, second = made.chosen
    assert (first.new, second.new) == ((1,), ())
    assert first.adds > 0 == second.adds
    assert second.shown > 0 == first.shown


@given(st.lists(st.tuples(st.text("ab c", min_size=1), st.floats(-9, 9, width=32)), max_size=50))
def test_every_sentence_is_either_chosen_or_dropped(given_: list[tuple[str, float]]) -> None:
    sentences = [quotable(f"{n} {text}") for n, (text, _) in enumerate(given_)]
    scores = np.array([score for _, score in given_], np.float32)
    made = choice(sentences, scores, np.zeros((len(given_), 0)))
    told = [one.sentence for one in made.chosen] + [one.sentence for one in made.dropped]
    assert sorted(told) == list(range(len(given_)))
    values = [one.score - one.length - one.shown + one.adds for one in made.chosen]
    assert [one.value for one in made.chosen] == pytest.approx(values)
