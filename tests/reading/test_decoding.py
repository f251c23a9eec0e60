import codecs

import pytest

from bot.articles.findings import ArticleError
from bot.reading.decoding import (
    decode,
    decode_markup,
    decode_prose,
    is_garbled,
)

FRENCH = "Le président a déclaré que l’été sera chaud."
RUSSIAN = "Президент заявил, что новый закон вступит в силу в январе."
JAPANESE = "首相は月曜日に新しい法律を発表した。東京で会議が開かれた。"
CHINESE = "总理星期一宣布了新的法律。会议在北京举行。"


def test_utf_8_needs_no_remark_and_loses_its_mark() -> None:
    for data in (FRENCH.encode(), codecs.BOM_UTF8 + FRENCH.encode()):
        decoded = decode(data)
        assert (decoded.text, decoded.notice) == (FRENCH, "")


def test_line_ends_stay() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (FRENCH, "cp1252", "windows-1252"),
        ("It’s José who won.", "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (JAPANESE, "shift_jis", "Shift JIS"),
        (CHINESE, "gb18030", "GB 18030"),
        (FRENCH, "utf-16", "UTF-16"),
        (FRENCH, "utf-32", "UTF-32"),
    ],
)
def test_other_encodings_are_found_out_and_named(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert f"read as {name}:" in decoded.notice


def test_an_accent_far_behind_plain_english_is_found() -> None:
    text = "Plain English prose goes on for long.\n" * 5000 + FRENCH
    assert decode(text.encode("cp1252")).text == text


def test_a_known_codec_is_used_where_it_is_not_utf_8() -> None:
    assert decode("łódź".encode("cp1250"), "cp1250").text == "łódź"
    assert decode("łódź".encode(), "cp1250").text == "łódź"


def test_a_file_that_breaks_its_mark_s_promise_is_refused() -> None:
    with pytest.raises(ArticleError, match="begins like UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"abc")


def test_junk_that_can_be_decoded_is_no_prose() -> None:
    with pytest.raises(ArticleError, match="binary data"):
        decode_prose(bytes(range(32)) * 9)


def test_a_stray_control_character_is_no_junk() -> None:
    text = "Prose. " * 50 + "\x1a"
    assert decode_prose(text.encode()).text == text


@pytest.mark.parametrize(
    ("label", "codec"),
    [("ISO-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("koi8-r", "koi8_r"), ("zip", "cp1251")],
)
def test_what_markup_says_of_its_encoding_counts_where_news_is_written_in_it(
    label: str, codec: str
) -> None:
    prose = FRENCH if codec == "cp1252" else RUSSIAN
    text = f'<?xml version="1.0" encoding="{label}"?>\n<p>{prose}</p>'
    assert decode_markup(text.encode(codec)).text == text


def test_markup_in_utf_8_is_read_as_such_whatever_it_says() -> None:
    text = f"<meta charset='iso-8859-1'>{FRENCH}"
    assert decode_markup(text.encode()).text == text


def test_a_few_broken_bytes_amid_utf8_cost_these_alone() -> None:
    text = "Überall im Café: « l’été » – größer, schöner, später, öfter. "
    broken = text.encode().replace(b"\xc3\xb6fter", b"\xb6fter")
    decoded = decode(broken)
    assert decoded.text == text.replace("öfter", "�fter")
    assert (decoded.codec, decoded.broken_count) == ("", 1)
    assert "shown as �" in decoded.notice
    assert decode_markup(b"<meta charset=iso-8859-1>" + broken).text.endswith(decoded.text)


def test_accents_of_another_encoding_are_no_broken_utf8() -> None:
    decoded = decode("L’été sera très chaud, dit le président, à midi.".encode("cp1252"))
    assert (decoded.codec, decoded.broken_count) == ("cp1252", 0)


@pytest.mark.parametrize("text", ["The cafÃ© opened.", "Itâ€™s open.", "Ð\xa0Ð¾Ñ\x81Ñ\x81Ð¸Ñ\x8f"])
def test_letters_that_were_broken_before_are_seen(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, "SÃO PAULO", "„Ä“ and “Ö”…", "10 Å – 20 Å"])
def test_ordinary_letters_are_not(text: str) -> None:
    assert not is_garbled(text)
