"""Encodings that are told apart by the letters they show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.findings import ArticleError
from bot.reading.decoding import decode
from bot.reading.encoding_doubts import choose_codec, count_doubts

GERMAN = "Die Brücke ist gesperrt, und der Verkehr wird weiträumig umgeleitet."
FRENCH = "Le pont est fermé. « C’est une décision nécessaire », a déclaré le maire."
POLISH = "Most jest zamknięty od poniedziałku. Ciężarówki jadą objazdem, mieszkańcy są zadowoleni."
CZECH = "Most je od pondělí uzavřen. Řidiči musí jezdit po obchvatu. Šest lidí žádá náhradu."
TURKISH = "17 Şubat 2026. Köprü kapatıldı. Kamyonlar çevre yolunu kullanıyor, şoförler şikâyetçi."
RUSSIAN = "Мост закрыт с понедельника. Грузовики едут в объезд по новой дороге."
HUNGARIAN = "A híd hétfő óta zárva van. A sofőröknek a körgyűrűt kell használniuk."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (GERMAN, "cp1252"),
        (GERMAN, "mac_roman"),
        (GERMAN, "cp850"),
        (FRENCH, "cp1252"),
        (FRENCH, "mac_roman"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859_2"),
        (TURKISH, "cp1254"),
        (HUNGARIAN, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "koi8_r"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_shows_words(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert "check the accented letters" in decoded.notice


@pytest.mark.parametrize("text", [GERMAN, FRENCH, POLISH, CZECH, TURKISH, RUSSIAN, HUNGARIAN])
def test_a_sound_text_raises_no_doubt(text: str) -> None:
    assert count_doubts(text) == 0


def test_letters_of_two_alphabets_and_marks_in_words_raise_doubts() -> None:
    assert count_doubts("Brپcke") > 0
    assert count_doubts("F„hre f„hrt") > 0
    assert count_doubts("FŠhre") > 0


def test_without_a_better_rival_the_codec_stays() -> None:
    assert choose_codec(GERMAN.encode("cp1252"), "cp1252") == "cp1252"


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data).text, str)
    except ArticleError as error:
        assert error.reason
