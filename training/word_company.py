"""Word company: how alike the words are that two terms stand among, in articles."""

import importlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from bot.answers.arrays import FloatArray, IntArray
from bot.articles.article import Article
from bot.language.analyzer import Analyzer

_TERMS, _LEAST_SENTENCES = 30_000, 8
_WINDOW = 8  # terms to either side; the near ones count more
_DIMENSIONS = 200
_SMOOTHING = 0.75  # of the frequencies of contexts (Levy and others, 2015)
_LONGEST_SENTENCE = 60
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


class WordCompany:
    """Vectors of terms by the terms near them: the singular vectors of their positive PMI."""

    def __init__(self, terms: Sequence[str], vectors: FloatArray) -> None:
        self._ids = {term: number for number, term in enumerate(terms)}
        self._vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def compare(self, terms: Sequence[str], others: Sequence[str]) -> float | None:
        """Return the cosine of what two lists of terms stand among, None if one is rare."""
        ids, other_ids = self._look_up(terms), self._look_up(others)
        if not ids or not other_ids:
            return None
        vector, other = self._vectors[ids].sum(axis=0), self._vectors[other_ids].sum(axis=0)
        return float(vector @ other / (np.linalg.norm(vector) * np.linalg.norm(other) + 1e-9))

    def is_common(self, terms: Sequence[str]) -> bool:
        """Tell whether the articles hold all of ``terms`` often enough."""
        return bool(self._look_up(terms))

    def _look_up(self, terms: Sequence[str]) -> list[int]:
        """Return the numbers of all terms, none if one is rare."""
        ids = [self._ids.get(term, -1) for term in terms]
        return [] if -1 in ids else ids


def learn_company(articles: Iterable[Article], analyzer: Analyzer) -> WordCompany:
    """Return the company that the common terms of ``articles`` keep."""
    sentences = list(_list_sentences(articles, analyzer))
    counts = Counter(term for sentence in sentences for term in set(sentence))
    terms = [t for t, count in counts.most_common(_TERMS) if count >= _LEAST_SENTENCES]
    ids = {term: number for number, term in enumerate(terms)}
    gap = [""] * _WINDOW
    tokens = [ids.get(t, -1) if t else -1 for sentence in sentences for t in [*sentence, *gap]]
    return WordCompany(terms, _factorize(np.array(tokens, np.intp), len(terms)))


def _list_sentences(articles: Iterable[Article], analyzer: Analyzer) -> Iterator[list[str]]:
    for article in articles:
        for text in _SENTENCE_END.split(f"{article.title}.\n{article.text}"):
            terms = analyzer.terms(text, article.language)
            if 2 < len(terms) <= _LONGEST_SENTENCE:
                yield terms


def _factorize(tokens: IntArray, size: int) -> FloatArray:
    """Return vectors of the terms, of shape (size, dimensions); -1 in ``tokens`` is a gap."""
    sparse: Any = importlib.import_module("scipy.sparse")
    linalg: Any = importlib.import_module("scipy.sparse.linalg")
    pairs = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, _WINDOW + 1):
        left, right = tokens[:-distance], tokens[distance:]
        is_pair = (left >= 0) & (right >= 0) & (left != right)
        weights = np.full(int(is_pair.sum()), distance**-0.5, np.float32)
        pairs += sparse.csr_matrix((weights, (left[is_pair], right[is_pair])), (size, size))
    pairs = (pairs + pairs.T).tocoo()
    totals = np.bincount(pairs.row, pairs.data, size)
    contexts = totals**_SMOOTHING
    expected = totals[pairs.row] * contexts[pairs.col] / contexts.sum()
    pmi = np.log(pairs.data / expected)
    is_kept = (pmi > 0) & (pairs.data >= 1)
    matrix = sparse.csr_matrix(
        (pmi[is_kept], (pairs.row[is_kept], pairs.col[is_kept])), (size, size)
    )
    start = np.random.default_rng(0).standard_normal(size)  # the same vectors every time
    vectors, values, _ = linalg.svds(matrix, k=_DIMENSIONS, v0=start)
    scaled: FloatArray = vectors * np.sqrt(values)
    return scaled
