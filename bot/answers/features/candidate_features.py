"""Candidate features: what speaks for each candidate, in numbers that a learned function weighs."""

from collections.abc import Mapping

import numpy as np

from bot.answers.arrays import (
    BoolArray,
    Float32Array,
    FloatArray,
    HashArray,
    IdArray,
    IntArray,
    PositionArray,
    find_positions,
)
from bot.answers.features.occurrences import WORD, CandidateTable, Occurrences, group_maxima
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.question.answer_type import OPENINGS, QuestionAnalysis
from bot.answers.question.lexicons import (
    ANY_PLACE,
    MAX_IDF,
    background_idf,
    hyponyms_of,
    place_hashes,
)
from bot.language.annotations import KINDS

_FRESH_DAYS = 10
_FRESHNESS_DAYS = 14
_LEADING_SENTENCES = 20
_FIRST_HITS, _LAST_HITS = 10, 30

_SUMS = ("sentences", "coverage", "context", "fresh", "titles", "nouns", "nearness",
         "noun_nearness", "freshness", "first_hits", "last_hits")  # fmt: skip
_MAXIMA = ("max_coverage_sentence", "max_coverage_with_title", "max_relevance", "max_nearness",
           "max_noun_nearness", "max_lead")  # fmt: skip
COLUMNS = (
    "vote_share", "votes", "vote_share_of_kind", "rank", "articles",
    *_SUMS, *_MAXIMA, *(f"{name}_share" for name in (*_SUMS, *_MAXIMA)),
    "kind", "is_expected", "in_category", "idf", "votes_by_idf", "word_count", "letter_count",
    "is_place_asked_for", "place_vote_share", "is_place", "noun_mean", "fresh_mean",
    "freshness_mean", "coverage_mean", "nearness_mean", "last_hits_mean", "question_form",
    "question_words", "noun_words", "question_weight", "pool_articles", "pool_hits",
    *(f"asks_{name}" for name in OPENINGS),
)  # fmt: skip
"""The features; a ``_share`` is one of the largest value among the question's candidates."""

_ENGLISH = (
    "in_category", "idf", "votes_by_idf", "letter_count", "is_place_asked_for",
    "place_vote_share", "is_place", "noun_mean", "noun_words", "nouns", "noun_nearness",
    "max_noun_nearness", "asks_who_is",
)  # fmt: skip
ENGLISH_COLUMNS = frozenset(
    name for name in COLUMNS if name.removesuffix("_share") in _ENGLISH or name in _ENGLISH
)
"""The features that only English has: what ranks other languages does not know them."""


def build_candidate_features(
    pool: SentencePool,
    table: CandidateTable,
    candidate_ids: IdArray,
    statistics: Mapping[str, FloatArray],
) -> Float32Array:
    """Return the features of some candidates, of shape (candidate_ids, COLUMNS).

    ``statistics`` are those of the whole table, of shape (candidates,) each.
    """
    analysis = pool.query.analysis
    values = {name: column[candidate_ids] for name, column in statistics.items()}
    votes, kinds = values["votes"], table.kinds[candidate_ids]
    most_votes = max(votes.max(initial=0.0), 1e-9)
    most_of_kind = np.zeros(WORD + 1)
    np.maximum.at(most_of_kind, kinds, votes)
    term_lists, term_hashes = table.term_lists.take(candidate_ids, table.term_hashes)
    idf = term_lists.reduce(np.maximum, background_idf(term_hashes), MAX_IDF)
    hashes = table.hashes[candidate_ids]
    is_asked_place = np.full(len(candidate_ids), -1)
    if analysis.places is not None:
        is_asked_place = are_places(analysis.places, hashes).astype(np.intp)
    place_votes = votes * (is_asked_place > 0)
    most_place_votes = max(place_votes.max(initial=0.0), 1e-9)
    size = values["sentences"]
    totals = np.array([values[name] for name in (*_SUMS, *_MAXIMA)])
    largest = np.maximum(totals.max(axis=1, initial=0.0, keepdims=True), 1e-9)
    columns = [
        votes / most_votes, votes, votes / np.maximum(most_of_kind[kinds], 1e-9),
        np.arange(len(candidate_ids)), values["articles"], *totals, *(totals / largest),
        kinds, match_answer_type(analysis, kinds), values["in_category"], idf,
        votes * idf / most_votes, table.word_counts[candidate_ids],
        table.letter_counts[candidate_ids], is_asked_place, place_votes / most_place_votes,
        are_places(ANY_PLACE, hashes), values["nouns"] / (size + 1),
        values["fresh"] / (votes + 1e-6), values["freshness"] / size, values["coverage"] / size,
        values["nearness"] / size, values["last_hits"] / size, analysis.form,
        len(pool.query.words), len(analysis.noun_terms), pool.query.weight, pool.article_count,
        len(pool.hits), *(analysis.opening == name for name in OPENINGS),
    ]  # fmt: skip
    rows = np.empty((len(candidate_ids), len(COLUMNS)), np.float32)
    for number, column in enumerate(columns):
        rows[:, number] = column
    return rows


