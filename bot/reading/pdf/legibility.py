"""Legibility: whether letters make words, in any language.

Fonts that show other letters than they name, and text recognition of poor pictures, give letters
that are no language. Words are of one script, and signs stand around them rather than inside.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from bot.language.languages.identification import has_language

LEGIBLE, HARDLY_LEGIBLE = 0.7, 0.55
"""Shares of words: a text with fewer than the first is doubtful, than the second is none."""

_NO_LANGUAGE = 0.3
_LEAST_TOKENS, _LEAST_LETTERS = 20, 60
_MOST_TOKENS, _LONGEST_TOKEN = 20_000, 200
_SAMPLE = 200
_MOST_SINGLES = 0.2

_TOKEN = re.compile(r"[^\s\u3000-\u303f\uff00-\uff0f\uff1a-\uff1f\u060c\u061b\u061f\u0964]+")
_NUMBER = re.compile(r"[^\w\s]{0,3}\d[\d.,:/%'’°–-]*[^\w\s]{0,4}[^\W\d_]{0,3}[^\w\s]{0,2}")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_INNER = re.compile(r"[-‐‑–—'’ʼ·./&@_:+]|(?<=[^\x00-\x7f])[,;!?()]")
_ADDRESS = re.compile(r"(?:https?://|www\.|[^@\s]+@)\S+")
_SIGNS = frozenset("–—-&|•·…/=+*©")
_DIGIT_INSIDE = re.compile(r"[a-zß-ÿ][0-9]+[a-zß-ÿ]", re.IGNORECASE)
# As in a table of contents.
_LEADER = re.compile(r"(?:[.·…_] ?){4,}")
_LONGEST_FORMULA = 4

# Of the letters of a language that is written with vowels, no fewer and no more are vowels.
_VOWELS = frozenset("aeiouyæœøıəаеёиоуыэюяіїєѵαεηιουω")
_LEAST_VOWELS, _MOST_VOWELS = 0.24, 0.7
_ALTERNATION = 1.4
_ALPHABETS = frozenset(("LATIN", "CYRILLIC", "GREEK"))
_LONGEST_ABBREVIATION = 5


def measure_legibility(text: str) -> float:
    """Return the share of words and numbers in a text; a short one is legible.

    It is low where the letters are of no language.
    """
    tokens: list[str] = [
        token if len(token) <= _LONGEST_TOKEN else token[:_LONGEST_TOKEN]
        for token in _TOKEN.findall(_LEADER.sub(" ", text))[:_MOST_TOKENS]
        if token not in _SIGNS
    ]
    # Some from everywhere tell as much as all of them.
    tokens = tokens[:: max(1, len(tokens) // _SAMPLE)]
    if len(tokens) < _LEAST_TOKENS and len("".join(tokens)) < _LEAST_LETTERS:
        return 1.0
    singles = sum(len(token) == 1 and token.isalpha() and token.isascii() for token in tokens)
    surplus = max(0.0, singles - _MOST_SINGLES * len(tokens))
    share: float = (sum(map(_is_legible, tokens)) - surplus) / len(tokens)
    letters = _read_letters(tokens)
    if share < HARDLY_LEGIBLE or _makes_words(letters, text):
        return max(0.0, share)
    return min(share, _NO_LANGUAGE)


@lru_cache(maxsize=8192)
def _is_legible(token: str) -> bool:
    """Tell whether a token is a word, a number or an address."""
    if _NUMBER.fullmatch(token) or _ADDRESS.match(token):
        return True
    word = _EDGES.sub("", token)
    if not word or len(token) - len(word) > max(len(word), _LONGEST_FORMULA):
        return False
    parts = [part for part in _INNER.split(word) if part]
    return bool(parts) and all(map(_is_word, parts))


def _is_word(part: str) -> bool:
    if part.isdecimal():
        return True
    if _DIGIT_INSIDE.search(part) and len(part) > _LONGEST_FORMULA and not part.isupper():
        return False
    scripts = {_read_script(char) for char in part if char.isalpha()}
    if not scripts or any(not (char.isalnum() or _is_mark(char)) for char in part):
        return False
    if len(scripts) > 1 and scripts & _ALPHABETS:
        return False
    changes = sum(first.islower() and second.isupper() for first, second in pairwise(part))
    return changes <= 1


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "MC"


@lru_cache(maxsize=4096)
def _read_script(char: str) -> str:
    return unicodedata.name(char, "").split(" ", 1)[0]


def _read_letters(tokens: list[str]) -> str:
    """Return words in an alphabet without accents, none where most are in another script."""
    words = [
        token.casefold()
        for token in tokens
        if not (token.isupper() and len(token) <= _LONGEST_ABBREVIATION)
        and not _ADDRESS.match(token)
    ]
    bases = list(map(_strip_accents, words))
    count = sum(map(len, bases))
    total = sum(map(_count_letters, words))
    return " ".join(bases) if 2 * count > total and count >= _LEAST_LETTERS else ""


@lru_cache(maxsize=4096)
def _strip_accents(word: str) -> str:
    """Return the letters of a word that are in an alphabet, without accents."""
    return "".join(
        unicodedata.normalize("NFD", char)[0]
        for char in word
        if char.isalpha() and _read_script(char) in _ALPHABETS
    )


@lru_cache(maxsize=4096)
def _count_letters(word: str) -> int:
    return sum(map(str.isalpha, word))


def _makes_words(letters: str, text: str) -> bool:
    """Tell whether letters have vowels as those of a language, or its text is in one.

    In every language vowels and consonants alternate more than by chance.
    """
    if not letters:
        return True
    words = letters.split()
    counts = list(map(_count_vowels, words))
    vowels, changes = sum(count for count, _ in counts), sum(count for _, count in counts)
    share = vowels / max(len(letters) - letters.count(" "), 1)
    if not _LEAST_VOWELS <= share <= _MOST_VOWELS:
        return False
    by_chance = 2 * share * (1 - share) * sum(len(word) - 1 for word in words)
    return changes >= _ALTERNATION * by_chance or has_language(text)


@lru_cache(maxsize=4096)
def _count_vowels(word: str) -> tuple[int, int]:
    """Return how many vowels a word has, and how often they and consonants change."""
    is_vowel = [letter in _VOWELS for letter in word]
    return sum(is_vowel), sum(first != second for first, second in pairwise(is_vowel))
