"""Comparison tokens: the words and signs of a text, in forms that can be compared.

White space, soft hyphens and the shapes of quotation marks, dashes, ellipses and characters make
no difference to a token. Two texts whose tokens are equal are the same, word for word.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language.analyzer import Analyzer
from bot.language.bigrams import RUN
from bot.language.languages.lookup import find_language
from bot.language.normalization import MARKS, normalize_characters
from bot.language.span import Span

_VOWEL_SIGNS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059"
    "\u17b4-\u17d3"
)
_INVISIBLE = "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"
_QUOTES = "\"'`´‘’‚‛“”„‟‹›«»「」『』〝〞〟＂＇״׳"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_APOSTROPHES = "'’ʼ‘`´"

_LETTER = rf"(?:[^\W_{RUN}]|[{_HANGUL}{MARKS}{_INVISIBLE}])"
_BLANK = " \u00a0\u2009\u202f"
_NUMBER_END = rf"(?![^\W_{RUN}])"
_GROUPED_NUMBER = rf"(?<![\w.,])\d{{1,3}}(?>(?:[{_BLANK}]\d{{3}}(?!\d))+)(?:[.,]\d+)?{_NUMBER_END}|"
_TOKEN = (
    r"(?P<number>(?:(?<![^\s(])[-−](?=\d))?(?:{grouped}\d+(?>(?:[.,:/'’]\d+)*)"
    rf"{_NUMBER_END}))"
    r"|(?P<acronym>(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?)"
    rf"|(?P<word>[{_KATAKANA}]++|[{_HANGUL}]++|(?![{RUN}])[^\W_](?>{_LETTER}*)"
    rf"(?>(?:[{_APOSTROPHES}](?![{RUN}])[^\W_](?>{_LETTER}*))*))"
    rf"|(?P<character>[{RUN}][{_VOWEL_SIGNS}{MARKS}]*+)"
    r"|(?P<symbol>[%٪‰°$€£¥₹₽₴₺₩₪﷼])"
    rf"|(?P<quotes>[{_QUOTES}]++)"
    rf"|(?P<dash>[{_DASHES}]++)"
    r"|(?P<ellipsis>…+|\.(?>(?:[ \u00a0]?\.)+))"
    rf"|(?P<sign>[^\w\s\x00-\x1f\x7f-\x9f{_INVISIBLE}]|_)"
)
_SIGN_KEYS = {"quotes": '"', "dash": "-", "ellipsis": "…"}
_WORD_GROUPS = frozenset(("number", "acronym", "word", "character", "symbol"))
_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}]+")
_NUMBER_BLANK = re.compile(f"[{_BLANK}]")
_PRESENTATION_FORM = re.compile("[\ufb00-\ufb06\ufb13-\ufdfb\ufe70-\ufefc]")
_TO_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_ANALYZER = Analyzer()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a text.

    ``form``: what has to be equal word for word; ``key``: the same without capitals, of a number
    its value, and empty for a sign, which is no word.
    """

    start: int
    end: int
    form: str
    key: str

    @property
    def is_word(self) -> bool:
        """Tell whether it is no mere sign."""
        return bool(self.key)


def tokenize(text: str, span: Span | None = None, language: str = "") -> list[Token]:
    """Return the tokens of a text, or of a span of it; their offsets count from its start."""
    # A span without characters is false.
    return list(_find_tokens(text, Span(0, len(text)) if span is None else span, language))


def list_forms(tokens: Sequence[Token]) -> list[str]:
    """Return what is compared word for word; a capital at the beginning makes no difference."""
    forms = [token.form for token in tokens]
    if forms:
        forms[0] = uncapitalize(forms[0])
    return forms


def uncapitalize(form: str) -> str:
    """Return a word with a small first letter."""
    return form[:1].lower() + form[1:]


def trim_signs(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return tokens without the signs at both ends."""
    numbers = [number for number, token in enumerate(tokens) if token.is_word]
    return tokens[numbers[0] : numbers[-1] + 1] if numbers else ()


def span_tokens(tokens: Sequence[Token]) -> Span:
    """Return the span from the first token to the last."""
    return Span(tokens[0].start, tokens[-1].end)


def _find_tokens(text: str, span: Span, language: str) -> Iterator[Token]:
    pattern = _compile(" " in find_language(language).group)
    for match in pattern.finditer(normalize_characters(span.slice(text))):
        start, end = match.span()
        form, key = _write(match[0], match.lastgroup or "", language)
        yield Token(span.start + start, span.start + end, form, key)


@lru_cache(100_000)
def _write(word: str, group: str, language: str) -> tuple[str, str]:
    """Return the form and the key of a word, number or sign."""
    if group in _SIGN_KEYS:
        return _SIGN_KEYS[group], ""
    form = _write_form(word)
    if group == "number":
        form = _NUMBER_BLANK.sub("", form).replace("−", "-")
        return form, _write_number(form, language)
    if group == "acronym":
        form = form.removesuffix(".")
        return form, form.casefold().replace(".", "")
    return form, form.casefold() if group in _WORD_GROUPS else ""


@lru_cache
def _compile(has_blank_groups: bool) -> re.Pattern[str]:
    return re.compile(_TOKEN.replace("{grouped}", _GROUPED_NUMBER if has_blank_groups else ""))


def _write_form(word: str) -> str:
    if word.isascii():
        return word.replace("`", "'")
    word = _INVISIBLE_RUN.sub("", word).translate(_TO_APOSTROPHE)
    return unicodedata.normalize("NFKC" if _PRESENTATION_FORM.search(word) else "NFC", word)


def _write_number(form: str, language: str) -> str:
    sign = "-" if form.startswith("-") else ""
    return sign + " ".join(_ANALYZER.terms(form, language) or [form])
