"""Relevance: the words that good passages and their titles share and the question lacks.

This is the relevance model of Lavrenko and Croft (2001), by which a sentence is the better the
more it says in the words of what was found.
"""

import numpy as np

from bot.answers.features.sentence_pool import Pool
from bot.answers.features.tokens import Tokens
from bot.answers.question.common import idf
from bot.answers.ragged import Places, Reals

_HITS = 15
_TITLES = 30
_STRONGEST = 10
_MOST_TERMS = 200  # of a sentence: a single endless one would widen all rows


def relevant_words(pool: Pool) -> Reals:
    """Return what each term of the pool weighs in the best passages, 0 for what is asked.

    The strongest ten weigh 1 on average.
    """
    tokens = pool.tokens
    hit = pool.hit[tokens.sentence]
    sizes = np.bincount(hit, minlength=len(pool.hits))
    share = pool.relevance**2 / np.maximum(sizes, 1)
    best = hit < _HITS
    weight = np.bincount(tokens.term[best], share[hit[best]], len(tokens.terms)).astype(float)
    weight *= idf(tokens.terms) * (pool.query.bits(tokens.terms) == 0)
    unit = np.sort(weight)[-_STRONGEST:].sum() / _STRONGEST
    return weight / (unit or 1.0)


def title_words(pool: Pool) -> Reals:
    """Return what each term of the pool weighs in the best titles, the strongest of them 1."""
    titles = pool.titles
    best = pool.article[:_TITLES]
    _, firsts = np.unique(best, return_index=True)
    share = np.zeros(len(pool.hits))
    share[firsts] = pool.relevance[firsts] ** 2
    weight = np.bincount(titles.term, share[titles.hit], len(titles.terms)).astype(float)
    weight *= idf(titles.terms) * (pool.query.bits(titles.terms) == 0)
    top = weight.max(initial=0.0) or 1.0
    return np.append(weight / top, 0.0)[titles.of_tokens]


def by_sentence(tokens: Tokens, weight: Reals, rows: Places) -> Reals:
    """Return the weights of the terms of sentences, a row each, filled up with zeros."""
    counts = tokens.sentences.counts[rows]
    width = min(_MOST_TERMS, max(1, int(counts.max(initial=0))))
    row, token = tokens.sentences.of(rows)
    position = tokens.position[token]
    kept = position < width
    table = np.zeros((len(rows), width))
    table[row[kept], position[kept]] = weight[tokens.term[token[kept]]]
    return table


def top(weights: Reals, most: int) -> Reals:
    """Return the sum of the largest weights of each row."""
    if weights.shape[1] > most:
        weights = np.partition(weights, -most, axis=1)[:, -most:]
    summed: Reals = weights.sum(axis=1)
    return summed
