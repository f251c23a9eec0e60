"""Sentence features: what speaks for quoting a sentence, in numbers that a function weighs.

Beside what a sentence shares with the question, they tell which candidates for the answer it
holds, and how many of the words that the best passages have and the question lacks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.answers.arrays import BoolArray, CountArray, Float32Array, FloatArray, IdArray, make_ragged
from bot.answers.features.candidate_support import (
    ADDITIVE,
    assign_candidates,
    build_support_features,
)
from bot.answers.features.candidates import Candidates
from bot.answers.features.relevance_model import (
    sum_largest,
    tabulate_weights,
    weigh_passage_terms,
    weigh_title_terms,
)
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.question.answer_type import OPENINGS
from bot.language.annotations import KINDS

_LARGEST_WEIGHTS = 5
_LARGEST_TITLE_WEIGHTS = 4
_FRESHNESS_DAYS = 14

_COMPARABLE = (
    "coverage_sentence", "coverage_with_title", "coverage_with_context", "best_likelihood",
    "likelihood_sum", "mention_likelihood", "mention_likelihood_sum", "word_likelihood_sum",
    "relevance_max", "relevance_top", "relevance_mean", "fresh_share",
)  # fmt: skip
COLUMNS = (
    "coverage_sentence", "coverage_last_sentence", "coverage_with_title",
    "coverage_with_context", "coverage_passage", "coverage_title", "coverage_entities",
    "coverage_entities_with_title", "hit_relevance", "hit_number",
    "age", "freshness", "position", "passage_number", "passage_sentences", "term_count",
    "length", "sentence_count",
    "best_likelihood", "second_margin", "third_margin", "likelihood_sum", "mention_likelihood",
    "mention_likelihood_sum", "word_likelihood", "word_likelihood_sum",
    "top_3_count", "top_10_count", "best_score", "best_margin", "lead", "top_score",
    "top_likelihood", "vote_share", "fresh_share", "place_vote_share", "noun_mean",
    *(f"kind_{kind.name.lower()}" for kind in KINDS),
    "relevance_max", "relevance_top", "relevance_sum", "relevance_mean", "title_terms_max",
    "title_terms_top", "title_overlap", "bigrams", "has_noun", "opens_with_pronoun",
    "is_question", "quotation_marks",
    "question_form", "question_words", "expects_mention", "noun_words", "question_weight",
    "missing_words", "pool_articles", "pool_hits",
    "coverage_by_relevance", "coverage_with_title_by_relevance",
    "likelihood_by_coverage_with_title", "likelihood_by_coverage",
    *(f"asks_{name}" for name in OPENINGS),
    *(f"{name}_rank" for name in _COMPARABLE), *(f"{name}_ratio" for name in _COMPARABLE),
)  # fmt: skip
"""The features; a ``_ratio`` is one to the largest value among the question's sentences, a
``_rank`` the share of sentences with a larger one."""

ENGLISH_COLUMNS = frozenset((
    "place_vote_share", "noun_mean", "has_noun", "noun_words", "opens_with_pronoun", "length",
    "term_count", "asks_who_is",
))  # fmt: skip
"""The features that only English has, and lengths, which differ by script."""


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """What every sentence of ``pool`` holds.

    ``support``: candidate-support features by name; shape (sentences,) each.
    ``holds``: which candidates a sentence holds, of the parts of one mention only the
    likeliest; shape (sentences, candidates).
    ``relevance``: max, top, sum and mean of its terms' weights in the relevance model; shape
    (sentences, 4).
    """

    pool: SentencePool
    support: Mapping[str, FloatArray]
    holds: BoolArray
    relevance: FloatArray

    def promise(self) -> FloatArray:
        """Return what orders the sentences roughly, to leave out most of them."""
        promise: FloatArray = (
            self.pool.coverage_with_title * self.pool.relevance[self.pool.hit_ids]
            + self.support["vote_share"] / 2
            + _divide_by_largest(self.relevance[:, 3]) / 2
            + self.support["fresh_share"] / 3
            + _divide_by_largest(self.support["best_likelihood"])
        )
        return promise


def gather_evidence(
    pool: SentencePool, candidates: Candidates, scores: Float32Array
) -> SentenceEvidence:
    """Return what every sentence holds, given the candidates' scores."""
    weights = tabulate_weights(pool.tokens, weigh_passage_terms(pool), np.arange(len(pool)))
    total = weights.sum(axis=1)
    lengths = np.maximum(pool.tokens.sentences.lengths, 1)
    relevance = np.column_stack(
        [weights.max(axis=1), sum_largest(weights, _LARGEST_WEIGHTS), total, total / lengths]
    )
    members = assign_candidates(candidates, scores)
    holds = np.zeros((len(pool), len(candidates)), bool)
    holds[members.sentence_ids, members.candidate_ids] = True
    support = build_support_features(len(pool), candidates, scores, members)
    return SentenceEvidence(pool, support, holds, relevance)


