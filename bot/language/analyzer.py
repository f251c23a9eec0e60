"""Analyzer: from text to the terms that every engine counts."""

import hashlib
import inspect
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import Stemmer

from bot.language import lemmas, stopwords
from bot.language.hashing import pack_hashes

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

LONGEST = 120
"""Characters; OpenSearch cuts a word at 255 UTF-16 units, tantivy drops one of 64 kB."""

# What is remembered; a whole text may be one word, or one piece without white space.
_MOST_WORDS = 500_000
_MOST_PIECES = 100_000
_LONGEST_KNOWN = 40


class Analyzer:
    """Turn text into terms: folded, stemmed by language, without stop words.

    A term is lower case without accents; a number is its digits (``14,000`` is ``14000``);
    an acronym loses its points. A stop word in capitals (WHO, US) is an acronym and stays.
    No term holds white space or is longer than ``LONGEST``, so that every engine keeps it whole.
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
        return _terms(text, self._of(language).words)

    def analyze_pieces(self, pieces: Iterable[str], language: str = "") -> tuple[str, bytes]:
        """Return the terms of a text, with a space between each, and their hashes, packed.

        ``pieces`` are the text between its white space.
        """
        # No word goes beyond white space, and most of what stands between it was met before.
        known = list(map(self._of(language).__getitem__, pieces))
        return " ".join([terms for terms, _ in known if terms]), b"".join([h for _, h in known])

    def analyze_words(self, texts: Iterable[str], language: str = "") -> list[tuple[str, ...]]:
        """Return the terms of each of some short texts, most of them single words."""
        words = self._of(language).words
        return [words[text] if text.isalnum() else tuple(_terms(text, words)) for text in texts]

    def _of(self, language: str) -> "_Pieces":
        known = self._known.get(language)
        if known is None:
            known = self._known[language] = _Pieces(_Words(language))
        return known

    @property
    def fingerprint(self) -> str:
        """Return what changes when the same text would give other terms."""
        modules = (inspect.getmodule(Analyzer), lemmas, stopwords)
        code = "".join(inspect.getsource(module) for module in modules if module)
        return hashlib.sha256((Stemmer.version() + code).encode()).hexdigest()[:16]


class _Words(dict[str, tuple[str, ...]]):
    """The terms of the words of a language, each analysed when it is first asked for."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __missing__(self, word: str) -> tuple[str, ...]:
        # A name is met as it is written before it is met as what it is known by.
        terms = self.get(word.capitalize()) if word.islower() and word.isascii() else None
        if terms is None:
            terms = tuple(map(sys.intern, _analyze(word, self._language)))
        if len(word) <= _LONGEST_KNOWN:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = terms
        return terms


class _Pieces(dict[str, tuple[str, bytes]]):
    """What is noted of what stands between white space, a word with its signs or several."""

    def __init__(self, words: _Words) -> None:
        self.words = words

    def __missing__(self, piece: str) -> tuple[str, bytes]:
        found = _WORD.findall(piece)
        if len(found) == 1 and found[0] != piece:
            noted = self[found[0]]  # one object for both
        else:
            terms = list(chain.from_iterable(map(self.words.__getitem__, found)))
            noted = " ".join(terms), pack_hashes(terms)
        if len(piece) <= _LONGEST_KNOWN:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = noted
        return noted


def _terms(text: str, words: _Words) -> list[str]:
    return list(chain.from_iterable(map(words.__getitem__, _WORD.findall(text))))


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
    return tuple(term if len(term) <= LONGEST else _cut(term) for term in _stems(word, language))


def _cut(term: str) -> str:
    """Return a term by its beginning and its digest."""
    digest = hashlib.sha256(term.encode()).hexdigest()
    return term[: LONGEST - len(digest)] + digest


def _stems(word: str, language: str) -> Sequence[str]:
    if word[0].isdecimal():
        return (word.replace(",", ""),)
    if not word.isascii() and _UNSPACED.search(word):
        return [word[i : i + 2] for i in range(len(word) - 1)] or (word,)
    folded = _fold(_POSSESSIVE.sub("", word))
    language = language[:2].lower()
    if language not in _STEMMERS:
        language = "en"
    if language == "en":
        if folded in stopwords.STOP_WORDS and not (word.isupper() and len(folded) > 1):
            return ()
        folded = lemmas.BASE_FORMS.get(folded, folded)
    stem: str = _STEMMERS[language].stemWord(folded.replace("'", ""))
    return stem.split()  # a sign that stands for a phrase is unfolded to its words


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower().replace(".", "")
    decomposed = unicodedata.normalize("NFKD", word.casefold()).replace("’", "'")
    return "".join(c for c in decomposed if c != "." and not _is_accent(c))


def _is_accent(character: str) -> bool:
    """Tell a Latin, Greek or Cyrillic accent from a vowel sign, which spells the word."""
    return "\u0300" <= character <= "\u036f"
