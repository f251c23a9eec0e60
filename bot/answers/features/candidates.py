"""Candidates: the names, numbers, quotations and words that may be the answer.

Sentences of different articles that mention the same candidate support it. A learned function
tells from a candidate's features how likely it is what the question asks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.answers.arrays import Float32Array, FloatArray, HashArray, IdArray, IntArray
from bot.answers.features.candidate_features import (
    aggregate_occurrences,
    are_places,
    build_candidate_features,
    match_answer_type,
    match_category,
)
from bot.answers.features.occurrences import WORD, CandidateTable, find_occurrences
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.question.answer_type import QuestionAnalysis

# How many of the most promising go on: mentions and words, and then more of the mentions that
# the question's form asks for, of places, and of the category it names, which votes alone would
# leave out.
_MENTIONS, _WORDS, _OF_TYPE, _PLACES, _OF_CATEGORY = 40, 20, 20, 10, 10
_PROMISE = ("votes", "nearness", "fresh", "context")


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be the answer, and the sentences that hold it.

    By candidate, the most promising first:
    ``hashes``, ``kinds``: as in CandidateTable; shape (candidates,).
    ``features``: those of ``candidate_features.COLUMNS``; shape (candidates, columns).

    By pair of a sentence and a candidate in it, of shape (pairs,):
    ``sentence_ids``: the sentence in the pool.
    ``candidate_ids``: the candidate.
    ``mention_ids``: the number of the mention in its sentence; -1 for a word.
    """

    hashes: HashArray
    kinds: IntArray
    features: Float32Array
    sentence_ids: IdArray
    candidate_ids: IdArray
    mention_ids: IdArray

    def __len__(self) -> int:
        return len(self.hashes)


def select_candidates(pool: SentencePool) -> Candidates:
    """Return the most promising candidates in the sentences of ``pool``."""
    table, occurrences = find_occurrences(pool)
    analysis = pool.query.analysis
    statistics = aggregate_occurrences(pool, occurrences, len(table))
    statistics["in_category"] = match_category(table, analysis.category)
    selection = _select_promising(table, statistics, analysis)
    new_ids = np.full(len(table), -1)
    new_ids[selection] = np.arange(len(selection))
    is_selected = new_ids[occurrences.candidate_ids] >= 0
    return Candidates(
        table.hashes[selection],
        table.kinds[selection],
        build_candidate_features(pool, table, selection, statistics),
        occurrences.sentence_ids[is_selected],
        new_ids[occurrences.candidate_ids[is_selected]],
        occurrences.mention_ids[is_selected],
    )


def _select_promising(
    table: CandidateTable, statistics: Mapping[str, FloatArray], analysis: QuestionAnalysis
) -> IdArray:
    """Return the candidates that go on, the most promising first."""
    promise = np.zeros(len(table))
    for name in _PROMISE:
        promise += statistics[name] / max(statistics[name].max(initial=0.0), 1e-9)
    order = np.argsort(-promise, kind="stable")
    kinds = table.kinds[order]
    is_word = kinds == WORD
    quotas = [
        (~is_word, _MENTIONS),
        (is_word, _WORDS),
        (match_answer_type(analysis, kinds), _OF_TYPE),
        (statistics["in_category"][order] > 0, _OF_CATEGORY),
    ]
    if analysis.places is not None:
        quotas.append((are_places(analysis.places, table.hashes[order]), _PLACES))
    is_selected = np.zeros(len(table), bool)
    for group, quota in quotas:
        is_selected[np.flatnonzero(group)[:quota]] = True
    return order[is_selected].astype(np.intp)
