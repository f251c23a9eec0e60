"""Respellings: what may be meant by a word that is hardly ever written."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rapidfuzz.distance import OSA

from bot.answers.question.english.slips import slip_cost
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.span import Span
from bot.language.stopwords import STOP_WORDS

_SHORT = 5  # letters; up to so many, one edit is looked for
_LEAST = 3  # letters of a word that may be misspelt
_PART = 2  # letters of each of two words that were written as one
_SIMILAR_TERMS = 16
_COST_PER_LETTER = 0.27
_SPACE_COST = 0.5

_RECENT = timedelta(days=120)
_RECENT_WEIGHT = 8
_STOP_WORD_DF = 20_000  # they are not counted
_LATER = 8  # respellings whose recent passages are counted

COST_WEIGHT = 5.0
"""What a slip takes from the likelihood of a respelling."""


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word of a question, where it stands, its terms, and the passages that have it."""

    text: str
    span: Span
    terms: tuple[str, ...]
    df: int

    @property
    def letters(self) -> str:
        """Return the word in lower case, without the ending of a possessive."""
        return self.text.casefold().replace("’", "'").removesuffix("'s")


@dataclass(frozen=True, slots=True)
class Respelling:
    """What may be meant by the words at ``span`` of a question.

    ``terms``: what is searched for: none where a stop word is meant.
    ``text``: the words that are meant, empty where only their term is known.
    ``cost``: the weight of the slips.
    ``frequency``: how often the terms occur, as a logarithm; ``likelihood``: with the slips.
    """

    span: Span
    terms: tuple[str, ...]
    cost: float
    df: int
    text: str = ""
    frequency: float = 0.0
    likelihood: float = 0.0


def find_respellings(
    words: Sequence[WrittenWord], number: int, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> list[Respelling]:
    """Return what may be meant by one of ``words``, the likeliest first."""
    word = words[number]
    respellings = [
        *_find_similar(word, at, snapshot),
        *_find_stop_words(word),
        *_split(word, at, snapshot, analyzer),
        *_join(words, number, at, snapshot, analyzer),
    ]
    rated = sorted(map(_rate, respellings), key=lambda one: -one.likelihood)
    recent = [_count_recent(one, at, snapshot) for one in rated[:_LATER]]
    return sorted(recent, key=lambda one: -one.likelihood)


def _find_similar(word: WrittenWord, at: date, snapshot: Snapshot) -> Iterator[Respelling]:
    """Yield the terms that are spelt like the word, or like its stem."""
    written = word.letters
    dfs: dict[str, int] = {}
    for form in dict.fromkeys((written, *word.terms)):
        max_edits = 1 if len(written) <= _SHORT else 2
        similar = snapshot.find_similar_terms(form, max_edits, _SIMILAR_TERMS, until=at)
        dfs.update((one.term, one.df) for one in similar)
    for term, df in dfs.items():
        if term in word.terms or not term.isalpha():
            continue
        cost = min(slip_cost(form, term) for form in (written, *word.terms))
        if cost <= _COST_PER_LETTER * max(len(written), _LEAST + 1):
            yield Respelling(word.span, (term,), cost, df)


def _find_stop_words(word: WrittenWord) -> Iterator[Respelling]:
    """Yield the stop words that may be meant: the vocabulary of the articles lacks them."""
    written = word.letters
    for meant in STOP_WORDS:
        if len(meant) >= _LEAST and "'" not in meant and OSA.distance(written, meant) == 1:
            yield Respelling(word.span, (), slip_cost(written, meant), _STOP_WORD_DF, meant)


def _split(
    word: WrittenWord, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> Iterator[Respelling]:
    """Yield the pairs of words that were written as one: those that stand next to each other."""
    written = word.text
    pairs = [(written[:end], written[end:]) for end in range(_PART, len(written) - _PART + 1)]
    terms = [tuple(analyzer.terms(f"{one} {other}")) for one, other in pairs]
    flat = sorted({term for pair in terms for term in pair})
    dfs = dict(zip(flat, snapshot.document_frequencies(flat, until=at), strict=True))
    found = [
        Respelling(word.span, pair, _SPACE_COST, min(dfs[term] for term in pair), " ".join(parts))
        for pair, parts in zip(terms, pairs, strict=True)
        if len(pair) == 2 and all(dfs[term] > word.df for term in pair)
    ]
    for respelling in sorted(found, key=lambda one: -one.df)[:2]:
        hits = snapshot.search(respelling.terms, _LATER, until=at)
        phrase = respelling.text.casefold()
        if any(phrase in hit.passage.text.casefold() for hit in hits):
            yield respelling


def _join(
    words: Sequence[WrittenWord], number: int, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> Iterator[Respelling]:
    """Yield the words that were written as two, of which this is one."""
    for one, other in zip(words[max(0, number - 1) :], words[number : number + 2], strict=False):
        if one is other or other.span.start != one.span.end + 1:
            continue
        text = one.text + other.text.casefold()
        terms = tuple(analyzer.terms(text))
        df = min(snapshot.document_frequencies(terms, until=at), default=0)
        if len(terms) == 1 and df > words[number].df:
            yield Respelling(Span(one.span.start, other.span.end), terms, _SPACE_COST, df)


def _rate(respelling: Respelling, recent: int = 0) -> Respelling:
    frequency = math.log1p(respelling.df + _RECENT_WEIGHT * recent)
    likelihood = frequency - COST_WEIGHT * respelling.cost
    return replace(respelling, frequency=frequency, likelihood=likelihood)


def _count_recent(respelling: Respelling, at: date, snapshot: Snapshot) -> Respelling:
    """Let passages of the last months weigh more: people ask about what is in the news."""
    if not respelling.terms:
        return respelling
    before = min(snapshot.document_frequencies(respelling.terms, until=at - _RECENT))
    return _rate(respelling, max(0, respelling.df - before))
