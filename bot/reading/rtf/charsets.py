"""Character sets of RTF: which codec its bytes need."""

import codecs

DEFAULT_CODEC = "cp1252"
SYMBOL_CODEC = "symbol"
"""Not one of Python's: the bytes are signs such as bullets, which no letters stand for."""

# By the number that a font's \\fcharset has.
_CHARSETS = {
    2: SYMBOL_CODEC,
    77: "mac_roman",
    78: "shift_jis",
    79: "big5",
    80: "euc_kr",
    81: "mac_arabic",
    83: "mac_greek",
    84: "mac_cyrillic",
    85: "mac_turkish",
    88: "mac_latin2",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_CODE_PAGES = {936: "gb18030", 10000: "mac_roman", 20866: "koi8_r", 28591: "cp1252", 65001: "utf-8"}
_HEADERS = {"ansi": DEFAULT_CODEC, "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def find_charset_codec(number: int) -> str:
    """Return the codec of a font's character set, empty where the document's is meant."""
    return _CHARSETS.get(number, "")


def find_code_page_codec(number: int) -> str:
    """Return the codec of a Windows code page, empty where Python has none."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name


def find_header_codec(word: str) -> str:
    """Return the codec that a control word of the header means, empty for other words."""
    return _HEADERS.get(word, "")


def decode_rtf_bytes(data: bytes, codec: str) -> str:
    """Return the characters of bytes, with � for those that it does not have."""
    if codec == SYMBOL_CODEC:
        # Letters and spaces in such a font are signs too, nearly always bullets.
        return "•" if data.strip() else ""
    return data.decode(codec, "replace")
