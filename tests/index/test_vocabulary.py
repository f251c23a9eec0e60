import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.index import vocabulary
from bot.index.vocabulary import Vocabulary

WORDS = st.text("abc", min_size=1, max_size=6)


@given(st.dictionaries(WORDS, st.integers(1, 9)), WORDS, st.integers(1, 2))
def test_every_term_within_the_edits_is_there_the_nearest_and_commonest_first(
    frequencies: dict[str, int], term: str, max_edits: int
) -> None:
    similar = Vocabulary(frequencies.items()).find_similar(term, max_edits)
    edits = {other: OSA.distance(term, other) for other in frequencies}
    assert set(similar) == {
        other
        for other in frequencies
        if 0 < edits[other] <= max_edits and edits[other] < min(len(term), len(other))
        if edits[other] == 1 or other[0] == term[0]
    }
    places = [(edits[other], -frequencies[other]) for other in similar]
    assert places == sorted(places)


def test_the_rarest_terms_are_left_out_of_a_huge_vocabulary(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vocabulary, "MOST_TERMS", 2)
    terms = Vocabulary([("harbous", 1), ("harbour", 5), ("harbor", 3)])
    assert terms.find_similar("harbou", 2) == ["harbour", "harbor"]
