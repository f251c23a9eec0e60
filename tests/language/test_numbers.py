"""Numbers: one term for every script and way of writing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import find_language, list_languages

ANALYZER = Analyzer()
BLANKS = [" ", "\u00a0", "\u2009", "\u202f"]
DIGITS = {"ar": 0x660, "fa": 0x6F0, "hi": 0x966, "ja": 0xFF10}  # the zero of each


def divide(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("de", "14.000", "14000"),
        ("de", "14.000,5", "14000.5"),
        ("de", "14'000", "14000"),
        ("de", "14’000", "14000"),
        ("it", "1’250’000", "1250000"),
        ("de", "1,5", "1.5"),
        ("de", "3.14", "3.14"),
        ("de", "0.500", "0.500"),
        ("pt", "1.250.000,50", "1250000.50"),
        ("vi", "14.000", "14000"),
        ("id", "14.000", "14000"),
        ("sv", "14 000", "14000"),
        ("pl", "1 250 000,5", "1250000.5"),
        ("hi", "१४,०००", "14000"),
        ("hi", "1,25,000", "125000"),
        ("hi", "१,२५,०००", "125000"),
        ("hi", "12,34,567.50", "1234567.50"),
        ("ar", "١٤٬٠٠٠", "14000"),
        ("ar", "١٤٠٠٠", "14000"),
        ("ar", "١٤٫٥", "14.5"),
        ("fa", "۱۴٬۰۰۰", "14000"),
        ("ja", "１４，０００", "14000"),
        ("ja", "１．５", "1.5"),
        ("he", "14,000", "14000"),
        ("en", "14,000", "14000"),
        ("en", "1.5", "1.5"),
    ],
)
def test_a_number_is_its_digits(language: str, text: str, term: str) -> None:
    assert ANALYZER.terms(text, language) == [term]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("language", ["ru", "uk", "fr", "pl", "cs", "sv"])
def test_any_blank_divides_thousands(language: str, blank: str) -> None:
    assert ANALYZER.terms(f"14{blank}000", language) == ["14000"]
    assert ANALYZER.terms(f"1{blank}250{blank}000", language) == ["1250000"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2024 300", ["2024", "300"]),
        ("2024 100 000", ["2024", "100000"]),
        ("1 2345", ["1", "2345"]),
        ("3 000 2024", ["3000", "2024"]),
        ("1,5 300", ["1.5", "300"]),
        ("12 345 67", ["12345", "67"]),
    ],
)
def test_a_year_or_another_number_beside_a_number_is_no_part_of_it(
    text: str, terms: list[str]
) -> None:
    assert ANALYZER.terms(text, "ru") == terms


def test_english_divides_no_thousands_by_blanks() -> None:
    assert ANALYZER.terms("14 000") == ["14", "000"]


def test_a_number_before_a_counter_is_a_term_of_its_own() -> None:
    assert ANALYZER.terms("14,000人", "zh")[0] == "14000"
    assert ANALYZER.terms("１２人", "ja")[0] == "12"
    assert ANALYZER.terms("14,000명이", "ko") == ["14000", "명"]


@pytest.mark.parametrize("language", [language.code for language in list_languages()])
@given(number=st.integers(1_000, 10**12))
@settings(max_examples=15, derandomize=True)
def test_each_way_of_a_language_to_divide_thousands_is_one_term(language: str, number: int) -> None:
    for sign in find_language(language).group:
        for written in BLANKS if sign == " " else [sign]:
            assert ANALYZER.terms(divide(number, written), language) == [str(number)]


@pytest.mark.parametrize("language", DIGITS)
@given(number=st.integers(0, 10**9))
@settings(max_examples=15, derandomize=True)
def test_digits_of_a_script_are_those_of_another(language: str, number: int) -> None:
    digits = "".join(chr(DIGITS[language] + int(digit)) for digit in str(number))
    assert ANALYZER.terms(digits, language) == ANALYZER.terms(str(number), language)


@pytest.mark.parametrize("language", ["ar", "de", "fr", "hi", "ja", "ko", "ru", "th", "zh"])
@given(
    text=st.lists(
        st.sampled_from(
            ["14", "000", " ", "\u00a0", "\u3000", ".", ",", "，", "٬", "'", "१", "１", "人", "a"]
        )
    ).map("".join)
)
@settings(max_examples=60, derandomize=True)
def test_the_pieces_of_a_text_have_its_terms_in_every_language(language: str, text: str) -> None:
    pieces = ANALYZER.split_pieces(text, language)
    assert ANALYZER.analyze_pieces(pieces, language)[0].split() == ANALYZER.terms(text, language)
