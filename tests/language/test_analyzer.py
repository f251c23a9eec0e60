import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.analyzer import MAX_TERM, Analyzer
from bot.language.hashing import pack_hashes

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Signed, signing and signs", ["sign", "sign", "sign"]),
        ("They sent it", ["send"]),
        ("14,000 or 1.5", ["14000", "1.5"]),
        ("the U.S. and U.K.", ["us", "uk"]),
        ("the mayor’s and the mayor's", ["mayor", "mayor"]),
        ("a café", ["cafe"]),
        ("who asked WHO", ["ask", "who"]),
        ("what is it?", []),
        ("東京都", ["東京", "京都"]),
        ("", []),
    ],
)
def test_a_text_becomes_its_terms(text: str, terms: list[str]) -> None:
    assert ANALYZER.terms(text) == terms


def test_each_language_has_its_stems() -> None:
    assert ANALYZER.terms("Häuser", "de") == ANALYZER.terms("Haus", "de")
    assert ANALYZER.terms("Häuser", "en") != ANALYZER.terms("Haus", "en")


def test_words_come_as_written_with_their_terms() -> None:
    assert list(ANALYZER.words("The mayors met")) == [
        ("The", ()), ("mayors", ("mayor",)), ("met", ("meet",))
    ]  # fmt: skip


def test_a_character_for_a_phrase_has_a_term_for_each_word() -> None:
    assert len(ANALYZER.terms("\ufdfa")) > 1


@given(st.text() | st.text("\ufdfa\ufdfb\u037aab1.,’' "), st.sampled_from(["", "de", "ar", "el"]))
def test_no_term_is_empty_or_has_white_space(text: str, language: str) -> None:
    for term in ANALYZER.terms(text, language):
        assert term.split() == [term]


@given(st.text() | st.text("ab1.,’'-\u4e00\u00a0\x1f ").map(lambda text: text * 20))
def test_the_pieces_of_a_text_have_its_terms(text: str) -> None:
    analyzer = Analyzer()
    terms = analyzer.terms(text)
    for _ in range(2):  # the second time from the cache
        assert analyzer.analyze_pieces(text.split()) == (" ".join(terms), pack_hashes(terms))


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_a_long_term_is_shortened_and_unique(word: str) -> None:
    analyzer = Analyzer()
    (term,) = analyzer.terms("1" * MAX_TERM)
    assert term == "1" * MAX_TERM
    long = [(word + end) * MAX_TERM for end in ("a", "b", "ab")]
    shortened = [analyzer.terms(text, "xx") for text in long]
    assert all(len(term) <= MAX_TERM for terms in shortened for term in terms)
    assert len(set(map(tuple, shortened))) == len(long)


@given(st.lists(st.text(max_size=12), max_size=4))
def test_texts_are_analysed_one_by_one(texts: list[str]) -> None:
    analyzer = Analyzer()
    assert analyzer.analyze_words(texts) == [tuple(analyzer.terms(text)) for text in texts]


@given(st.from_regex(r"[a-z][a-z'.]{0,12}", fullmatch=True), st.sampled_from(["", "de", "tr"]))
def test_a_word_has_the_terms_that_it_has_with_a_capital(word: str, language: str) -> None:
    empty_cache, warm_cache = Analyzer(), Analyzer()
    expected = warm_cache.terms(word.capitalize(), language)
    assert warm_cache.terms(word, language) == empty_cache.terms(word, language) == expected
