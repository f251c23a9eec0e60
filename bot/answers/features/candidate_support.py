"""Candidate support: what the candidates in a sentence say for quoting it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.answers.arrays import Float32Array, FloatArray, IdArray, IntArray
from bot.answers.features import candidate_features
from bot.answers.features.candidates import Candidates
from bot.answers.features.occurrences import WORD
from bot.answers.trees import softmax

ADDITIVE = (
    "likelihood_sum", "mention_likelihood_sum", "word_likelihood_sum", "top_3_count",
    "top_10_count",
)  # fmt: skip
"""The features that add up over several sentences; of the others the largest counts."""


@dataclass(frozen=True, slots=True)
class SentenceCandidates:
    """The candidates in each sentence, of the parts of one mention only the likeliest.

    By pair, sorted by sentence and then the likeliest first; shape (pairs,) each:
    ``sentence_ids``: the sentence in the pool.
    ``candidate_ids``: the candidate.
    ``ranks``: the candidate's position among those of its sentence, from 0.
    """

    sentence_ids: IdArray
    candidate_ids: IdArray
    ranks: IntArray


def assign_candidates(candidates: Candidates, scores: Float32Array) -> SentenceCandidates:
    """Return the candidates in each sentence, given the scores of all."""
    count = len(candidates)
    width = count + int(candidates.mention_ids.max(initial=0)) + 1
    is_word = candidates.mention_ids < 0
    keys = (
        np.where(is_word, candidates.candidate_ids, count + candidates.mention_ids)
        + candidates.sentence_ids * width
    )
    order = np.lexsort((-scores[candidates.candidate_ids], keys))
    likeliest = order[np.flatnonzero(np.diff(keys[order], prepend=-1))]
    order = likeliest[
        np.lexsort(
            (-scores[candidates.candidate_ids[likeliest]], candidates.sentence_ids[likeliest])
        )
    ]
    sentence_ids = candidates.sentence_ids[order]
    starts = np.flatnonzero(np.diff(sentence_ids, prepend=-1))
    lengths = np.diff(starts, append=len(sentence_ids))
    ranks = np.arange(len(sentence_ids)) - np.repeat(starts, lengths)
    return SentenceCandidates(sentence_ids, candidates.candidate_ids[order], ranks)


def build_support_features(
    size: int, candidates: Candidates, scores: Float32Array, members: SentenceCandidates
) -> Mapping[str, FloatArray]:
    """Return candidate-support features by name, each of shape (sentences,).

    ``size`` is the number of sentences, ``scores`` are those of the candidates.
    """
    count = len(candidates)
    likelihoods = softmax(scores)
    rank = np.empty(count)
    rank[np.argsort(-scores, kind="stable")] = np.arange(count)
    sentences, ids, ranks = members.sentence_ids, members.candidate_ids, members.ranks
    best_three = np.full((size, 3), float(scores.min(initial=0.0)))
    is_best_three = ranks < 3
    best_three[sentences[is_best_three], ranks[is_best_three]] = scores[ids[is_best_three]]
    best_likelihood = np.zeros(size)
    best_likelihood[sentences[ranks == 0]] = likelihoods[ids[ranks == 0]]
    top_score = float(scores.max(initial=0.0))
    column = {
        name: candidates.features[:, number]
        for number, name in enumerate(candidate_features.COLUMNS)
    }
    fresh = column["fresh"] / max(float(column["fresh"].max(initial=0.0)), 1e-9)

    def maximum(values: Float32Array | FloatArray, pairs: IdArray) -> FloatArray:
        largest = np.zeros(size)
        np.maximum.at(largest, sentences[pairs], values[ids[pairs]].astype(float))
        return largest

    def total(values: FloatArray, pairs: IdArray) -> FloatArray:
        sums: FloatArray = np.bincount(sentences[pairs], values[ids[pairs]], size).astype(float)
        return sums

    is_word = (candidates.kinds == WORD)[ids]
    all_pairs, words, mentions = (
        np.arange(len(ids)),
        np.flatnonzero(is_word),
        np.flatnonzero(~is_word),
    )
    return {
        "best_likelihood": best_likelihood,
        "likelihood_sum": total(likelihoods, all_pairs),
        "mention_likelihood": maximum(likelihoods, mentions),
        "mention_likelihood_sum": total(likelihoods, mentions),
        "word_likelihood": maximum(likelihoods, words),
        "word_likelihood_sum": total(likelihoods, words),
        "top_3_count": np.bincount(sentences[rank[ids] < 3], minlength=size).astype(float),
        "top_10_count": np.bincount(sentences[rank[ids] < 10], minlength=size).astype(float),
        "best_score": best_three[:, 0],
        "best_margin": best_three[:, 0] - top_score,
        "second_margin": best_three[:, 1] - top_score,
        "third_margin": best_three[:, 2] - top_score,
        "lead": best_three[:, 0] - best_three[:, 1],
        "top_score": np.full(size, top_score),
        "top_likelihood": np.full(size, float(likelihoods.max(initial=0.0))),
        "vote_share": maximum(column["vote_share"], all_pairs),
        "fresh_share": maximum(fresh, all_pairs),
        "place_vote_share": maximum(column["place_vote_share"], mentions),
        "noun_mean": maximum(column["noun_mean"], all_pairs),
    }
