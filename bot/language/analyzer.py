"""Analyzer: from text to the terms that every engine counts."""

import hashlib
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from bot.language.bigrams import RUN, find_splitter
from bot.language.hashing import pack_hashes
from bot.language.languages.language import Language
from bot.language.languages.lookup import find_language
from bot.language.normalization import MARKS, normalize_characters
from bot.language.stemmers import find_stemmer

_LETTERS = rf"(?>(?:[^\W_{RUN}]++|[{MARKS}]++)+)"  # runs, since one class cannot hold both kinds
_WORD = re.compile(
    r"\d+(?:[.,]\d+)+"  # 14,000 and 1.5
    rf"|\d++(?=[{RUN}])"  # a number before a counter, with no space between
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|[{RUN}]++"
    r"|[\u05d0-\u05ea]++(?>(?:[\"״'׳][\u05d0-\u05ea]++)+)"  # Hebrew acronyms
    rf"|{_LETTERS}(?>(?:['’]{_LETTERS})*)"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_RUN = re.compile(f"[{RUN}]")

# 14 000, in languages that divide thousands so; a year before a number is no part of it.
_BLANK_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?>(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+)")
_BLANK = re.compile(r"[ \u00a0\u2009\u202f]")
_GROUP_NUMBER = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?>(?:\1\d{3})*)")
_APOSTROPHE_GROUPS = re.compile(r"\d{1,3}(?>(?:['’]\d{3})+)")
_INDIAN_GROUPS = re.compile(r"\d{1,2}(?:,\d{2})*,\d{3}")

MAX_TERM = 120
"""Characters; OpenSearch cuts a word at 255 UTF-16 units, tantivy drops one of 64 kB."""

# Limits of the caches; a whole text may be one word, or one piece without white space.
_MAX_CACHED_WORDS = 500_000
_MAX_CACHED_PIECES = 100_000
_MAX_CACHED_LENGTH = 40


