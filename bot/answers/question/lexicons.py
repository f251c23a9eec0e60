"""Lexicons: names of places, hyponyms of nouns, and the background idf of common terms."""

import re
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from bot.answers.arrays import FloatArray, HashArray, find_positions, sort_distinct
from bot.answers.data import DATA
from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_term
from bot.language.languages.lookup import ENGLISH
from bot.language.mentions.mention_kind import Kind

PLACE_NAMES = DATA / "places.txt"
COMMON_TERMS = DATA / "common.txt"
COMMON_WORDS = DATA / "words.txt"
HYPONYMS = DATA / "kinds.npz"
_ANALYZER = Analyzer()


def _read_places() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for line in PLACE_NAMES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, name = line.partition("\t")
            names.setdefault(kind, set()).add(name)
    return {kind: frozenset(places) for kind, places in names.items()}


PLACES = _read_places()
"""The names of countries, states, cities and continents, each in lower case."""

ANY_PLACE = frozenset().union(*PLACES.values())


@lru_cache
def place_hashes(names: frozenset[str]) -> HashArray:
    """Return the sorted hashes that mentions of these places have."""
    return np.sort(np.array([hash_term(Kind.NAME + name) for name in names], np.intp))


def _read_common_terms() -> tuple[HashArray, FloatArray]:
    lines = (
        line for line in COMMON_TERMS.read_text("utf-8").splitlines() if not line.startswith("#")
    )
    idf_by_term = {term: float(idf) for term, _, idf in (line.partition("\t") for line in lines)}
    hashes = np.array([*map(hash_term, idf_by_term)], np.intp)
    order = np.argsort(hashes)
    return hashes[order], np.array([*idf_by_term.values()])[order]


_COMMON_HASHES, _COMMON_IDF = _read_common_terms()
MAX_IDF = float(_COMMON_IDF.max(initial=0.0)) or 1.0
"""The background idf of every term that is not common."""


def background_idf(hashes: HashArray) -> FloatArray:
    """Return log(N / df) in articles of earlier years for each term, MAX_IDF if it is rare.

    Names count as rare: how frequent they are changes with the news.
    """
    return np.append(_COMMON_IDF, MAX_IDF)[find_positions(_COMMON_HASHES, hashes)]


@lru_cache(10_000)
def is_common_word(word: str) -> bool:
    """Tell whether an English word is common in news: names and rare words are not."""
    return bool(background_idf(np.array(_hash_word(word), np.intp)).max(initial=0.0) < MAX_IDF)


def is_stop_word(word: str) -> bool:
    """Tell whether an English word is too frequent to be searched for."""
    return word.casefold() in ENGLISH.stop_words


def _hash_word(word: str) -> list[int]:
    return [hash_term(term) for term in _ANALYZER.terms(word)]


@cache
def common_words() -> frozenset[str]:
    """Return the ordinary words of news as they are written, each in lower case."""
    lines = COMMON_WORDS.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


_WHICH_NOUN = re.compile(
    r"\b(?:which|what)(?: of (?:the|these)(?: following)?)?"
    r"(?: (?:type|kind|sort|form|part|group|piece|brand|species)s? of)?((?: [\w'’-]+){1,4})",
    re.IGNORECASE,
)
# The noun comes before these words, if there is one.
_NOUN_ENDS = frozenset(
    "is was are were did does do has have had will would can could may might should must"
    " of in on the a an to for from by with at as into over under after before during since"
    " until about against up out off this that these those its his her their our your who whom"
    " and or but not".split()
)
_POSSESSIVE = re.compile(r"['’]s?$")


def find_category(question: str) -> str:
    """Return the noun that names the category asked for, such as "animal", or an empty text."""
    match = _WHICH_NOUN.search(question)
    noun = ""
    for word in match[1].split() if match else ():
        lowercase = _POSSESSIVE.sub("", word.casefold())
        if lowercase in _NOUN_ENDS:
            break
        noun = next(filter(_category_ids().__contains__, _singular_forms(lowercase)), noun)
        if lowercase != word.casefold():
            break  # "which country's minister" asks for no country
    return noun


@lru_cache
def hyponyms_of(noun: str) -> HashArray:
    """Return the sorted hashes of a category's members, by the two commonest senses of its noun.

    A member of one word has the hash of its term, a name of several that of its mention.
    """
    arrays = _hyponym_arrays()
    first, first_end, second, second_end = arrays["spans"][_category_ids()[noun]].tolist()
    members = arrays["members"]
    hashes = np.concatenate([members[first:first_end], members[second:second_end]])
    return sort_distinct(hashes.astype(np.intp))


def _singular_forms(word: str) -> tuple[str, ...]:
    if word.endswith("ies"):
        return word, f"{word[:-3]}y", word[:-1]
    if word.endswith("es"):
        return word, word[:-1], word[:-2]
    return (word, word[:-1]) if word.endswith("s") else (word,)


@cache
def _hyponym_arrays() -> dict[str, npt.NDArray[np.generic]]:
    with np.load(HYPONYMS, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


@cache
def _category_ids() -> dict[str, int]:
    nouns = str(_hyponym_arrays()["nouns"]).split("\n")
    return {noun: number for number, noun in enumerate(nouns)}
