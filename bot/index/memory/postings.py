"""Postings lists with BM25 weights, one contiguous slice of an array for each term."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus

from bot.index.protocol import K1, B
from bot.index.search_terms import Disjunction, Requirement, SearchTerm, WeightedTerms


class Postings:
    """A corpus fitted by ``BM25Plus`` with ``delta=0``, compiled from its public attributes.

    That is BM25 with an idf of log((N + 1) / df), which stays positive on a corpus of one
    article, where BM25Okapi's turns negative. ``scores`` equals ``get_scores`` bit for bit, but
    visits only the postings of the query's terms instead of every document.
    """

    def __init__(self, corpus: Iterable[Sequence[str]]) -> None:
        self._rows: dict[str, int] = {}
        self._offsets = np.zeros(1, np.int64)
        self._documents = np.zeros(0, np.int32)
        self._weights = np.zeros(0, np.float64)
        self._size = 0
        documents = iter(corpus)
        first = next(documents, None)
        if first is not None:  # the library divides by the number of documents
            self._compile(BM25Plus(chain([first], documents), k1=K1, b=B, delta=0))

    def documents(self, term: str) -> NDArray[np.int32]:
        """Return the numbers of the documents that contain ``term``, ascending."""
        return self._documents[self._slice(term)]

    def frequencies(self) -> Iterator[tuple[str, int]]:
        """Yield each term with its number of documents."""
        return zip(self._rows, np.diff(self._offsets).tolist(), strict=True)

    def scores(self, terms: Sequence[SearchTerm]) -> NDArray[np.float64]:
        """Return the BM25 score of each document, of shape (documents,).

        It is 0 for those that lack a term that is required.
        """
        scores = np.zeros(self._size)
        required: set[str] = set()
        for term in terms:
            if isinstance(term, Requirement):
                required.update(term.terms)
            elif isinstance(term, Disjunction):
                scores += self._score_disjunction(term)
            else:
                postings = self._slice(term)
                scores[self._documents[postings]] += self._weights[postings]
        for term in required:
            is_inside = np.zeros(self._size, bool)
            is_inside[self.documents(term)] = True
            scores[~is_inside] = 0
        return scores

    def _score_disjunction(self, disjunction: Disjunction) -> NDArray[np.float64]:
        """Return the best score that a member gives each document, of shape (documents,)."""
        best = np.zeros(self._size)
        for member in disjunction.members:
            documents, scores = self._score_together(member)
            best[documents] = np.maximum(best[documents], scores)
        return best

    def _score_together(
        self, member: WeightedTerms
    ) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Return the documents that hold all terms of ``member``, and their weighted scores."""
        first, *slices = map(self._slice, member.terms)
        documents, scores = self._documents[first], self._weights[first]
        for postings in slices:
            documents, rows, rows_of_term = np.intersect1d(
                documents, self._documents[postings], assume_unique=True, return_indices=True
            )
            scores = scores[rows] + self._weights[postings][rows_of_term]
        return documents, member.weight * scores

    def _slice(self, term: str) -> slice:
        row = self._rows.get(term)
        return slice(0, 0) if row is None else slice(*self._offsets[row : row + 2])

    def _compile(self, model: BM25Plus) -> None:
        self._size = model.corpus_size
        self._rows = {term: row for row, term in enumerate(model.idf)}
        distinct = np.fromiter(map(len, model.doc_freqs), np.int64)
        terms = chain.from_iterable(model.doc_freqs)
        rows = np.fromiter(map(self._rows.__getitem__, terms), np.int32)
        counts = chain.from_iterable(frequencies.values() for frequencies in model.doc_freqs)
        tf = np.fromiter(counts, np.int64)
        by_term = np.argsort(rows, kind="stable")
        rows, tf = rows[by_term], tf[by_term]
        self._documents = np.repeat(np.arange(self._size, dtype=np.int32), distinct)[by_term]
        sizes = np.bincount(rows, minlength=len(self._rows))
        self._offsets = np.concatenate(([0], np.cumsum(sizes)))
        # The library's expression, operation by operation: another order would differ in the
        # last bit.
        length = np.array(model.doc_len)[self._documents]
        saturation = model.delta + (tf * (K1 + 1)) / (K1 * (1 - B + B * length / model.avgdl) + tf)
        self._weights = np.fromiter(model.idf.values(), np.float64)[rows] * saturation
