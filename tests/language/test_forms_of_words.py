"""Terms: the letters, points, particles and endings that make no other word of one."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import list_languages
from bot.language.normalization import normalize_characters

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "Королёв", "Королев"),
        ("ru", "ПРЕЗИДЕНТ", "президента"),
        ("uk", "м’ята", "м'ята"),
        ("uk", "українська", "українського"),
        ("de", "Straße", "Strasse"),
        ("de", "Größe", "grösse"),
        ("tr", "IRMAK", "ırmak"),
        ("tr", "İSTANBUL", "istanbul"),
        ("tr", "Diyarbakır", "Diyarbakir"),
        ("tr", "İzmir’de", "İzmir"),
        ("pl", "Łódź", "Lodz"),
        ("vi", "Đà Nẵng", "Da Nang"),
        ("vi", "Hà Nội", "HÀ NỘI"),
        ("ro", "știri", "ştiri"),
        ("ro", "țară", "tara"),
        ("el", "Αθήνα", "ΑΘΗΝΑ"),
        ("el", "οδός", "ΟΔΟΣ"),
        ("fr", "élection", "ELECTION"),
        ("fr", "l’élection", "élections"),
        ("ar", "أحمد", "احمد"),
        ("ar", "مُحَمَّد", "محمد"),
        ("ar", "مدرسة", "مدرسه"),
        ("ar", "مدينة", "المدينة"),
        ("ar", "حكومة", "للحكومة"),
        ("ar", "ﻣﺪﻳﻨﺔ", "مدينة"),
        ("fa", "علی", "علي"),
        ("fa", "کتاب", "كتاب"),
        ("fa", "کتاب‌ها", "کتاب"),
        ("he", "שָׁלוֹם", "שלום"),
        ("he", 'צה"ל', "צה״ל"),
        ("he", 'צה"ל', "צהל"),
        ("he", "ספרים", "ספר"),
        ("hi", "लड़का", "लडका"),
        ("hi", "चाँद", "चांद"),
        ("zh", "臺灣", "台湾"),
        ("zh", "總統", "总统"),
        ("ja", "選挙は", "選挙"),
        ("ja", "ＮＨＫ", "NHK"),
        ("ko", "대통령은", "대통령"),
        ("ko", "서울에서는", "서울"),
    ],
)
def test_ways_to_write_a_word_meet(language: str, one: str, other: str) -> None:
    assert ANALYZER.terms(one, language) == ANALYZER.terms(other, language) != []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("tr", "kadın", "kadir"),
        ("ru", "город", "горд"),
        ("uk", "місто", "мости"),
        ("he", "ספר", "שיר"),
        ("ar", "مدينة", "مدرسة"),
        ("zh", "选举", "选择"),
        ("ja", "選挙", "選手"),
        ("ko", "대통령", "대통합"),
        ("vi", "bầu", "bạn"),
    ],
)
def test_other_words_stay_apart(language: str, one: str, other: str) -> None:
    assert ANALYZER.terms(one, language) != ANALYZER.terms(other, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "der die und nicht"),
        ("fr", "les des une dans"),
        ("fr", "deja tres"),
        ("ru", "и в на это"),
        ("zh", "的"),
        ("ja", "からの"),
        ("ko", "그리고"),
        ("ar", "هذا في"),
        ("he", "של את"),
        ("hi", "और में"),
        ("fa", "از که"),
        ("vi", "và của"),
    ],
)
def test_function_words_are_no_terms(language: str, text: str) -> None:
    assert ANALYZER.terms(text, language) == []


@pytest.mark.parametrize(
    ("language", "word", "stop_word"),
    [("sv", "val", "väl"), ("sv", "far", "får"), ("tr", "su", "şu"), ("it", "Sara", "sarà"),
     ("de", "Ware", "wäre")],
)  # fmt: skip
def test_a_word_is_searched_for_though_a_function_word_without_its_accent_is_one(
    language: str, word: str, stop_word: str
) -> None:
    assert len(ANALYZER.terms(word, language)) == 1
    assert ANALYZER.terms(stop_word, language) == []


def test_an_acronym_in_capitals_is_no_function_word() -> None:
    assert ANALYZER.terms("DER", "de") == ["der"]
    assert ANALYZER.terms("der", "de") == []


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("zh", "选举的结果", ["选举", "结果"]),
        ("zh", "国", ["国"]),
        ("ja", "東京都の選挙", ["東京", "京都", "選挙"]),
        ("ja", "コーヒー", ["コー", "ーヒ", "ヒー"]),
        ("ko", "대통령이", ["대통", "통령"]),
        ("th", "กรุง", ["กร", "รุ", "ุง"]),
    ],
)
def test_a_run_without_spaces_is_its_pairs_but_for_particles(
    language: str, text: str, terms: list[str]
) -> None:
    assert ANALYZER.terms(text, language) == terms


def test_each_pair_of_a_run_is_a_word_of_its_own() -> None:
    assert list(ANALYZER.words("选举结果 NATO", "zh")) == [
        ("选举", ("选举",)), ("举结", ("举结",)), ("结果", ("结果",)), ("NATO", ("nato",))
    ]  # fmt: skip


@given(
    st.text("אגדזחטיןנסעפצקרת", min_size=3, max_size=8),
    st.text("הבלמכש", min_size=1, max_size=2),
)
@settings(derandomize=True)
def test_hebrew_particles_make_no_other_word(word: str, particles: str) -> None:
    bare = ANALYZER.terms(word, "he")
    with_particles = ANALYZER.terms(particles + word, "he")
    assert not bare or not with_particles or with_particles == bare


@given(st.text())
@settings(derandomize=True)
def test_normal_characters_stand_where_the_characters_stood(text: str) -> None:
    normal = normalize_characters(text)
    assert len(normal) == len(text)
    assert normalize_characters(normal) == normal
    assert not any(character.isdecimal() and not character.isascii() for character in normal)


def test_a_digit_of_any_script_is_the_ascii_digit_of_its_value() -> None:
    digits = [c for c in map(chr, range(sys.maxunicode + 1)) if c.isdecimal()]
    assert any(digit > "\uffff" for digit in digits)
    expected = "".join(str(int(digit)) for digit in digits)
    for _ in range(2):  # what was met once is remembered
        assert normalize_characters("".join(digits)) == expected
        assert normalize_characters("Ａ，🙂é") == "A,🙂é"


@given(st.text(), st.sampled_from([language.code for language in list_languages()]))
@settings(derandomize=True, max_examples=150)
def test_no_term_of_any_language_is_empty_or_has_white_space(text: str, language: str) -> None:
    assert all(term.split() == [term] for term in ANALYZER.terms(text, language))
    for word, terms in ANALYZER.words(text, language):
        assert word
        assert all(terms)
