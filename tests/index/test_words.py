from hypothesis import given
from hypothesis import strategies as st

from bot.index.words import LONGEST, word, words

TERMS = st.lists(st.text(min_size=1) | st.text(min_size=1, max_size=3).map(lambda t: t * 90))


@given(TERMS)
def test_every_term_is_one_word_of_a_bounded_length(terms: list[str]) -> None:
    assert words(terms).split() == words(terms).split(" ") == list(map(word, terms)) or not terms
    assert all(len(word(term)) <= LONGEST for term in terms)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_a_term_of_letters_stays_as_it_is_or_different_from_all_others(term: str) -> None:
    assert (word(term) == term) == (len(term) <= LONGEST)
    assert word(term + "a") != word(term)
    assert word(term * LONGEST) != word(term * LONGEST + "a")


def test_no_terms_are_no_words() -> None:
    assert words([]) == ""
