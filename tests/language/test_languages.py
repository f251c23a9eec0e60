"""Languages: codes, stemmers and what has neither."""

import pytest
import Stemmer

from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import (
    DEFAULT,
    ENGLISH,
    find_language,
    is_english,
    list_languages,
)
from bot.language.stemmers import LIGHT_STEMMERS, find_stemmer

ANALYZER = Analyzer()

# Forms of one word each.
INFLECTED_FORMS = {
    "ar": ("كتاب", "الكتاب", "كتابه"),
    "ca": ("ciutat", "ciutats"),
    "cs": ("volby", "volbám", "volbách"),
    "da": ("huset", "husene"),
    "de": ("Haus", "Häuser", "Häusern"),
    "el": ("εκλογή", "εκλογές"),
    "en": ("election", "elections"),
    "eo": ("domo", "domojn"),
    "es": ("canción", "canciones"),
    "et": ("raamat", "raamatud"),
    "eu": ("mendian", "mendiak"),
    "fa": ("شهر‌ها", "شهر", "شهرِ"),
    "fi": ("kaupungin", "kaupungissa"),
    "fr": ("célébré", "célébrée", "célébrer"),
    "ga": ("chathair", "cathair"),
    "he": ("ממשלה", "הממשלה", "לממשלה", "וממשלה"),
    "hi": ("चुनाव", "चुनावों"),
    "hu": ("város", "városban"),
    "hy": ("քաղաքներ", "քաղաքների"),
    "id": ("buku", "bukunya"),
    "it": ("elezione", "elezioni"),
    "ja": ("選挙", "選挙は", "選挙が", "選挙では"),
    "ko": ("선거", "선거를", "선거에서", "선거는"),
    "lt": ("rinkimai", "rinkimų"),
    "ne": ("चुनाव", "चुनावको"),
    "nl": ("verkiezing", "verkiezingen"),
    "no": ("huset", "husene"),
    "pl": ("wybory", "wyborów", "wyborach"),
    "pt": ("cidade", "cidades"),
    "ro": ("alegeri", "alegerile"),
    "ru": ("выборы", "выборов"),
    "sr": ("избори", "изборима"),
    "st": ("motho", "batho"),
    "sv": ("tidningen", "tidningar"),
    "ta": ("நகரம்", "நகரத்தில்"),
    "tr": ("kitaplar", "kitabı"),
    "uk": ("вибори", "виборів", "виборах"),
    "vi": ("Bầu", "bầu", "BẦU"),
    "yi": ("קינד", "קינדער"),
    "zh": ("選舉", "选举", "的选举", "选举了"),
}


@pytest.mark.parametrize("code", INFLECTED_FORMS)
def test_inflected_forms_meet(code: str) -> None:
    terms = {tuple(ANALYZER.terms(form, code)) for form in INFLECTED_FORMS[code]}
    assert len(terms) == 1
    assert terms != {()}


def test_each_language_has_inflected_forms_here() -> None:
    stemmed = {language.code for language in list_languages() if language.stemmer}
    assert stemmed <= INFLECTED_FORMS.keys()


def test_each_stemmer_is_used() -> None:
    duplicates = {"dutch_porter", "porter"}  # other stemmers of Dutch and English
    stemmers = {language.stemmer for language in list_languages()} - {"", *LIGHT_STEMMERS}
    assert stemmers == set(Stemmer.algorithms()) - duplicates


def test_a_stemmer_that_is_unknown_is_an_error() -> None:
    with pytest.raises(KeyError):
        find_stemmer("klingon")


def test_no_code_means_two_languages() -> None:
    codes = [code for language in list_languages() for code in (language.code, *language.aliases)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("pt", "pt"),
        ("pt-BR", "pt"),
        ("pt_BR", "pt"),
        ("PT-br", "pt"),
        ("por", "pt"),
        ("Portuguese", "pt"),
        ("sr-Latn-RS", "sr"),
        ("nb-NO", "no"),
        ("nn", "no"),
        ("swe", "sv"),
        ("cze", "cs"),
        ("fas", "fa"),
        (" de ", "de"),
        ("zh-Hant-TW", "zh"),
        ("cmn", "zh"),
        ("iw", "he"),
        ("ukr", "uk"),
        ("en-US", "en"),
        ("", "en"),
    ],
)
def test_a_tag_means_a_language(tag: str, code: str) -> None:
    assert find_language(tag).code == code


@pytest.mark.parametrize("tag", ["fil", "sw", "und", "mul", "gem", "x-none", "tlh-Latn"])
def test_a_language_without_a_file_has_words_as_they_are(tag: str) -> None:
    assert find_language(tag) is DEFAULT
    assert ANALYZER.terms("The elections in Porto", tag) == ["the", "elections", "in", "porto"]


@pytest.mark.parametrize("tag", ["12", "?", " ", "-"])
def test_a_tag_without_letters_is_none(tag: str) -> None:
    assert find_language(tag) is ENGLISH


@pytest.mark.parametrize("tag", ["", "en", "EN", "en-GB", "en_US", "eng", "English"])
def test_english_and_no_tag_are_english(tag: str) -> None:
    assert is_english(tag)


@pytest.mark.parametrize("tag", ["de", "zh", "und", "enm", "sw"])
def test_another_language_is_not_english(tag: str) -> None:
    assert not is_english(tag)


def test_a_word_with_its_accent_or_its_article_meets_the_bare_word() -> None:
    assert ANALYZER.terms("Café", "fr") == ANALYZER.terms("cafe", "fr")
    assert ANALYZER.terms("l’élection", "fr") == ANALYZER.terms("élections", "fr")
    assert ANALYZER.terms("İzmir’de", "tr") == ANALYZER.terms("İzmir", "tr")
