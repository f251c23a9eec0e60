"""The relevance model: the terms that good passages and titles share and the question lacks.

After Lavrenko and Croft (2001), "Relevance-based language models": a sentence is the better the
more it says in the words of what was found.
"""

import numpy as np

from bot.answers.arrays import FloatArray, IdArray
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.tokens import Tokens
from bot.answers.question.lexicons import background_idf

_HITS = 15
_TITLES = 30
_STRONGEST = 10
_MAX_TERMS = 200  # of a sentence: a single endless one would widen all rows


def weigh_passage_terms(pool: SentencePool) -> FloatArray:
    """Return the weight of each term in the best passages, of shape (terms,).

    0 for the terms of the question; the strongest ten weigh 1 on average.
    """
    tokens = pool.tokens
    hits = pool.hit_ids[tokens.sentence_ids]
    lengths = np.bincount(hits, minlength=len(pool.hits))
    token_weights = pool.relevance**2 / np.maximum(lengths, 1)
    is_best = hits < _HITS
    weights = np.bincount(
        tokens.term_ids[is_best], token_weights[hits[is_best]], len(tokens.vocabulary)
    ).astype(float)
    weights *= background_idf(tokens.vocabulary) * (pool.query.term_masks(tokens.vocabulary) == 0)
    unit = np.sort(weights)[-_STRONGEST:].sum() / _STRONGEST
    return weights / (unit or 1.0)


def weigh_title_terms(pool: SentencePool) -> FloatArray:
    """Return the weight of each term in the best titles, of shape (terms,), the largest 1."""
    titles = pool.title_terms
    _, first_hits = np.unique(pool.article_ids[:_TITLES], return_index=True)
    hit_weights = np.zeros(len(pool.hits))
    hit_weights[first_hits] = pool.relevance[first_hits] ** 2
    weights = np.bincount(
        titles.term_ids, hit_weights[titles.hit_ids], len(titles.vocabulary)
    ).astype(float)
    weights *= background_idf(titles.vocabulary) * (pool.query.term_masks(titles.vocabulary) == 0)
    largest = weights.max(initial=0.0) or 1.0
    return np.append(weights / largest, 0.0)[titles.from_token_term]


def tabulate_weights(tokens: Tokens, weights: FloatArray, sentences: IdArray) -> FloatArray:
    """Return the weights of the terms of sentences, a row each, padded with zeros."""
    lengths = tokens.sentences.lengths[sentences]
    width = min(_MAX_TERMS, max(1, int(lengths.max(initial=0))))
    rows, items = tokens.sentences.expand(sentences)
    positions = tokens.positions[items]
    fits = positions < width
    table = np.zeros((len(sentences), width))
    table[rows[fits], positions[fits]] = weights[tokens.term_ids[items[fits]]]
    return table


def sum_largest(weights: FloatArray, count: int) -> FloatArray:
    """Return the sum of the largest ``count`` weights of each row."""
    if weights.shape[1] > count:
        weights = np.partition(weights, -count, axis=1)[:, -count:]
    total: FloatArray = weights.sum(axis=1)
    return total
