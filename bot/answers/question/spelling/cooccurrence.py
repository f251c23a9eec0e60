"""Co-occurrence: which words stand together in passages, and how they are written there."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from bot.answers.arrays import make_ragged
from bot.index.protocol import Hit, prefetch
from bot.language.analyzer import Analyzer
from bot.language.annotations import decode_annotations
from bot.language.hashing import hash_terms

Terms = tuple[str, ...]
"""The terms of one word: mostly a single one."""


class PassageWords:
    """The words of a passage and its title.

    ``hashes``: those of their terms.
    """

    def __init__(self, hit: Hit, analyzer: Analyzer, hashes: frozenset[int]) -> None:
        self.hashes = hashes
        self._hit = hit
        self._analyzer = analyzer

    def has_all(self, terms: Collection[str]) -> bool:
        """Tell whether all of ``terms`` occur."""
        return self.hashes.issuperset(hash_terms(terms))

    @cached_property
    def words(self) -> Sequence[tuple[str, Terms]]:
        """Return the words as written, each with its terms; to read them takes its time."""
        passage = self._hit.passage
        article = passage.article
        words = self._analyzer.words(f"{article.title}\n{passage.text}", article.language)
        return [(word, terms) for word, terms in words if terms]


def read_words(hits: Sequence[Hit], analyzer: Analyzer) -> list[PassageWords]:
    """Return the words of some passages, read at once."""
    if not hits:
        return []
    prefetch(hits)
    annotations = decode_annotations([hit.annotations for hit in hits])
    titles, sentences = make_ragged(annotations.titles), make_ragged(annotations.sizes)
    bodies = make_ragged(sentences.reduce(np.add, annotations.lengths, 0))
    title_terms, terms = annotations.title_terms.tolist(), annotations.terms.tolist()
    result = []
    for number, hit in enumerate(hits):
        title, body = titles.slice(number), bodies.slice(number)
        result.append(PassageWords(hit, analyzer, frozenset(title_terms[title] + terms[body])))
    return result


def measure_company(
    terms: Collection[str], peer_weights: Mapping[str, float], passages: Iterable[PassageWords]
) -> float:
    """Return the largest share of the peers' weight that stands with all ``terms`` in a passage."""
    total = sum(peer_weights.values())
    peers = [*zip(hash_terms(peer_weights), peer_weights.values(), strict=True)]
    shares = (
        sum(weight for peer, weight in peers if peer in passage.hashes) / total if total else 1.0
        for passage in passages
        if passage.has_all(terms)
    )
    return max(shares, default=0.0)


def are_neighbours(
    pairs: Collection[tuple[Terms, Terms]], passages: Iterable[PassageWords]
) -> bool:
    """Tell whether one of the pairs of words stands next to each other in a passage."""
    return any(
        any(passage.has_all((*first, *second)) for first, second in pairs)
        and any((first, second) in pairs for (_, first), (_, second) in pairwise(passage.words))
        for passage in passages
    )


def count_forms(terms: Terms, passages: Iterable[PassageWords]) -> Counter[str]:
    """Return how often a word is written which way, possessive endings aside."""
    return Counter(
        word.removesuffix("'s").removesuffix("’s")
        for passage in passages
        if passage.has_all(terms)
        for word, word_terms in passage.words
        if word_terms == terms
    )