def match_answer_type(analysis: QuestionAnalysis, kinds: IntArray) -> BoolArray:
    """Tell which of these kinds of mentions the question asks for."""
    is_expected = np.zeros(WORD + 1, bool)
    is_expected[[KINDS.index(kind) for kind in analysis.mention_kinds]] = True
    return is_expected[kinds]


def match_category(table: CandidateTable, noun: str) -> FloatArray:
    """Return 1.0 for candidates that are hyponyms of a noun, 0.0 for others, -1.0 without one."""
    if not noun:
        return np.full(len(table), -1.0)
    hyponyms = hyponyms_of(noun)
    is_single = table.term_lists.lengths == 1
    single_terms = table.term_hashes[table.term_lists.starts[is_single]]
    is_member = find_positions(hyponyms, table.hashes) >= 0
    is_member[is_single] |= find_positions(hyponyms, single_terms) >= 0
    return is_member.astype(np.float64)


def are_places(names: frozenset[str], hashes: HashArray) -> BoolArray:
    """Tell which candidates are one of these names of places."""
    return find_positions(place_hashes(names), hashes) >= 0


def aggregate_occurrences(
    pool: SentencePool, occurrences: Occurrences, candidates: int
) -> dict[str, FloatArray]:
    """Return votes, sums and maxima over each candidate's sentences, of shape (candidates,) each.

    An article votes with its best sentence: squared coverage by sentence and title, times
    squared relevance.
    """
    ids, sentences = occurrences.candidate_ids, occurrences.sentence_ids
    hits = pool.hit_ids[sentences]
    relevance, age = pool.relevance[hits], pool.ages[hits]
    coverage = pool.coverage_sentence[sentences]
    with_title = pool.coverage_with_title[sentences]
    with_context = pool.coverage_with_context[sentences]
    weights = np.array([*map(pool.query.weights.__getitem__, pool.query.terms)] or [0.0])
    positions = occurrences.positions
    nearness = _nearness(positions, occurrences.query_positions[sentences], 4.0) @ weights
    to_noun = _nearness(positions, occurrences.noun_positions[sentences], 1.0).max(axis=1)
    sums = {
        "sentences": np.ones(len(sentences)), "coverage": coverage * relevance,
        "context": (with_context * relevance) ** 2,
        "fresh": (with_title * relevance) ** 2 * (age <= _FRESH_DAYS),
        "titles": relevance**2 * with_title * occurrences.in_title,
        "nouns": occurrences.has_noun[sentences],
        "nearness": nearness * relevance**2, "noun_nearness": to_noun * relevance,
        "freshness": np.exp(-age / _FRESHNESS_DAYS), "first_hits": hits < _FIRST_HITS,
        "last_hits": hits >= _LAST_HITS,
    }  # fmt: skip
    is_first_passage = pool.passage_numbers[hits] == 0
    lead = np.maximum(1 - pool.positions[sentences] / _LEADING_SENTENCES, 0) * is_first_passage
    maxima = {
        "max_coverage_sentence": coverage, "max_coverage_with_title": with_title * relevance,
        "max_relevance": relevance, "max_nearness": nearness * relevance,
        "max_noun_nearness": to_noun, "max_lead": lead,
    }  # fmt: skip
    statistics: dict[str, FloatArray] = {
        name: np.bincount(ids, value, candidates).astype(np.float64) for name, value in sums.items()
    }
    groups, group_values = group_maxima(ids, np.array(list(maxima.values())))
    by_candidate = np.zeros((len(maxima), candidates))
    by_candidate[:, groups] = group_values
    article_count = int(pool.article_ids.max(initial=0)) + 1
    ballots, ballot_weights = group_maxima(
        ids * article_count + pool.article_ids[hits], (with_title * relevance) ** 2
    )
    voters = ballots // article_count
    statistics |= dict(zip(maxima, by_candidate, strict=True))
    return statistics | {
        "votes": np.bincount(voters, ballot_weights, candidates).astype(np.float64),
        "articles": np.bincount(voters, minlength=candidates).astype(np.float64),
    }


def _nearness(positions: PositionArray, targets: PositionArray, scale: float) -> FloatArray:
    """Return 1 / (1 + distance / scale) to each target, 0 where either position is -1."""
    distances = np.abs(targets - positions[:, None])
    is_defined = (targets >= 0) & (positions[:, None] >= 0)
    nearness: FloatArray = is_defined / (1 + distances / scale)
    return nearness
