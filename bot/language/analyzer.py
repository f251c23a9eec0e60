"""Analyzer: from text to the terms that every engine counts."""

import hashlib
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

import Stemmer

from bot.language.hashing import pack_hashes
from bot.language.languages import Language, find_language

# Vowel signs and accents are no word characters to `re`, yet they are part of words.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
    "\u0e31-\u0e4e\u0eb1-\u0ece\u1000-\u109f\u17b4-\u17d3"
)
_LETTERS = rf"(?:[^\W_]++|[{_MARKS}]++)++"  # runs, since one class cannot hold both kinds
_WORD = re.compile(
    r"\d+(?:[.,]\d+)+"  # 14,000 and 1.5
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|{_LETTERS}(?:['’]{_LETTERS})*+"
)
_POSSESSIVE = re.compile(r"['’]s?$")

# Scripts written without spaces: every two adjacent letters are a term.
_BIGRAM_SCRIPTS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")

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
        """Yield each word of ``text`` as written, with its terms: none for a stop word."""
        cache = self._get_cache(language).words
        for word in _WORD.findall(text):
            yield word, cache[word]

    def terms(self, text: str, language: str = "") -> list[str]:
        """Return the terms of ``text`` in order, repeated as often as they occur."""
        return _look_up(text, self._get_cache(language).words)

    def analyze_pieces(self, pieces: Iterable[str], language: str = "") -> tuple[str, bytes]:
        """Return the terms of a text joined by spaces, and their packed hashes.

        ``pieces`` are the text, split at white space.
        """
        # No word crosses white space, and most of the pieces are in the cache.
        entries = list(map(self._get_cache(language).__getitem__, pieces))
        return " ".join([terms for terms, _ in entries if terms]), b"".join([h for _, h in entries])

    def analyze_words(self, texts: Iterable[str], language: str = "") -> list[tuple[str, ...]]:
        """Return the terms of each of some short texts, most of them single words."""
        cache = self._get_cache(language).words
        return [cache[text] if text.isalnum() else tuple(_look_up(text, cache)) for text in texts]

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
        self._stem: Callable[[str], str] = Stemmer.Stemmer(language.stemmer).stemWord

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
        if word[0].isdecimal():
            return (word.replace(",", ""),)
        if not word.isascii() and _BIGRAM_SCRIPTS.search(word):
            return [first + second for first, second in pairwise(word)] or (word,)
        return self._stem_word(_POSSESSIVE.sub("", word), is_upper=word.isupper())

    def _stem_word(self, word: str, *, is_upper: bool) -> Sequence[str]:
        language = self._language
        lower = _lower(word) if language.has_accents else _fold(word)
        if lower in language.stop_words and not (is_upper and len(lower) > 1):
            return ()
        lower = language.base_forms.get(lower, lower)
        if language.has_accents:
            # Accents and apostrophes tell the endings apart, so they go after the endings.
            stem = _fold(self._stem(lower)).replace("'", "")
        else:
            stem = self._stem(lower.replace("'", ""))
        return stem.split()  # a character that is short for a phrase unfolds to several words


class _PieceCache(dict[str, tuple[str, bytes]]):
    """The terms and packed hashes of pieces: what is between white space, a word or several."""

    def __init__(self, words: _WordCache) -> None:
        self.words = words

    def __missing__(self, piece: str) -> tuple[str, bytes]:
        words = _WORD.findall(piece)
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
    return list(chain.from_iterable(map(cache.__getitem__, _WORD.findall(text))))


def _shorten(term: str) -> str:
    """Return a term by its beginning and its digest."""
    digest = hashlib.sha256(term.encode()).hexdigest()
    return term[: MAX_TERM - len(digest)] + digest


def _lower(word: str) -> str:
    if word.isascii():
        return word.lower().replace(".", "")
    return unicodedata.normalize("NFKC", word.casefold()).replace("’", "'").replace(".", "")


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower().replace(".", "")
    characters = unicodedata.normalize("NFKD", word.casefold()).replace("’", "'")
    return "".join(c for c in characters if c != "." and not _is_accent(c))


def _is_accent(character: str) -> bool:
    """Tell whether a mark is a Latin, Greek or Cyrillic accent and not a vowel sign."""
    return "\u0300" <= character <= "\u036f"
