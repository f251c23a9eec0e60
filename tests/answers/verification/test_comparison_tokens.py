import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.verification.comparison_tokens import list_forms, tokenize, trim_signs
from bot.language.span import Span
from tests.chat.replies.sending import any_text


def forms(text: str, language: str = "") -> list[str]:
    return [token.form for token in tokenize(text, language=language)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("She said: “The ferry won’t sail.”", 'She said: "The ferry won\'t sail."'),
        ("The ferry – a new one – sails", "The ferry - a new one — sails"),
        ("The ferry\n  sails\u00a0on", "The ferry sails on"),
        ("The fer\u00adry sails", "The ferry sails"),
        ("Well…", "Well..."),
        ("« Le bac »", "“Le bac”"),
        ("Café in Zürich", unicodedata.normalize("NFD", "Café in Zürich")),
        ("The ﬁrst ﬂight", "The first flight"),
        ("１４ ships", "14 ships"),
    ],
)
def test_shapes_of_signs_and_characters_make_no_difference(first: str, second: str) -> None:
    assert forms(first) == forms(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("14 ships", "12 ships"),
        ("1.4 ships", "1,4 ships"),
        ("-5 degrees", "5 degrees"),
        ("10² m", "102 m"),
        ("It did sail", "It did not sail"),
        ("It’s here", "Its here"),
        ("The ferry, sails", "The ferry sails"),
        ("the US", "the us"),
        ("$5", "€5"),
        ("co-operate", "cooperate"),
    ],
)
def test_other_words_and_signs_are_others(first: str, second: str) -> None:
    assert forms(first) != forms(second)


def test_a_number_has_its_value_as_key() -> None:
    keys = [token.key for token in tokenize("14,000 and 14000 at 4:12 and -5") if token.is_word]
    assert keys == ["14000", "and", "14000", "at", "4 12", "and", "-5"]
    for text, language in (("14.000 Schiffe", "de"), ("14 000 navires", "fr")):
        assert tokenize(text, language=language)[0].key == "14000"


def test_an_acronym_is_one_word_with_and_without_its_last_point() -> None:
    assert forms("In the U.S. it rains") == ["In", "the", "U.S", "it", "rains"]
    assert forms("in the U.S.") == forms("in the U.S")


def test_characters_are_words_where_no_spaces_are_written() -> None:
    assert forms("東京で12月、アメリカ", "ja") == ["東", "京", "で", "12", "月", "、", "アメリカ"]
    assert forms("세금을 올리지") == ["세금을", "올리지"]
    assert forms("กรุง") == ["ก", "รุ", "ง"]


def test_a_capital_at_the_beginning_makes_no_difference_and_elsewhere_one() -> None:
    assert list_forms(tokenize("The ferry")) == list_forms(tokenize("the ferry"))
    assert list_forms(tokenize("The Ferry")) != list_forms(tokenize("the ferry"))


def test_signs_at_the_ends_are_trimmed() -> None:
    assert [token.form for token in trim_signs(tokenize("“… The ferry!”"))] == ["The", "ferry"]
    assert trim_signs(tokenize("?! …")) == ()


def test_offsets_of_a_span_count_from_the_start_of_the_text() -> None:
    text = "A lamp. The ferry sails."
    tokens = tokenize(text, Span(8, len(text)))
    assert [text[token.start : token.end] for token in tokens] == ["The", "ferry", "sails", "."]
    assert tokenize(text, Span(8, 8)) == []


@given(any_text, st.sampled_from(["", "fr", "ja", "he"]))
def test_tokens_are_slices_in_order(text: str, language: str) -> None:
    tokens = tokenize(text, language=language)
    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start < token.end for end, token in zip(ends, tokens, strict=False))
    assert all(not text[token.start : token.end].isspace() for token in tokens)
    assert all(token.form and "\n" not in token.form for token in tokens)


@pytest.mark.parametrize(
    "piece", ["a", "'", "a'", "1,", ".", "a.", "1 ", "111 ", "\u0301", "-1", "\u00ad", "東", "“"]
)
def test_time_is_linear_in_the_length_of_any_text(piece: str) -> None:
    assert len(tokenize(piece * 50_000, language="fr")) <= 50_000 * len(piece)
