"""Query parser: analyses a question by what the articles hold of its words."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.answers.question.answer_type import analyze_question
from bot.answers.question.english.reference_words import INDEFINITES
from bot.answers.question.expansion import (
    Alternative,
    Frequencies,
    choose_alternatives,
    propose_alternatives,
)
from bot.answers.question.query import ENTITY_WEIGHT, Query, Word
from bot.answers.question.time_focus import find_focus
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer

_OWN_WEIGHT = 3.0

_Terms = tuple[str, ...]
_Proposals = Mapping[_Terms, Sequence[Alternative]]


def parse_query(
    question: str,
    at: date,
    snapshot: Snapshot,
    stats: IndexStats,
    analyzer: Analyzer,
    *,
    asked: str = "",
    either: Sequence[tuple[str, str]] = (),
) -> Query:
    """Analyse ``question`` by the passages up to the day ``at``, which ``stats`` counts.

    ``asked``: the part whose form tells what sort of answer is asked for; without it, all. Its
    words count more than those that a follow-up takes over: these were answered before.
    ``either``: pairs of words of which one is enough, the second in the place of the first.
    """
    focus = find_focus(question, at)
    words = _read_words(question, analyzer)
    proposals = _add_alternatives(propose_alternatives(question, analyzer), either, analyzer)
    for _, right in either:
        words.pop(tuple(analyzer.terms(right)), None)
    frequencies = _read_frequencies(words, proposals, at, snapshot, stats)
    own_terms = set(analyzer.terms(asked)) if asked and asked != question else set()
    has_matter = not all(text in focus.words for text, _ in words.values())
    query_words = []
    for terms, (text, is_entity) in words.items():
        df, idf = min(frequencies[term] for term in terms)
        if not df and text.lower() in INDEFINITES and len(words) > 1:
            continue  # nothing is missing from articles that say nobody
        is_temporal = text in focus.words
        weight = idf * (ENTITY_WEIGHT if is_entity else 1)
        if own_terms.issuperset(terms):
            weight *= _OWN_WEIGHT
        if is_temporal and (has_matter or not df):
            weight = 0.0
        alternatives = () if is_temporal else choose_alternatives(terms, proposals, frequencies)
        query_words.append(Word(text, terms, weight, is_entity, df, idf, is_temporal, alternatives))
    analysis = analyze_question(asked or question, analyzer)
    return Query(question, focus, tuple(query_words), analysis)


def _read_words(question: str, analyzer: Analyzer) -> dict[_Terms, tuple[str, bool]]:
    """Return the words by their terms: as written, and whether each is a name or a number."""
    words: dict[_Terms, tuple[str, bool]] = {}
    written_words = list(analyzer.words(question))
    # In A Question Like This, or in one of capitals, they tell no name.
    tells_names = any(text[0].islower() for text, _ in written_words[1:])
    for position, (text, terms) in enumerate(written_words):
        is_name = position > 0 and text[0].isupper() and tells_names
        if terms:
            words.setdefault(terms, (text, is_name or text[0].isdecimal()))
    return words


def _read_frequencies(
    words: Iterable[_Terms], proposals: _Proposals, at: date, snapshot: Snapshot, stats: IndexStats
) -> Frequencies:
    """Return how common the terms of words, and of what may stand in their place, are."""
    terms = {term for terms in words for term in terms}
    terms.update(term for items in proposals.values() for item in items for term in item.terms)
    terms_in_order = sorted(terms)
    frequencies = snapshot.document_frequencies(terms_in_order, until=at)
    return {
        term: (df, math.log((stats.passages + 1) / max(df, 0.5)))
        for term, df in zip(terms_in_order, frequencies, strict=True)
    }


def _add_alternatives(
    proposals: _Proposals,
    either: Sequence[tuple[str, str]],
    analyzer: Analyzer,
) -> _Proposals:
    """Return what may stand in the place of words, and the second word of each pair in full."""
    additions = {terms: list(alternatives) for terms, alternatives in proposals.items()}
    first: _Terms = ()
    end = ""
    for first_text, right in either:
        first = first if first_text == end else tuple(analyzer.terms(first_text))
        end, terms = right, tuple(analyzer.terms(right))
        if first and terms and terms != first:
            additions.setdefault(first, []).insert(0, Alternative(right, terms, 1.0))
    return additions
