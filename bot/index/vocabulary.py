"""Vocabulary: the terms of a snapshot, searched for those that are spelt alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nlargest
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.index.protocol import SimilarTerm, Snapshot

MOST_TERMS = 500_000
"""Terms that are kept, the commonest: about 60 MB. 300,000 passages have a third as many."""

EXTRA = 3
"""How many times as many terms are counted as are asked for: some are of a later day."""


def is_similar(term: str, candidate: str, edits: int) -> bool:
    """Tell whether terms are alike, rather than only short: by the rule of Lucene's suggester."""
    return 0 < edits < min(len(term), len(candidate)) and (edits < 2 or term[0] == candidate[0])


class Vocabulary:
    """The terms of a snapshot, by their length."""

    def __init__(self, frequencies: Iterable[tuple[str, int]]) -> None:
        """Take each term with its number of passages."""
        self._by_length: dict[int, dict[int, str]] = {}
        commonest = nlargest(MOST_TERMS, frequencies, key=itemgetter(1))
        for rank, (term, _) in enumerate(commonest):
            self._by_length.setdefault(len(term), {})[rank] = term

    def find_similar(self, term: str, max_edits: int) -> list[str]:
        """Return the other terms within ``max_edits``, nearest first, commonest first."""
        matches = [
            match
            for length in range(max(1, len(term) - max_edits), len(term) + max_edits + 1)
            for match in process.extract(
                term,
                self._by_length.get(length, {}),
                scorer=OSA.distance,
                score_cutoff=max_edits,
                limit=None,
            )
            if is_similar(term, match[0], match[1])
        ]
        matches.sort(key=lambda match: match[1:])
        return [similar for similar, _, _ in matches]


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
