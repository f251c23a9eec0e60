"""Vocabulary: the terms of a snapshot, searched for those that are spelt alike."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import nlargest
from operator import itemgetter

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.index.protocol import SimilarTerm, Snapshot

MOST_TERMS = 500_000
"""Terms that are kept, the commonest: about 60 MB. 300,000 passages have a third as many."""

_BITS = 64

EXTRA = 3
"""How many times as many terms are counted as are asked for: some are of a later day."""


def is_similar(term: str, candidate: str, edits: int) -> bool:
    """Tell whether terms are alike, rather than only short: by the rule of Lucene's suggester."""
    return 0 < edits < min(len(term), len(candidate)) and (edits < 2 or term[0] == candidate[0])


class _Terms:
    """Terms of one length, with the letters that each has as the bits of a number."""

    def __init__(self, terms: Sequence[str], ranks: Sequence[int]) -> None:
        self._terms, self._ranks = terms, ranks
        self._letters = _mask_letters(terms)

    def find_within(self, term: str, max_edits: int) -> Iterator[tuple[int, int, str]]:
        """Yield the edits, the rank and the text of those within ``max_edits``."""
        # An edit takes at most one letter away and adds one: most terms are ruled out at once.
        differences = np.bitwise_count(self._letters ^ _mask_letters([term]))
        near = np.flatnonzero(differences <= 2 * max_edits).tolist()
        matches = process.extract_iter(
            term, [self._terms[n] for n in near], scorer=OSA.distance, score_cutoff=max_edits
        )
        for text, edits, place in matches:
            yield int(edits), self._ranks[near[place]], text


class Vocabulary:
    """The terms of a snapshot, by their length."""

    def __init__(self, frequencies: Iterable[tuple[str, int]]) -> None:
        """Take each term with its number of passages."""
        by_length: dict[int, list[tuple[str, int]]] = {}
        commonest = nlargest(MOST_TERMS, frequencies, key=itemgetter(1))
        for rank, (term, _) in enumerate(commonest):
            by_length.setdefault(len(term), []).append((term, rank))
        self._by_length = {
            length: _Terms([term for term, _ in terms], [rank for _, rank in terms])
            for length, terms in by_length.items()
        }

    def find_similar(self, term: str, max_edits: int) -> list[str]:
        """Return the other terms within ``max_edits``, nearest first, commonest first."""
        matches = [
            match
            for length in range(max(1, len(term) - max_edits), len(term) + max_edits + 1)
            if length in self._by_length
            for match in self._by_length[length].find_within(term, max_edits)
            if is_similar(term, match[2], match[0])
        ]
        return [similar for _, _, similar in sorted(matches)]


def _mask_letters(terms: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return a bit for each letter of terms of one length; different letters may share one."""
    codes = np.array(terms).view(np.uint32).reshape(len(terms), -1)
    bits = np.uint64(1) << (codes % _BITS).astype(np.uint64)
    masks: npt.NDArray[np.uint64] = np.bitwise_or.reduce(bits, axis=1)
    return masks


def count_similar(
    term: str, candidates: Sequence[str], snapshot: Snapshot, top_k: int, until: date | None
) -> list[SimilarTerm]:
    """Return the ``top_k`` of ``candidates`` that occur up to a day, nearest first."""
    edits = [int(OSA.distance(term, candidate)) for candidate in candidates]
    frequencies = snapshot.document_frequencies(candidates, until=until)
    terms = [
        SimilarTerm(candidate, count, df)
        for candidate, count, df in zip(candidates, edits, frequencies, strict=True)
        if df and is_similar(term, candidate, count)
    ]
    return sorted(terms, key=lambda similar: (similar.edits, -similar.df, similar.term))[:top_k]
