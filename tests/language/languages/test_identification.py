"""Identification: what tells the language of a text or question, and that nothing decides alone."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.question.lexicons import is_common_word
from bot.language.languages.identification import (
    has_language,
    identify_question,
    identify_text,
)
from bot.language.languages.lookup import find_language, list_asked_languages, list_languages
from tests.languages.stories import DEVELOPMENT, KEPT_APART, read_questions
from tests.languages.stories import list_languages as list_languages_of_stories

CODES = list_languages_of_stories(DEVELOPMENT)
EVERY = dict.fromkeys(CODES, 10)
THAI = "ข่าวด่วนวันนี้ รถไฟตกราง มีผู้บาดเจ็บหลายคน"
LEAST_RIGHT = 0.98
"""Of the questions of a language, where articles of all languages are."""


def identify(question: str, corpus: Mapping[str, int], reader: str = "") -> str:
    return identify_question(question, corpus, reader, is_common_word).code


def read_texts(language: str) -> list[str]:
    content = json.loads((DEVELOPMENT / f"{language}.json").read_text(encoding="utf-8"))
    return [article["text"] for article in content["articles"]]


@pytest.mark.parametrize("language", CODES)
def test_a_question_is_told_among_articles_in_all_languages(language: str) -> None:
    folders = [DEVELOPMENT]
    if language in list_languages_of_stories(KEPT_APART):
        folders.append(KEPT_APART)
    questions = [one.text for folder in folders for one in read_questions(folder, language)]
    right = [identify(question, EVERY) == language for question in questions]
    assert sum(right) >= LEAST_RIGHT * len(right)


@pytest.mark.parametrize("language", CODES)
def test_a_text_tells_its_language(language: str) -> None:
    tag = "" if language == "en" else language
    assert {identify_text(text) for text in read_texts(language)} == {tag}


@pytest.mark.parametrize("language", CODES)
def test_an_opening_is_enough(language: str) -> None:
    text = read_texts(language)[0]
    assert identify_text(text) == identify_text(text[:400])


@pytest.mark.parametrize(
    ("question", "corpus", "reader", "language"),
    [
        # The words.
        ("Wer hat die Wahl gewonnen?", {"en": 1_000}, "en", "de"),
        ("Who won the election?", {"de": 1_000}, "de", "en"),
        ("¿Quién ganó las elecciones?", {"pt": 1_000}, "pt", "es"),
        ("Quem venceu as eleições?", {"es": 1_000}, "es", "pt"),
        ("Kto wygrał wybory?", {"cs": 1_000}, "cs", "pl"),
        ("Хто переміг на виборах?", {"ru": 1_000}, "en", "uk"),
        ("چه کسی انتخابات را برد؟", {"ar": 1_000}, "ar", "fa"),
        # The script.
        ("Кто победил?", {"en": 1_000}, "en", "ru"),
        ("मतदान कब है?", {"en": 1_000}, "en", "hi"),
        ("מי ניצח?", {"en": 1_000}, "en", "he"),
        ("Ποιος κέρδισε;", {"en": 1_000}, "en", "el"),
        ("東京は？", {"zh": 1_000}, "zh", "ja"),
        ("선거", {"zh": 1_000}, "zh", "ko"),
        ("選舉", {"en": 1_000}, "en", "zh"),
        ("乔・拜登说了什么？", {"ja": 10, "zh": 10}, "", "zh"),
        # What the corpus is in.
        ("Wien", {"de": 5, "en": 2}, "", "de"),
        ("Wien", {"en": 5}, "", "en"),
        ("東京", {"ja": 5}, "", "ja"),
        ("انتخابات", {"fa": 5}, "", "fa"),
        ("انتخابات", {"ar": 5}, "", "ar"),
        ("NATO", {"ja": 5}, "", "ja"),
        ("Joe Biden", {"ru": 5}, "", "ru"),
        ("Hva skjedde i Oslo?", {"no": 3, "sv": 2}, "", "no"),
        # Who reads.
        ("Kofi Annan", {"de": 5, "fr": 5}, "fr", "fr"),
        ("Kofi Annan", {"de": 5, "fr": 5}, "de-AT", "de"),
    ],
)
def test_a_question_is_identified_by(
    question: str, corpus: dict[str, int], reader: str, language: str
) -> None:
    assert identify(question, corpus, reader) == language


@pytest.mark.parametrize("language", CODES)
def test_neither_the_corpus_nor_the_reader_decides_alone(language: str) -> None:
    questions = [one.text for one in read_questions(DEVELOPMENT, language)][:8]
    other = "fr" if language == "de" else "de"
    found = [identify(question, {other: 1_000}, other) for question in questions]
    assert found.count(language) >= 7


def test_the_words_of_an_english_question_are_read_as_english_among_english_articles() -> None:
    for question in ("Merkel resign?", "who is she", "minister die", "Rwanda genocide"):
        assert identify(question, {"en": 50}, "de") == "en"
        assert identify(question, {}) == "en"


@pytest.mark.parametrize("corpus", [{}, {"en": 3}, {"fa": 3}, {"und": 3, "en": 9}])
def test_a_script_without_a_file_is_of_no_known_language(corpus: dict[str, int]) -> None:
    assert identify("รถไฟตกรางที่ไหน", corpus) == "und"
    assert identify("NATO ประชุมกันที่ไหน", corpus) == "und"


@pytest.mark.parametrize("question", ["", "?", "2024", "👍"])
def test_what_has_no_letters_is_in_the_language_of_the_articles(question: str) -> None:
    assert identify(question, {"ru": 3, "en": 1}) == "ru"
    assert identify(question, {"en": 1}) == "en"


@given(
    st.text(),
    st.dictionaries(st.sampled_from(CODES), st.integers(1, 100), max_size=4),
    st.sampled_from(["", "de", "zh-Hant", "tlh", "?"]),
)
@settings(derandomize=True, deadline=None, max_examples=100)
def test_every_question_has_a_language_that_is_known(
    question: str, corpus: dict[str, int], reader: str
) -> None:
    known = {"en", "und", *corpus, *(one.code for one in list_asked_languages())}
    assert identify(question, corpus, reader) in known


@pytest.mark.parametrize(
    ("text", "tag", "language"),
    [
        ("Поезд сошёл с рельсов у деревни, пострадали двое.", "en", "ru"),
        ("Поезд сошёл с рельсов у деревни, пострадали двое.", "ru-RU", "ru-RU"),
        ("The train left the rails near the village, and two were hurt.", "ru", ""),
        ("The train left the rails near the village, and two were hurt.", "de", "de"),
        ("Der Zug entgleiste", "fr", "fr"),
        ("Поезд", "en", "en"),
        ("", "de", "de"),
        ("", "", ""),
        ("1, 2, 3!", "", ""),
        ("Ny skola", "", ""),
        ("Ειδήσεις", "", "el"),
        ("मौसम", "", "hi"),
        ("Хто переміг на виборах?", "", "uk"),
        ("Кто победил на выборах?", "", "ru"),
        (THAI, "", "und"),
        (THAI, "th", "th"),
        (THAI, "de", "und"),
        ("Vlak vykolejil, Zug entgleiste", "", ""),
    ],
)
def test_a_tag_counts_unless_the_script_is_anothers(text: str, tag: str, language: str) -> None:
    assert identify_text(text, tag) == language


@given(st.text(), st.sampled_from(["", "en", "th", *(one.code for one in list_languages())]))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_every_text_keeps_its_tag_or_gets_one_that_is_known(text: str, tag: str) -> None:
    found = identify_text(text, tag)
    assert found == tag or find_language(found).code != "en" or not found


@pytest.mark.parametrize(
    ("text", "is_language"),
    [
        ("The harbour opened again on Wednesday after three days of storm.", True),
        ("Satama avattiin uudelleen keskiviikkona kolmen myrskypäivän jälkeen.", True),
        ("Ailagorodd yr harbwr ddydd Mercher ar ôl tridiau o storm, ac ymadawodd.", True),
        ("Wkh kduerxu rshqhg djdlq rq Zhgqhvgdb diwhu wkuhh gdbv ri vwrup.", False),
    ],
)
def test_letters_that_make_no_words_are_of_no_language(text: str, is_language: bool) -> None:
    assert has_language(text) is is_language


@pytest.mark.parametrize("corpus", [{"en": 20_000, "fr": 1, "ro": 2}, {"en": 20_000}])
@pytest.mark.parametrize("question", ["broncos sale price", "reservoir levels", "Venezuela radar"])
def test_key_words_are_in_the_language_of_the_articles(
    question: str, corpus: dict[str, int]
) -> None:
    """The classifier alone takes them for Romanian or French, which hardly an article is in."""
    english = {"sale", "price", "reservoir", "levels", "radar"}
    assert identify_question(question, corpus, "", english.__contains__).code == "en"


@pytest.mark.parametrize("question", ["reservoir levels", "Venezuela radar", "Talmor Lindholm"])
def test_the_classifier_alone_decides_nothing(question: str) -> None:
    assert identify_question(question, {"en": 20_000, "fr": 1}, "", _is_unknown).code == "en"


def test_common_english_words_speak_for_english_beside_articles_in_other_languages() -> None:
    corpus = {"en": 50, "de": 50, "fr": 50, "ro": 50}
    for question in ("talmor contract value", "lindholm auction date", "best pizza in lindholm"):
        english = {"contract", "value", "auction", "date", "best"}
        assert identify_question(question, corpus, "", english.__contains__).code == "en"


def test_a_few_articles_in_a_language_are_enough_for_key_words_in_it() -> None:
    question, corpus = "réservoirs niveaux sécheresse", {"en": 5_000, "fr": 50}
    assert identify_question(question, corpus, "", _is_unknown).code == "fr"
    question = "Wie viele Häuser brannten?"
    assert identify_question(question, {"en": 20_000}, "", _is_unknown).code == "de"


def _is_unknown(word: str) -> bool:
    return not word