def build_sentence_features(
    evidence: SentenceEvidence, windows: Sequence[range], lengths: Sequence[int]
) -> Float32Array:
    """Return the features of what may be quoted, of shape (windows, COLUMNS).

    A window has the sentences that are quoted together; ``lengths`` are in characters.
    """
    pool, relevance = evidence.pool, evidence.relevance
    last = np.array([window[-1] for window in windows], np.intp)
    hits = pool.hit_ids[last]
    masks, quotation_marks = pool.masks[last], pool.annotations.quotes[last]
    for number, window in _longer(windows):
        masks[number] = np.bitwise_or.reduce(pool.masks[window[0] : window[-1] + 1])
        quotation_marks[number] = pool.annotations.quotes[window[0] : window[-1] + 1].sum()
    masks_with_title = masks | pool.title_masks[hits]
    query, analysis = pool.query, pool.query.analysis
    entities, hit_relevance = query.entity_mask, pool.relevance[hits]
    coverage, with_title = query.coverages(masks), query.coverages(masks_with_title)
    title_weights = tabulate_weights(pool.tokens, weigh_title_terms(pool), last)
    columns: dict[str, Any] = {
        **_support_of_windows(evidence.support, last, windows), **_text_features(pool, last),
        "coverage_sentence": coverage, "coverage_last_sentence": pool.coverage_sentence[last],
        "coverage_with_title": with_title,
        "coverage_with_context": pool.coverage_with_context[last],
        "coverage_passage": pool.coverage_passage[last],
        "coverage_title": pool.coverage_title[last],
        "coverage_entities": query.coverages(masks & entities),
        "coverage_entities_with_title": query.coverages(masks_with_title & entities),
        "hit_relevance": hit_relevance, "hit_number": hits, "age": pool.ages[hits],
        "freshness": np.exp(-pool.ages[hits] / _FRESHNESS_DAYS),
        "position": pool.positions[last], "passage_number": pool.passage_numbers[hits],
        "passage_sentences": pool.annotations.sizes[hits],
        "term_count": pool.tokens.sentences.lengths[last], "length": lengths,
        "sentence_count": [len(window) for window in windows],
        "relevance_max": relevance[last, 0], "relevance_top": relevance[last, 1],
        "relevance_sum": relevance[last, 2], "relevance_mean": relevance[last, 3],
        "title_terms_max": title_weights.max(axis=1),
        "title_terms_top": sum_largest(title_weights, _LARGEST_TITLE_WEIGHTS),
        "opens_with_pronoun": pool.annotations.pronoun[[window[0] for window in windows]],
        "is_question": pool.annotations.question[last],
        "quotation_marks": quotation_marks,
        "question_form": analysis.form, "question_words": len(query.words),
        "expects_mention": bool(analysis.mention_kinds), "noun_words": len(analysis.noun_terms),
        "question_weight": query.weight, "missing_words": len(query.missing),
        "pool_articles": pool.article_count, "pool_hits": len(pool.hits),
        **{f"asks_{name}": analysis.opening == name for name in OPENINGS},
        "coverage_by_relevance": coverage * hit_relevance,
        "coverage_with_title_by_relevance": with_title * hit_relevance,
    }  # fmt: skip
    likelihood = columns["best_likelihood"]
    columns["likelihood_by_coverage_with_title"] = likelihood * with_title * hit_relevance
    columns["likelihood_by_coverage"] = likelihood * coverage
    comparable: FloatArray = np.column_stack([columns[n] for n in _COMPARABLE]).astype(float)
    columns |= _with_suffix("rank", _rank_descending(comparable))
    columns |= _with_suffix("ratio", _divide_by_largest(comparable))
    rows = np.empty((len(last), len(COLUMNS)), np.float32)
    for number, name in enumerate(COLUMNS):
        rows[:, number] = columns[name]
    return rows


