"""Doubts about an encoding: letters that no language writes side by side betray a wrong one."""

import re
import unicodedata
from collections.abc import Iterable

from bot.language.languages.identification import identify_text

# What is tried where the likeliest encoding shows such letters: those of Excel for the Mac, of
# old consoles, and of older web pages.
RIVALS = (
    *("cp1252", "cp1250", "cp1254", "mac_roman", "cp850", "iso8859_2", "iso8859_15", "cp852"),
    *("cp1251", "cp866"),
)

# The letters beside those of ASCII, of languages whose encodings are taken for each other.
_LETTERS = {
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåéü",
    "de": "äöüßéè",
    "es": "áéíñóúüçª",
    "fi": "äöåšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "it": "àèéìíîòóùú",
    "nl": "áéëèïíóöüú",
    "no": "æøåéòôóè",
    "pl": "ąćęłńóśźż",
    "pt": "áàâãçéêíóôõúü",
    "ro": "ăâîșşțţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sv": "åäöéü",
    "tr": "çğıîâöşüû\u0307",
}
_LETTER = r"[^\W\d_]"
_SAMPLE = 4_000
_MOST = 2_000
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Quotation marks and the like have a letter at one side at most.
_MARK_INSIDE = re.compile(rf"(?<={_LETTER})[^\w\s\x00-\x7f’‐‑‘´·\u00ad\u200b-\u200f](?={_LETTER})")
_SIGN_AT_WORD = re.compile(rf"(?<={_LETTER})[±¶¦¬¨¼½¾¤¥¢ˇ˘˛]|[±¶¦¬¨¼½¾ˇ˘˛]{_LETTER}")
_CONTROL = re.compile(r"[\x80-\x9f]")
# Turkish in windows-1252 or windows-1250 has these of Icelandic and Romanian.
_ICELANDIC, _NOT_ICELANDIC = re.compile("[þÞðÐţŢ]"), re.compile("[çÇüÜ]")
_WORD = re.compile(rf"{_LETTER}{{2,40}}")


def count_doubts(text: str) -> int:
    """Return how many characters stand where no language writes them, up to a sample's."""
    sample = " ".join(line for line in text.split("\n") if not line.isascii())[:_SAMPLE]
    count = sum(len(pattern.findall(sample)) for pattern in (_MARK_INSIDE, _SIGN_AT_WORD, _CONTROL))
    letters = _LETTERS.get(identify_text(sample), "")
    if letters:
        foreign = (char for char in _FOREIGN.findall(sample.lower()) if char.isalpha())
        count += sum(char not in letters for char in foreign)
    if _NOT_ICELANDIC.search(sample):
        count += len(_ICELANDIC.findall(sample))
    return count + sum(map(_is_odd_word, _WORD.findall(sample)))


def choose_codec(data: bytes, codec: str, rivals: Iterable[str] = RIVALS) -> str:
    """Return ``codec``, or a rival in which the bytes show fewer doubtful characters.

    ``codec`` may be one that the bytes do not fit; where none does it is returned too.
    """
    best, least = codec, _count_in(data, codec)
    for rival in rivals if least else ():
        if (count := _count_in(data, rival)) < least:
            best, least = rival, count
    return best


def is_plausible(data: bytes, codec: str) -> bool:
    """Tell whether bytes show nothing doubtful in an encoding, but words."""
    text = data.decode(codec, "replace")
    letters = sum(char.isalpha() or char.isspace() for char in text[:_SAMPLE])
    return count_doubts(text) == 0 and letters * 10 > len(text[:_SAMPLE]) * 7


def _count_in(data: bytes, codec: str) -> int:
    try:
        return count_doubts(data.decode(codec))
    except UnicodeDecodeError:
        return _MOST


def _is_odd_word(word: str) -> bool:
    """Tell whether a word mixes alphabets, or has a capital with an accent in its midst."""
    if word.isascii():
        return False
    has_latin = any("a" <= char.lower() <= "z" for char in word)
    foreign = _FOREIGN.findall(word)
    if has_latin and not all(_is_latin(char) for char in foreign):
        return True
    return any(
        char.isupper()
        and (
            (before.islower() and max(before, char) > "\x7f") or (char > "\x7f" and after.islower())
        )
        for before, char, after in zip(word, word[1:], f"{word[2:]} ", strict=False)
    )


def _is_latin(char: str) -> bool:
    return char < "\u0250" or unicodedata.name(char, "").startswith(("LATIN", "MODIFIER"))
