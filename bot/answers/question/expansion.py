"""Expansion: what may stand in an article in the place of a question's words."""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.answers.data import DATA
from bot.language.analyzer import Analyzer

ALTERNATIVES = DATA / "alternatives.txt.gz"

MOST_OF_WORD = 4
_MOST_OF_QUESTION = 40
_LONGEST_PHRASE = 3  # words
_LEAST_WEIGHT = 0.2
_SPELLING_WEIGHT = 0.9

# What adds so little to the score of a passage is not searched for, which takes a quarter less
# time. A twentieth of all passages has what has the second.
_LEAST_SEARCH_WEIGHT = 0.2
_LEAST_SEARCH_IDF = 3.0

# By ISO 9, the BGN, newspapers and passports. The longer ones come first; the analyzer has
# turned a final y into i.
_CYRILLIC_ENDINGS = (
    ("skyy", "skiy", "skyi", "skii", "ski"),
    ("nyy", "niy", "nyi", "nii", "ni"),
    ("off", "ov"),
    ("eff", "ev"),
)
_SHORTEST_STEM = 3

Frequencies = Mapping[str, tuple[int, float]]
"""Of each term, in how many passages it occurs, and its idf."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What may stand in the place of a word.

    ``text``: as people write it.
    ``terms``: what the analyzer makes of it; all of them have to occur.
    ``weight``: what share of the word it counts, below 1.
    ``search_weight``: the same for its BM25 score, so that it is never worth more than that
    share of the word's, however rare it is; 0 if it is not searched for.
    """

    text: str
    terms: tuple[str, ...]
    weight: float
    search_weight: float = 0.0


def propose_alternatives(
    question: str, analyzer: Analyzer
) -> Mapping[tuple[str, ...], Sequence[Alternative]]:
    """Return what may stand in the place of words, by their terms, the weightiest first.

    What stands for a phrase stands for each of its words.
    """
    words = list(analyzer.words(question))
    question_terms = {terms for _, terms in words}
    proposals: dict[tuple[str, ...], dict[tuple[str, ...], Alternative]] = {}
    for size in range(1, _LONGEST_PHRASE + 1):
        for start in range(len(words) - size + 1):
            phrase = words[start : start + size]
            for text, weight in _alternatives_of(make_key(phrase)):
                terms = tuple(dict.fromkeys(analyzer.terms(text)))
                if not terms or terms in question_terms or weight < _LEAST_WEIGHT:
                    continue
                for _, key in phrase:
                    by_terms = proposals.setdefault(key, {})
                    if key and (terms not in by_terms or by_terms[terms].weight < weight):
                        by_terms[terms] = Alternative(text, terms, weight)
    for text, terms in words:
        if len(terms) == 1 and text[0].isupper():
            for spelling in spell_name(terms[0]):
                by_terms = proposals.setdefault(terms, {})
                by_terms.setdefault(
                    (spelling,), Alternative(spelling, (spelling,), _SPELLING_WEIGHT)
                )
    return _select_best(proposals)


def spell_name(term: str) -> Sequence[str]:
    """Return the other spellings of a name that was written in Cyrillic, as in -sky, -skyy.

    Most of them occur nowhere, which the index knows.
    """
    for endings in _CYRILLIC_ENDINGS:
        ending = next((e for e in endings if term.endswith(e)), "")
        stem = term.removesuffix(ending)
        if ending and len(stem) >= _SHORTEST_STEM:
            return [stem + variant for variant in endings if variant != ending]
    return ()


def _select_best(
    proposals: Mapping[tuple[str, ...], Mapping[tuple[str, ...], Alternative]],
) -> Mapping[tuple[str, ...], Sequence[Alternative]]:
    """Return the weightiest few of each word, and of all together."""
    best = {
        key: sorted(by_terms.values(), key=lambda alternative: -alternative.weight)[:MOST_OF_WORD]
        for key, by_terms in proposals.items()
        if key and by_terms
    }
    weights = sorted(
        (item.weight for alternatives in best.values() for item in alternatives), reverse=True
    )
    if len(weights) <= _MOST_OF_QUESTION:
        return best
    threshold = weights[_MOST_OF_QUESTION]
    return {
        key: [item for item in alternatives if item.weight > threshold]
        for key, alternatives in best.items()
    }


def choose_alternatives(
    terms: tuple[str, ...],
    proposals: Mapping[tuple[str, ...], Sequence[Alternative]],
    frequencies: Frequencies,
) -> tuple[Alternative, ...]:
    """Return the alternatives of the word with these terms that occur, weighed for the search."""
    idf = sum(frequencies[term][1] for term in terms)
    usable = []
    for alternative in proposals.get(terms, ()):
        if all(frequencies[term][0] for term in alternative.terms):
            alternative_idf = sum(frequencies[term][1] for term in alternative.terms)
            share = min(1.0, idf / alternative_idf) if alternative_idf else 1.0
            weight = alternative.weight * share
            if weight < _LEAST_SEARCH_WEIGHT or alternative_idf < _LEAST_SEARCH_IDF:
                weight = 0.0
            usable.append(replace(alternative, search_weight=weight))
    return tuple(usable)


def make_key(words: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Return what the lexicon lists words under: their terms, a stop word after a tilde."""
    return " ".join(" ".join(terms) or f"~{text.lower()}" for text, terms in words)


def _alternatives_of(key: str) -> Iterator[tuple[str, float]]:
    line = _read_lexicon().get(key)
    for entry in line.split("|") if line else ():
        text, _, weight = entry.partition("=")
        yield text, float(weight)


@cache
def _read_lexicon() -> Mapping[str, str]:
    lines = gzip.decompress(ALTERNATIVES.read_bytes()).decode("utf-8").splitlines()
    return {
        key: line for key, _, line in (line.partition("\t") for line in lines if line[0] != "#")
    }
