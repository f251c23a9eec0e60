"""Candidates: the names, numbers, quotations and words that may be the answer.

Sentences of different articles that mention the same vouch for it. Each candidate is a row of
features, from which a learned function tells how likely it is what the question asks for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from bot.answers.asked import Asked
from bot.answers.candidate_features import candidate_rows, counted
from bot.answers.parts import WORD
from bot.answers.pool import Pool
from bot.answers.runs import Places, Reals
from bot.answers.trees import Floats
from bot.answers.vouching import collect
from bot.language.analyzer import Analyzer

# So many of the most promising are kept: mentions, words, and again mentions of the kind and
# places of the kind that is asked for, which votes alone would leave out.
_MENTIONS, _WORDS, _EXPECTED, _PLACES = 50, 30, 30, 20
_PROMISE = ("votes", "close", "fresh", "around")


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be the answer, and the sentences that hold it.

    A key is a kind, one character, and the words. ``rows`` is of shape (keys, columns), the
    columns those of ``candidate_features``. A pair says that a sentence, a row of the pool,
    holds a candidate as part of one of its mentions, which it counts, or as a word.
    """

    keys: tuple[str, ...]
    rows: Floats
    sentence: Places
    candidate: Places
    mention: Places


def candidates(pool: Pool, analyzer: Analyzer) -> Candidates:
    """Return the most promising candidates in the sentences of ``pool``."""
    keys, pairs = collect(pool, analyzer)
    counts = counted(pool, pairs, len(keys))
    kept = _promising(keys, counts, pool.query.asked)
    place = np.full(len(keys), -1)
    place[kept] = np.arange(len(kept))
    known = place[pairs.candidate] >= 0
    names = tuple(keys[number] for number in kept.tolist())
    rows = candidate_rows(pool, analyzer, names, {name: of[kept] for name, of in counts.items()})
    return Candidates(
        names, rows, pairs.sentence[known], place[pairs.candidate[known]], pairs.mention[known]
    )


def _promising(keys: Sequence[str], counts: Mapping[str, Reals], asked: Asked) -> Places:
    """Return which candidates are kept, the most promising first."""
    promise = np.zeros(len(keys))
    for name in _PROMISE:
        promise += counts[name] / max(counts[name].max(initial=0.0), 1e-9)
    order = np.argsort(-promise, kind="stable")
    kinds = np.fromiter(map(ord, map(itemgetter(0), keys)), np.intp, len(keys))[order]
    words = kinds == ord(WORD)
    expected = np.isin(kinds, [ord(kind) for kind in asked.kinds])
    places = np.zeros(len(keys), bool)
    if asked.places is not None:
        places = np.array([key[1:] in asked.places for key in keys], bool)[order]
    kept = np.zeros(len(keys), bool)
    for group, most in (
        (~words, _MENTIONS), (words, _WORDS), (expected, _EXPECTED), (places, _PLACES)
    ):  # fmt: skip
        kept[np.flatnonzero(group)[:most]] = True
    return order[kept].astype(np.intp)
