import pytest

from bot.reading.encodings.declared_encoding import decode_declared
from tests.reading.test_decoding import CHINESE, FRENCH, JAPANESE, RUSSIAN


@pytest.mark.parametrize(
    ("text", "codec", "label", "notice"),
    [
        (CHINESE, "utf-8", "gb2312", ""),
        (CHINESE, "gb18030", "gb2312", ""),
        (CHINESE, "gb18030", "utf-8", "declared as utf-8, read as GB 18030"),
        (CHINESE, "gb18030", "iso-8859-1", "declared as iso-8859-1, read as GB 18030"),
        ("联通", "gb2312", "gb2312", ""),
        (FRENCH, "cp1252", "iso-8859-1", ""),
        (FRENCH, "cp1252", "utf-8", "declared as utf-8, read as windows-1252"),
        (FRENCH, "utf-8", "us-ascii", ""),
        (RUSSIAN, "koi8-r", "koi8-r", ""),
        (RUSSIAN, "cp1251", "iso-8859-1", "declared as iso-8859-1, read as windows-1251"),
        (RUSSIAN, "cp1251", "x-unknown", "read as windows-1251"),
        (JAPANESE, "iso-2022-jp", "iso-2022-jp", ""),
        (JAPANESE, "euc-jp", "iso-2022-jp", "read as EUC-JP"),
        ("abc", "ascii", "base64", ""),
    ],
)
def test_a_declared_encoding_counts_unless_the_bytes_say_otherwise(
    text: str, codec: str, label: str, notice: str
) -> None:
    decoded = decode_declared(text.encode(codec), label)
    assert decoded.text == text
    assert notice in decoded.notice
    assert bool(notice) == bool(decoded.notice)


def test_a_broken_byte_in_a_declared_encoding_costs_one_character() -> None:
    decoded = decode_declared(CHINESE.encode("gb18030") + b"\xff", "gb2312")
    assert decoded.text == CHINESE + "�"
    assert "except for some bytes" in decoded.notice