def _longer(windows: Sequence[range]) -> list[tuple[int, range]]:
    """Return the windows of several sentences, each with its number."""
    return [(number, window) for number, window in enumerate(windows) if len(window) > 1]


def _support_of_windows(
    support: Mapping[str, FloatArray], last: IdArray, windows: Sequence[range]
) -> dict[str, FloatArray]:
    """Return the candidate-support features of windows, each of shape (windows,)."""
    by_sentence = np.array(list(support.values()))
    is_additive = np.array([name in ADDITIVE for name in support])
    by_window = by_sentence[:, last]
    for number, window in _longer(windows):
        sentences = by_sentence[:, window[0] : window[-1] + 1]
        by_window[:, number] = np.where(is_additive, sentences.sum(axis=1), sentences.max(axis=1))
    return dict(zip(support, by_window, strict=True))


def _text_features(pool: SentencePool, sentences: IdArray) -> dict[str, object]:
    """Return how sentences repeat the question and their titles, and what they mention."""
    tokens, first, titles = pool.tokens, pool.tokens.first_occurrences, pool.title_terms
    is_bigram = _are_bigrams(pool)
    bigrams = np.bincount(tokens.sentence_ids[1:][is_bigram], minlength=len(pool))
    in_title = titles.contains(
        pool.hit_ids[first.sentence_ids], titles.from_token_term[first.term_ids]
    )
    overlap = np.bincount(first.sentence_ids[in_title], minlength=len(pool))[sentences]
    noun_positions = first.tabulate(tokens.lookup(pool.query.noun_hashes), len(pool))
    kind_counts = _count_kinds(pool)[sentences]
    return {
        "bigrams": bigrams[sentences],
        "title_overlap": overlap / np.maximum(titles.counts[pool.hit_ids[sentences]], 1),
        "has_noun": np.all(noun_positions[sentences] >= 0, axis=1),
        **{f"kind_{kind.name.lower()}": kind_counts[:, n] for n, kind in enumerate(KINDS)},
    }


def _are_bigrams(pool: SentencePool) -> BoolArray:
    """Tell for each token but the first whether it follows the one before in the question too.

    An alternative stands for the term in whose place it is.
    """
    tokens = pool.tokens
    hashes, term_ids = pool.query.position_columns
    numbers = np.full(len(tokens.vocabulary) + 1, -2)  # what does not occur writes to the last
    numbers[tokens.lookup(hashes)] = term_ids
    numbers_of_tokens = numbers[tokens.term_ids]
    follows = numbers_of_tokens[1:] == numbers_of_tokens[:-1] + 1
    is_bigram: BoolArray = follows & (tokens.positions[1:] > 0)
    return is_bigram


def _count_kinds(pool: SentencePool) -> CountArray:
    """Return how many mentions of each kind there are, of shape (sentences, kinds)."""
    sentence_ids = make_ragged(pool.annotations.counts).list_ids()
    size = len(pool) * len(KINDS)
    keys = sentence_ids * len(KINDS) + pool.annotations.kinds
    return np.bincount(keys, minlength=size).reshape(len(pool), len(KINDS))


def _with_suffix(suffix: str, columns: FloatArray) -> dict[str, object]:
    return {f"{name}_{suffix}": col for name, col in zip(_COMPARABLE, columns.T, strict=True)}


def _divide_by_largest(values: FloatArray) -> FloatArray:
    """Return values as shares of the largest, column by column."""
    shares: FloatArray = values / np.maximum(values.max(axis=0, initial=0.0), 1e-9)
    return shares


def _rank_descending(values: FloatArray) -> FloatArray:
    """Return the share of rows that have a larger value, column by column."""
    order = np.argsort(np.argsort(-values, axis=0, kind="stable"), axis=0, kind="stable")
    ranks: FloatArray = order / max(1, len(values))
    return ranks
