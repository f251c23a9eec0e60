"""Arrived terms: which of the passages of new articles have which terms, to be looked up fast."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from bot.answers.arrays import FloatArray, HashArray, IdArray, make_ragged
from bot.answers.question.query import Query
from bot.index.protocol import PassageRef
from bot.language.annotations import decode_annotations
from bot.language.hashing import hash_terms


@dataclass(frozen=True, slots=True)
class ArrivedTerms:
    """The terms of passages and their titles, each with the passages that have it.

    ``refs``: the passages.
    ``hashes``: the terms, sorted, each as often as passages have it.
    ``passages``: the position of a passage for each of ``hashes``.
    """

    refs: tuple[PassageRef, ...]
    hashes: HashArray
    passages: IdArray

    @classmethod
    def read(cls, refs: Sequence[PassageRef]) -> Self:
        """Return the terms of some passages, read at once."""
        for ref in refs:
            ref.prefetch()
        annotations = decode_annotations([ref.annotations for ref in refs])
        titles, sizes = make_ragged(annotations.titles), make_ragged(annotations.sizes)
        sentences = np.repeat(sizes.list_ids(), annotations.lengths)
        hashes = np.concatenate([annotations.title_terms, annotations.terms])
        passages = np.concatenate([titles.list_ids(), sentences])
        order = np.argsort(hashes, kind="stable")
        return cls(tuple(refs), hashes[order], passages[order])

    def measure_coverage(self, query: Query) -> FloatArray:
        """Return the share of the query's weight, times aside, that each passage has.

        Its title counts with it.
        """
        masks = np.zeros(len(self.refs), np.int64)
        hashes = np.array(hash_terms(_list_terms(query)), np.intp)
        starts = np.searchsorted(self.hashes, hashes, side="left").tolist()
        ends = np.searchsorted(self.hashes, hashes, side="right").tolist()
        for start, end, mask in zip(starts, ends, query.term_masks(hashes).tolist(), strict=True):
            masks[self.passages[start:end]] |= mask
        coverage = np.zeros(len(self.refs))
        positions = np.flatnonzero(masks & query.topical_mask)
        if len(positions):
            shares = query.coverages(masks[positions] & query.topical_mask)
            coverage[positions] = shares / query.topical_share
        return coverage


def _list_terms(query: Query) -> Collection[str]:
    """Return the terms of a query, and those of what may stand in the place of its words."""
    alternatives = (item.terms for word in query.words for item in word.alternatives)
    return {*query.terms, *(term for terms in alternatives for term in terms)}
