"""Shortlist: of the passages that a search returned, those with a sentence like the claim.

BM25 ranks passages by all that they share with a claim. What is word for word shares nearly all
of it in one sentence, or in two: the annotations of an index tell that without reading a text.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bot.index.protocol import Hit, prefetch
from bot.language.annotations import Annotations, IntArray, decode_annotations
from bot.language.hashing import hash_terms

_FEWEST = 8  # passages that are compared, if so many match,
_MOST_HITS = 20  # and as many where more have nearly the whole claim
_BY_BM25 = 3
_NEARLY_ALL = 0.75  # of what the claim's terms tell
_OF_PAIR = 0.95  # two sentences together count less than one,
_OF_LENGTH = 0.1  # and so do those of another length: many have the same few common words

_BoolArray = npt.NDArray[np.bool_]
_FloatArray = npt.NDArray[np.float64]


def shorten_list(hits: Sequence[Hit], weights: Mapping[str, float]) -> list[Hit]:
    """Return the hits with the sentences that share most terms with a claim, the best first.

    ``weights``: how much each term of the claim tells.
    """
    if not hits or not weights:
        return []
    prefetch(hits)
    annotations = decode_annotations([hit.annotations for hit in hits])
    scores = _score(annotations, weights)
    order = np.argsort(-scores, kind="stable")
    count = max(_FEWEST, int(np.count_nonzero(scores >= _NEARLY_ALL)))
    chosen_ids = [number for number in order[: min(count, _MOST_HITS)] if scores[number] > 0]
    # Annotations know no headings: the best by BM25 may have the claim in one.
    return [
        hits[number]
        for number in dict.fromkeys((*chosen_ids, *range(_BY_BM25)))
        if number < len(hits)
    ]


def _score(annotations: Annotations, weights: Mapping[str, float]) -> _FloatArray:
    """Return by passage how much of a claim a sentence or two of it have, from 0 to 1."""
    presence = _find_terms(annotations, list(weights))
    values = np.array([*weights.values()]) / sum(weights.values())
    lengths = annotations.lengths
    scores = presence @ values * _compare_lengths(lengths, len(weights))
    passages = np.repeat(np.arange(len(annotations.sizes)), annotations.sizes)
    if len(presence) > 1:
        pairs = (presence[1:] | presence[:-1]) @ values
        pairs *= _compare_lengths(lengths[1:] + lengths[:-1], len(weights))
        is_pair = passages[1:] == passages[:-1]
        scores[1:] = np.maximum(scores[1:], pairs * is_pair * _OF_PAIR)
    best = np.zeros(len(annotations.sizes))
    np.maximum.at(best, passages, scores)
    return best


def _compare_lengths(lengths: IntArray, length: int) -> _FloatArray:
    """Return a factor below 1 for sentences that have fewer or more terms than a claim."""
    ratio = np.minimum(lengths, length) / np.maximum(np.maximum(lengths, length), 1)
    factor: _FloatArray = 1 - _OF_LENGTH * (1 - ratio)
    return factor


def _find_terms(annotations: Annotations, terms: Sequence[str]) -> _BoolArray:
    """Return by sentence and term whether the sentence has the term."""
    hashes = np.array(hash_terms(terms), np.intp)
    order = np.argsort(hashes)
    places = np.searchsorted(hashes[order], annotations.terms)
    columns = order[np.minimum(places, len(order) - 1)]
    is_present = hashes[columns] == annotations.terms
    sentences = np.repeat(np.arange(len(annotations.lengths)), annotations.lengths)
    presence = np.zeros((len(annotations.lengths), len(terms)), bool)
    presence[sentences[is_present], columns[is_present]] = True
    return presence
