"""Phrases: where the words and phrases of a language stand in a message."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bot.language.languages.language import Language
from bot.language.normalization import load_simplified, normalize_characters
from bot.language.span import Span

_ACCENT = re.compile("[\u0300-\u036f]")
# Romanian is written with a cedilla where a comma is right.
_LIKE = str.maketrans({"’": "'", "‘": "'", "ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț"})
_SPACES = re.compile(r"\s+")


def simplify(text: str, language: Language) -> str:
    """Return ``text`` in lower case, as long as it is, with straight apostrophes."""
    text = normalize_characters(text).translate(_LIKE)
    if language.code == "zh":
        text = text.translate(load_simplified())
    if language.code == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[:1] for c in text)


def find_phrases(text: str, phrases: tuple[str, ...], language: Language) -> list[Span]:
    """Return where any of ``phrases`` stands in ``text``, as ``simplify`` returns it.

    The longest counts, from left to right. Who types without accents is understood.
    """
    pattern = _compile(phrases, language, text.isascii())
    return [Span(*match.span()) for match in pattern.finditer(text)]


@lru_cache(2_000)
def _compile(phrases: tuple[str, ...], language: Language, is_ascii: bool) -> re.Pattern[str]:
    forms = {simplify(phrase, language) for phrase in phrases}
    if is_ascii:
        forms |= set(map(strip_accents, forms))
    longest_first = sorted(filter(None, forms), key=len, reverse=True)
    pattern = "|".join(
        _SPACES.sub(r"\\s+", re.escape(form).replace(r"\ ", " ")) for form in longest_first
    )
    if not pattern:
        return re.compile(r"(?!)")
    if not language.divides_words:
        return re.compile(pattern)
    # Korean writes particles together with the word that asks.
    end = "" if language.code == "ko" else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{pattern}){end}")


def strip_accents(text: str) -> str:
    """Return ``text`` without the accents of Latin letters."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("ł", "l")
    return plain.replace("ı", "i").replace("ß", "ss").replace("ø", "o")


def cut(text: str, spans: Iterable[Span]) -> str:
    """Return ``text``, as long as it is, with blanks in the place of ``spans``."""
    for span in spans:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text


def has_words(text: str) -> bool:
    """Tell whether a text has any letter or digit."""
    return any(map(str.isalnum, text))