class Analyzer:
    """Turn text into terms: folded, stemmed by language, without stop words.

    A term is in lower case without accents; a number is its digits (``14,000`` is ``14000``);
    an acronym loses its points. A stop word in capitals (WHO, US) is an acronym and is kept.
    No term contains white space or is longer than ``MAX_TERM``, so that every engine keeps it
    whole. ``language`` is always a tag that ``find_language`` knows; English is the default.
    """

    def __init__(self) -> None:
        self._caches: dict[Language, _PieceCache] = {}

    def words(self, text: str, language: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each word of ``text`` as written, with its terms: none for a stop word.

        Where a script writes no spaces, each term is a word of its own.
        """
        cache = self._get_cache(language).words
        text = self.join_numbers(text, language)
        for match in _WORD.finditer(normalize_characters(text)):
            terms = cache[match[0]]
            if len(terms) > 1 and _RUN.match(match[0]):
                for term in terms:
                    yield term, (term,)
            else:
                yield text[match.start() : match.end()], terms

    def terms(self, text: str, language: str = "") -> list[str]:
        """Return the terms of ``text`` in order, repeated as often as they occur."""
        return _look_up(self.join_numbers(text, language), self._get_cache(language).words)

    def join_numbers(self, text: str, language: str = "") -> str:
        """Return ``text`` without the blanks that divide thousands: 14 000 as 14000."""
        if not language or " " not in find_language(language).group:
            return text
        return _BLANK_GROUPS.sub(lambda match: _BLANK.sub("", match[0]), text)

    def split_pieces(self, text: str, language: str = "") -> list[str]:
        """Return ``text`` split at white space, a number in one piece."""
        return self.join_numbers(text, language).split()

    def analyze_pieces(self, pieces: Iterable[str], language: str = "") -> tuple[str, bytes]:
        """Return the terms of a text joined by spaces, and their packed hashes.

        ``pieces`` are the text, as ``split_pieces`` splits it.
        """
        # No word crosses white space, and most of the pieces are in the cache.
        entries = list(map(self._get_cache(language).__getitem__, pieces))
        return " ".join([terms for terms, _ in entries if terms]), b"".join([h for _, h in entries])

    def analyze_words(self, texts: Iterable[str], language: str = "") -> list[tuple[str, ...]]:
        """Return the terms of each of some short texts, most of them single words."""
        cache = self._get_cache(language).words
        return [
            cache[text] if text.isascii() and text.isalnum() else tuple(_look_up(text, cache))
            for text in texts
        ]

    def _get_cache(self, tag: str) -> "_PieceCache":
        language = find_language(tag)
        cache = self._caches.get(language)
        if cache is None:
            cache = self._caches[language] = _PieceCache(_WordCache(language))
        return cache


class _WordCache(dict[str, tuple[str, ...]]):
    """The terms of words in one language, each analysed on its first look-up."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._stem: Callable[[str], str] = find_stemmer(language.stemmer)
        self._split_run = find_splitter(language)
        self._letters = str.maketrans(dict(language.letters))
        # Without accents, as people type: another word with accents is no stop word.
        self._bare_stop_words = frozenset(
            bare for bare in map(_fold, language.stop_words) if bare.isascii()
        ).difference(language.bare_words)

    def __missing__(self, word: str) -> tuple[str, ...]:
        # A capital makes no difference, and names are looked up as written before their keys.
        terms = self.get(word.capitalize()) if word.islower() and word.isascii() else None
        if terms is None:
            terms = tuple(map(sys.intern, self._analyze(word)))
        if len(word) <= _MAX_CACHED_LENGTH:
            if len(self) >= _MAX_CACHED_WORDS:
                self.clear()
            self[word] = terms
        return terms

    def _analyze(self, word: str) -> Iterator[str]:
        for term in self._split(word):
            yield term if len(term) <= MAX_TERM else _shorten(term)

    def _split(self, word: str) -> Sequence[str]:
        if word[0].isdecimal() and not word[-1].isalpha():
            return (self._write_number(word),)
        if not word.isascii() and _RUN.match(word):
            return self._split_run(word)
        return self._stem_word(_POSSESSIVE.sub("", word), is_upper=word.isupper())

    def _write_number(self, number: str) -> str:
        """Return a number in one way, whatever divides its thousands and decimals."""
        if self._language.decimal == ".":
            return number.replace(",", "")
        if _GROUP_NUMBER.fullmatch(number) or _INDIAN_GROUPS.fullmatch(number):
            return number.replace(".", "").replace(",", "")
        if "'" in self._language.group and _APOSTROPHE_GROUPS.fullmatch(number):
            return number.replace("'", "").replace("’", "")
        integer_part, comma, decimals = number.rpartition(",")
        return integer_part.replace(".", "") + "." + decimals if comma else number

    def _stem_word(self, word: str, *, is_upper: bool) -> Sequence[str]:
        language = self._language
        lower = _lower(word, language) if language.has_accents else _fold(word)
        if not (is_upper and len(lower) > 1 and language.has_capitals) and (
            lower in language.stop_words
            or (lower in self._bare_stop_words and language.has_accents)
        ):
            return ()
        lower = language.base_forms.get(lower, lower)
        if language.has_accents:
            # Accents and apostrophes tell the endings apart, so they go after the endings.
            stem = _fold(self._stem(lower.translate(self._letters))).replace("'", "")
            stem = stem if stem.isascii() else stem.translate(_CROSSED_LETTERS)
        else:
            stem = self._stem(lower.replace("'", ""))
        return stem.split()  # a character that is short for a phrase unfolds to several words


class _PieceCache(dict[str, tuple[str, bytes]]):
    """The terms and packed hashes of pieces: what is between white space, a word or several."""

    def __init__(self, words: _WordCache) -> None:
        self.words = words

    def __missing__(self, piece: str) -> tuple[str, bytes]:
        words = _WORD.findall(normalize_characters(piece))
        if len(words) == 1 and words[0] != piece:
            entry = self[words[0]]  # one object for both
        else:
            terms = list(chain.from_iterable(map(self.words.__getitem__, words)))
            entry = " ".join(terms), pack_hashes(terms)
        if len(piece) <= _MAX_CACHED_LENGTH:
            if len(self) >= _MAX_CACHED_PIECES:
                self.clear()
            self[piece] = entry
        return entry


def _look_up(text: str, cache: _WordCache) -> list[str]:
    words = _WORD.findall(normalize_characters(text))
    return list(chain.from_iterable(map(cache.__getitem__, words)))


def _shorten(term: str) -> str:
    """Return a term by its beginning and its digest."""
    digest = hashlib.sha256(term.encode()).hexdigest()
    return term[: MAX_TERM - len(digest)] + digest


def _lower(word: str, language: Language) -> str:
    if language.code == "tr":
        word = word.replace("I", "ı").replace("İ", "i")
    if word.isascii():
        return word.lower().replace(".", "")
    return unicodedata.normalize("NFKC", word.casefold()).translate(_SIGNS)


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower().replace(".", "")
    characters = unicodedata.normalize("NFKD", word.casefold()).translate(_DOTLESS_SIGNS)
    folded = "".join(c for c in characters if not _is_accent(c))
    return unicodedata.normalize("NFC", folded)


_SIGNS = {ord("’"): "'", ord("."): None, ord("״"): None, ord("׳"): None, ord('"'): None}
_CROSSED_LETTERS = str.maketrans(
    "łđø", "ldo"
)  # letters whose bars Unicode does not take for accents
_DOTLESS_SIGNS = _SIGNS | {ord("ı"): "i"}


def _is_accent(character: str) -> bool:
    """Tell whether a mark is an accent or a point that people leave out, and no vowel sign."""
    return (
        "\u0300" <= character <= "\u036f"
        or "\u0591" <= character <= "\u05c7"
        or "\u064b" <= character <= "\u065f"
        or character in "\u0640\u0670\u093c"
    )
