"""Candidates: the names, numbers, quotations and words that may be the answer.

Sentences of different articles that mention the same vouch for it. Each candidate is a row of
features, from which a learned function tells how likely it is what the question asks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.answers.features.candidate_features import (
    among,
    candidate_rows,
    counted,
    expected,
    of_kind,
)
from bot.answers.features.occurrences import WORD, CandidateTable, collect
from bot.answers.features.sentence_pool import Pool
from bot.answers.question.answer_type import QuestionAnalysis
from bot.answers.ragged import Places, Reals
from bot.answers.trees import Floats

# So many of the most promising are kept: mentions, words, and again mentions as the question's
# form asks for, places and what else is of the kind it names, which votes alone would leave out.
_MENTIONS, _WORDS, _EXPECTED, _PLACES, _OF_KIND = 40, 20, 20, 10, 10
_PROMISE = ("votes", "close", "fresh", "around")


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be the answer, and the sentences that hold it.

    ``hash`` and ``kind`` are those of ``vouching.Named``; what the words are, ``naming``
    tells. ``rows`` is of shape (candidates, columns), the columns those of
    ``candidate_features``. A pair says that a sentence, a row of the pool, holds a candidate
    as part of one of its mentions, which it counts, or as a word.
    """

    hash: Places
    kind: Places
    rows: Floats
    sentence: Places
    candidate: Places
    mention: Places

    def __len__(self) -> int:
        return len(self.hash)


def candidates(pool: Pool) -> Candidates:
    """Return the most promising candidates in the sentences of ``pool``."""
    named, pairs = collect(pool)
    kind = pool.query.asked.kind
    counts = counted(pool, pairs, len(named)) | {"of_kind": of_kind(named, kind)}
    kept = _promising(named, counts, pool.query.asked)
    place = np.full(len(named), -1)
    place[kept] = np.arange(len(kept))
    known = place[pairs.candidate] >= 0
    return Candidates(
        named.hash[kept], named.kind[kept], candidate_rows(pool, named, kept, counts),
        pairs.sentence[known], place[pairs.candidate[known]], pairs.mention[known],
    )  # fmt: skip


def _promising(
    named: CandidateTable, counts: Mapping[str, Reals], asked: QuestionAnalysis
) -> Places:
    """Return which candidates are kept, the most promising first."""
    promise = np.zeros(len(named))
    for name in _PROMISE:
        promise += counts[name] / max(counts[name].max(initial=0.0), 1e-9)
    order = np.argsort(-promise, kind="stable")
    kinds = named.kind[order]
    words = kinds == WORD
    groups = [
        (~words, _MENTIONS),
        (words, _WORDS),
        (expected(asked, kinds), _EXPECTED),
        (counts["of_kind"][order] > 0, _OF_KIND),
    ]
    if asked.places is not None:
        groups.append((among(asked.places, named.hash[order]), _PLACES))
    kept = np.zeros(len(named), bool)
    for group, most in groups:
        kept[np.flatnonzero(group)[:most]] = True
    return order[kept].astype(np.intp)
