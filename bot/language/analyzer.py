"""Analyzer: from text to the terms that every engine counts."""

import hashlib
import inspect
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

import Stemmer

from bot.language import irregular, stopwords

# Vowel signs and accents are not word characters to `re`, yet they stand inside words.
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

# Scripts that write without spaces: each pair of neighbouring letters is a term there.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")

# What is remembered; a text without spaces may be one piece.
_MOST_WORDS = 500_000
_MOST_PIECES = 100_000
_LONGEST_PIECE = 40


class Analyzer:
    """Turn text into terms: folded, stemmed by language, without stop words.

    A term is lower case without accents; a number is its digits (``14,000`` is ``14000``);
    an acronym loses its points. A stop word in capitals (WHO, US) is an acronym and stays.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Pieces] = {}

    def words(self, text: str, language: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each word of ``text`` as written, with its terms: none for a stop word."""
        known = self._of(language).words
        for word in _WORD.findall(text):
            yield word, known[word]

    def terms(self, text: str, language: str = "") -> list[str]:
        """Return the terms of ``text`` in order, repeated as often as they occur.

        ``language`` is an ISO 639-1 code; English where it is empty or has no stemmer.
        """
        # No word goes beyond white space, and most of what stands between it was met before.
        return list(chain.from_iterable(map(self._of(language).__getitem__, text.split())))

    def terms_of_each(self, texts: Iterable[str], language: str = "") -> list[tuple[str, ...]]:
        """Return the terms of each of some short texts, most of them single words."""
        known = self._of(language)
        words = known.words
        return [words[text] if text.isalnum() else known[text] for text in texts]

    def _of(self, language: str) -> "_Pieces":
        known = self._known.get(language)
        if known is None:
            known = self._known[language] = _Pieces(_Words(language))
        return known

    @property
    def fingerprint(self) -> str:
        """Return what changes when the same text would give other terms."""
        modules = (inspect.getmodule(Analyzer), irregular, stopwords)
        code = "".join(inspect.getsource(module) for module in modules if module)
        return hashlib.sha256((Stemmer.version() + code).encode()).hexdigest()[:16]


class _Words(dict[str, tuple[str, ...]]):
    """The terms of the words of a language, each analysed when it is first asked for."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        # A name is met as it is written before it is met as what it is known by.
        terms = self.get(word.capitalize()) if word.islower() and word.isascii() else None
        if terms is None:
            terms = tuple(map(sys.intern, _analyze(word, self._language)))
        self[word] = terms
        return terms


class _Pieces(dict[str, tuple[str, ...]]):
    """The terms of what stands between white space, a word with its signs or several words."""

    def __init__(self, words: _Words) -> None:
        self.words = words

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = _WORD.findall(piece)
        if len(words) == 1:
            terms = self.words[words[0]]
        else:
            terms = tuple(chain.from_iterable(map(self.words.__getitem__, words)))
        if len(piece) <= _LONGEST_PIECE:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = terms
        return terms


_STEMMERS = {
    code: Stemmer.Stemmer(name)
    for code, name in {
        "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
        "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
        "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
        "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
        "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
        "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
    }.items()
}  # fmt: skip


def _analyze(word: str, language: str) -> tuple[str, ...]:
    if word[0].isdecimal():
        return (word.replace(",", ""),)
    if not word.isascii() and _UNSPACED.search(word):
        return tuple(word[i : i + 2] for i in range(len(word) - 1)) or (word,)
    folded = _fold(_POSSESSIVE.sub("", word))
    language = language[:2].lower()
    if language not in _STEMMERS:
        language = "en"
    if language == "en":
        if folded in stopwords.STOP_WORDS and not (word.isupper() and len(folded) > 1):
            return ()
        folded = irregular.BASE_FORMS.get(folded, folded)
    stem = _STEMMERS[language].stemWord(folded.replace("'", ""))
    return tuple(stem.split())  # a sign that stands for a phrase is unfolded to its words


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower().replace(".", "")
    decomposed = unicodedata.normalize("NFKD", word.casefold()).replace("’", "'")
    return "".join(c for c in decomposed if c != "." and not _is_accent(c))


def _is_accent(character: str) -> bool:
    """Tell a Latin, Greek or Cyrillic accent from a vowel sign, which spells the word."""
    return "\u0300" <= character <= "\u036f"
