"""Matter: how likely passages are on the matter of an answer, whatever their day.

The words of the question do not tell: "Which film was cancelled this week?" names no film. The
terms that the best passages share, and the question lacks, do: those of the relevance model.
"""

from dataclasses import dataclass

import numpy as np

from bot.answers.arrays import BoolArray, FloatArray, HashArray, MaskArray, make_ragged
from bot.answers.features.relevance_model import weigh_passage_terms
from bot.answers.features.sentence_pool import SentencePool

_TERMS = 20

# Fitted to 341 passages of other days than the answer's, on 38 questions, each judged by reading.
# Of those with log-odds above 1.3, 94% were on the matter, of all of them 47%.
_BIAS = -4.5
_RELEVANCE_WEIGHT = 2.4
_TERM_WEIGHT = 4.7
_WORD_WEIGHT = 2.0
_NAME_WEIGHT = 2.0
_DAYS_WEIGHT = -0.45

# Of 86 sentences from more than 60 days away, 68% were on the matter: 96% of those with a name
# and log-odds that are larger by 0.7, and 41% of those on a question that names nobody and no
# place. Floods and jackpots come every year.
_FAR = 60
_FAR_COST = 0.7


@dataclass(frozen=True, slots=True)
class Matter:
    """How much the passages and sentences of a pool are on a matter.

    ``passages``: the log-odds that each hit is on it; shape (hits,).
    ``sentences``: how much of it each sentence holds itself, from 0 to 1; shape (sentences,).
    """

    passages: FloatArray
    sentences: FloatArray


def measure_matter(
    pool: SentencePool, model: SentencePool, lead_terms: HashArray, day: int
) -> Matter:
    """Return how much ``pool`` is on the matter of an answer from ``day``, an ordinal.

    ``model``: the pool that the answer is from, which tells the terms of the matter.
    ``lead_terms``: the terms of what is quoted first, with its title.
    """
    weights = weigh_passage_terms(model)
    strongest = np.argsort(-weights, kind="stable")[:_TERMS]
    weights = weights[strongest]
    in_titles, in_sentences = _find_terms(pool, model.tokens.vocabulary[strongest])
    in_passages = pool.passages.reduce(np.logical_or, in_sentences, 0) | in_titles
    masks = pool.passages.reduce(np.bitwise_or, pool.masks, 0) | pool.title_masks
    lead_mask = np.bitwise_or.reduce(pool.query.term_masks(lead_terms))
    days = np.array([abs(hit.published.toordinal() - day) for hit in pool.hits], np.float64)
    passages = (
        _BIAS
        + _RELEVANCE_WEIGHT * pool.relevance
        + _TERM_WEIGHT * _divide_by_largest(weights @ in_passages)
        + _WORD_WEIGHT * _share(pool, masks, lead_mask & pool.query.topical_mask)
        + _NAME_WEIGHT * _share(pool, masks, lead_mask & pool.query.entity_mask)
        + _DAYS_WEIGHT * np.log1p(days)
    )
    is_far = days > _FAR
    passages[is_far] -= _FAR_COST
    passages[is_far & _lacks_figure(pool, masks)] = -np.inf
    if pool.query.language.has_capitals and not lead_mask & pool.query.entity_mask:
        passages[is_far] = -np.inf
    sentences = _divide_by_largest(weights @ in_sentences) + pool.coverage_sentence
    return Matter(passages, _divide_by_largest(sentences))


def _find_terms(pool: SentencePool, hashes: HashArray) -> tuple[BoolArray, BoolArray]:
    """Tell which titles and which sentences have each term.

    Of shape (terms, hits) and (terms, sentences).
    """
    in_titles = np.zeros((len(hashes), len(pool.hits)), bool)
    in_sentences = np.zeros((len(hashes), len(pool)), bool)
    titles = make_ragged(pool.annotations.titles).list_ids()
    for number, term_hash in enumerate(hashes.tolist()):
        in_titles[number, titles[pool.annotations.title_terms == term_hash]] = True
        tokens = pool.annotations.terms == term_hash
        in_sentences[number, pool.tokens.sentence_ids[tokens]] = True
    return in_titles, in_sentences


def _share(pool: SentencePool, masks: MaskArray, lead_mask: np.int64) -> FloatArray:
    """Return which share of the weight of some words each passage has; shape (hits,)."""
    total = float(pool.query.coverages(np.array([lead_mask]))[0])
    if not total:
        return np.ones(len(masks))
    shares: FloatArray = pool.query.coverages(masks & lead_mask) / total
    return shares


def _lacks_figure(pool: SentencePool, masks: MaskArray) -> BoolArray:
    """Tell which passages, with their titles, lack a figure that the question names."""
    is_lacking = np.zeros(len(masks), bool)
    for word in pool.query.words:
        if word.text[0].isdecimal() and word.df and not word.is_temporal:
            is_lacking |= (masks & pool.query.mask_words([word])) == 0
    return is_lacking


def _divide_by_largest(values: FloatArray) -> FloatArray:
    """Return values as shares of the largest; all are 1 where there is nothing to compare."""
    largest = values.max(initial=0.0)
    return values / largest if largest > 0 else np.ones_like(values)
