from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.runs import runs
from bot.answers.tokens import tokens

WORDS = st.sampled_from("abcde")
SENTENCES = st.lists(st.lists(WORDS, max_size=6), max_size=5)


def of(sentences: Sequence[Sequence[str]]) -> list[str]:
    return [term for sentence in sentences for term in sentence]


@given(SENTENCES)
def test_where_a_term_first_stands_is_found(sentences: list[list[str]]) -> None:
    told = tokens(of(sentences), list(map(len, sentences)))
    terms = list("abcdef")
    table = told.firsts.positions(told.number(terms), len(sentences))
    for row, sentence in enumerate(sentences):
        expected = [sentence.index(term) if term in sentence else -1 for term in terms]
        assert table[row].tolist() == expected
        found = told.firsts.find(np.full(len(terms), row), told.number(terms))
        positions = [-1 if at < 0 else int(told.firsts.position[at]) for at in found]
        assert positions == expected


def test_without_terms_there_is_one_column_of_nothing() -> None:
    told = tokens(["a"], [1])
    assert told.firsts.positions(told.number([]), 1).tolist() == [[-1]]


@given(st.lists(st.lists(st.integers(0, 1000), max_size=4), max_size=6), st.data())
def test_runs_are_combined_and_chosen_as_lists_are(
    lists: list[list[int]], data: st.DataObject
) -> None:
    flat = np.array([value for one in lists for value in one], np.int64)
    told = runs(list(map(len, lists)))
    assert told.run().tolist() == [number for number, one in enumerate(lists) for _ in one]
    assert told.position().tolist() == [place for one in lists for place in range(len(one))]
    largest = [max(one, default=-1) for one in lists]
    assert told.combined(np.maximum, flat, -1).tolist() == largest
    if lists:
        chosen = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=5))
        run, place = told.of(np.array(chosen, np.intp))
        assert flat[place].tolist() == [value for number in chosen for value in lists[number]]
        assert run.tolist() == [n for n, number in enumerate(chosen) for _ in lists[number]]
