from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.arrays import IntArray, find_positions, make_ragged
from bot.answers.features.tokens import Tokens, make_tokens
from bot.language.hashing import hash_terms

WORDS = st.sampled_from("abcde")
SENTENCES = st.lists(st.lists(WORDS, max_size=6), max_size=5)


def tokens_of(sentences: Sequence[Sequence[str]]) -> Tokens:
    terms = [term for sentence in sentences for term in sentence]
    return make_tokens(numbers(terms), np.array(list(map(len, sentences)), np.intp))


def numbers(terms: Sequence[str]) -> IntArray:
    return np.array(hash_terms(terms), np.intp)


@given(SENTENCES)
def test_the_first_occurrence_of_a_term_is_found(sentences: list[list[str]]) -> None:
    tokens = tokens_of(sentences)
    terms = list("abcdef")
    asked = tokens.lookup(numbers(terms))
    table = tokens.first_occurrences.tabulate(asked, len(sentences))
    for row, sentence in enumerate(sentences):
        expected = [sentence.index(term) if term in sentence else -1 for term in terms]
        assert table[row].tolist() == expected
        found = tokens.first_occurrences.find(np.full(len(terms), row), asked)
        positions = [-1 if at < 0 else int(tokens.first_occurrences.positions[at]) for at in found]
        assert positions == expected


def test_without_terms_there_is_one_empty_column() -> None:
    tokens = tokens_of([["a"]])
    assert tokens.first_occurrences.tabulate(tokens.lookup(numbers([])), 1).tolist() == [[-1]]


@given(st.lists(st.lists(st.integers(0, 1000), max_size=4), max_size=6), st.data())
def test_ragged_arrays_are_reduced_and_taken_as_lists_are(
    lists: list[list[int]], data: st.DataObject
) -> None:
    flat = np.array([value for one in lists for value in one], np.int64)
    ragged = make_ragged(list(map(len, lists)))
    assert ragged.list_ids().tolist() == [number for number, one in enumerate(lists) for _ in one]
    assert ragged.positions().tolist() == [place for one in lists for place in range(len(one))]
    largest = [max(one, default=-1) for one in lists]
    assert ragged.reduce(np.maximum, flat, -1).tolist() == largest
    if lists:
        chosen = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=5))
        run, place = ragged.expand(np.array(chosen, np.intp))
        assert flat[place].tolist() == [value for number in chosen for value in lists[number]]
        assert run.tolist() == [n for n, number in enumerate(chosen) for _ in lists[number]]
        counts, values = ragged.take(np.array(chosen, np.intp), flat)
        assert values.tolist() == flat[place].tolist()
        assert counts.lengths.tolist() == [len(lists[number]) for number in chosen]


@given(st.sets(st.integers(0, 50)), st.lists(st.integers(-5, 55)))
def test_positions_in_a_sorted_list_are_found(ordered: set[int], wanted: list[int]) -> None:
    among = sorted(ordered)
    found = find_positions(np.array(among, np.intp), np.array(wanted, np.intp)).tolist()
    assert found == [among.index(one) if one in ordered else -1 for one in wanted]
