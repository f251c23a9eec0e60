"""Respellings: what may be meant by a word that is hardly ever written."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers.question.english.slips import is_variant, slip_cost
from bot.answers.question.lexicons import common_words
from bot.index.protocol import IndexStats, Snapshot, prefetch
from bot.language.analyzer import Analyzer
from bot.language.span import Span
from bot.language.stopwords import STOP_WORDS

_SHORT = 5  # letters; up to so many, one edit is looked for
_FEWEST_LETTERS = 3  # letters of a word that may be misspelt
_LONGEST_PAIR = 60
_PART = 2  # letters of each of two words that were written as one
_SIMILAR_TERMS = 16
_COST_PER_LETTER = 0.27
_SPACE_COST = 0.5

_RECENT = timedelta(days=120)
_RECENT_WEIGHT = 8
_FREQUENCY_WEIGHT = 0.6
_MANY_PASSAGES = 300_000  # in which a word that somebody asks about should occur
_STOP_WORD_DF = 20_000  # they are not counted
_LATER = 6  # respellings whose recent passages are counted

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
    words: Sequence[WrittenWord],
    number: int,
    at: date,
    snapshot: Snapshot,
    stats: IndexStats,
    analyzer: Analyzer,
) -> list[Respelling]:
    """Return what may be meant by one of ``words``, the likeliest first."""
    word = words[number]
    similar = list(_find_similar(word, at, snapshot))
    if any(
        is_variant(form, term)
        for form in (word.letters, *word.terms)
        for item in similar
        for term in item.terms
    ):
        return []
    ordinary = list(_find_ordinary_words(word, at, snapshot, analyzer))
    terms = {item.terms for item in ordinary}
    respellings = [
        *ordinary,
        *(item for item in similar if item.terms not in terms),
        *_split(word, at, snapshot, analyzer),
        *_join(words, number, at, snapshot, analyzer),
    ]
    ranking = sorted(
        (_rate(item, item.df, stats.passages) for item in respellings),
        key=lambda item: -item.likelihood,
    )
    recent = [
        _rate(item, item.df + _RECENT_WEIGHT * _count_recent(item, at, snapshot), stats.passages)
        for item in ranking[:_LATER]
    ]
    return sorted(recent, key=lambda item: -item.likelihood)


def weigh_frequency(df: int, passages: int) -> float:
    """Return what a number of passages, out of so many, adds to the likelihood of a word."""
    return _FREQUENCY_WEIGHT * math.log1p(df * max(1.0, _MANY_PASSAGES / max(passages, 1)))


def _find_similar(word: WrittenWord, at: date, snapshot: Snapshot) -> Iterator[Respelling]:
    """Yield the terms that are spelt like the word, or like its stem."""
    spelling = word.letters
    dfs: dict[str, int] = {}
    for form in dict.fromkeys((spelling, *word.terms)):
        similar = snapshot.find_similar_terms(form, _max_edits(spelling), _SIMILAR_TERMS, until=at)
        dfs.update((item.term, item.df) for item in similar)
    for term, df in dfs.items():
        if term in word.terms or not term.isalpha():
            continue
        cost = min(slip_cost(form, term) for form in (spelling, *word.terms))
        if cost <= _highest_cost(spelling):
            yield Respelling(word.span, (term,), cost, df)


def _find_ordinary_words(
    word: WrittenWord, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> Iterator[Respelling]:
    """Yield the ordinary words that may be meant: the index has their stems, or nothing."""
    spelling = word.letters
    matches = process.extract(
        spelling,
        _ordinary_words(),
        scorer=OSA.distance,
        score_cutoff=_max_edits(spelling),
        limit=None,
    )
    costs = {target: slip_cost(spelling, target) for target, _, _ in matches}
    nearest = sorted(costs, key=lambda target: costs[target])[:_SIMILAR_TERMS]
    for target in nearest:
        terms = tuple(analyzer.terms(target))
        if costs[target] <= _highest_cost(spelling) and terms != word.terms:
            df = min(snapshot.document_frequencies(terms, until=at), default=_STOP_WORD_DF)
            if df:
                yield Respelling(word.span, terms, costs[target], df, target)


@cache
def _ordinary_words() -> tuple[str, ...]:
    stop_words = {word for word in STOP_WORDS if len(word) >= _FEWEST_LETTERS and word.isalpha()}
    return tuple(sorted(common_words() | stop_words))


def _max_edits(spelling: str) -> int:
    return 1 if len(spelling) <= _SHORT else 2


def _highest_cost(spelling: str) -> float:
    return _COST_PER_LETTER * max(len(spelling), _FEWEST_LETTERS + 1)


def _split(
    word: WrittenWord, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> Iterator[Respelling]:
    """Yield the pairs of words that were written as one: those that stand next to each other."""
    spelling = word.text
    if word.span.start and spelling.istitle():
        return  # a name of its own
    if len(spelling) > _LONGEST_PAIR:
        return  # every place in it would be tried
    pairs = [(spelling[:end], spelling[end:]) for end in range(_PART, len(spelling) - _PART + 1)]
    terms = [tuple(analyzer.terms(f"{item} {neighbor}")) for item, neighbor in pairs]
    flat = sorted({term for pair in terms for term in pair})
    dfs = dict(zip(flat, snapshot.document_frequencies(flat, until=at), strict=True))
    hits_by_pair = [
        Respelling(word.span, pair, _SPACE_COST, min(dfs[term] for term in pair), " ".join(parts))
        for pair, parts in zip(terms, pairs, strict=True)
        if len(pair) == 2 and all(dfs[term] > word.df for term in pair)
    ]
    for respelling in sorted(hits_by_pair, key=lambda item: -item.df)[:2]:
        phrase = re.compile(rf"\b{re.escape(respelling.text)}\b", re.IGNORECASE)
        hits = snapshot.search(respelling.terms, _LATER, until=at)
        prefetch(hits)
        matches = (phrase.search(hit.passage.text) for hit in hits)
        match = next(filter(None, matches), None)
        if match:
            yield replace(respelling, text=match[0])


def _join(
    words: Sequence[WrittenWord], number: int, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> Iterator[Respelling]:
    """Yield the words that were written as two, of which this is one."""
    surroundings = words[max(0, number - 1) : number + 2]
    for item, neighbor in pairwise(surroundings):
        if neighbor.span.start != item.span.end + 1:
            continue
        text = item.text + neighbor.text.casefold()
        terms = tuple(analyzer.terms(text))
        df = min(snapshot.document_frequencies(terms, until=at), default=0)
        if len(terms) == 1 and df > words[number].df:
            yield Respelling(Span(item.span.start, neighbor.span.end), terms, _SPACE_COST, df)


def _rate(respelling: Respelling, df: int, passages: int) -> Respelling:
    frequency = weigh_frequency(df, passages)
    likelihood = frequency - COST_WEIGHT * respelling.cost
    return replace(respelling, frequency=frequency, likelihood=likelihood)


def _count_recent(respelling: Respelling, at: date, snapshot: Snapshot) -> int:
    """Return the passages of the last months: people ask about what is in the news."""
    if not respelling.terms or at - date.min <= _RECENT:
        return 0
    past_df = min(snapshot.document_frequencies(respelling.terms, until=at - _RECENT))
    return max(0, respelling.df - past_df)
