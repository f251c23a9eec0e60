"""Candidates: the names, numbers, quotations and words that may be the answer.

Sentences of different articles that mention the same vouch for it. Each candidate is a row of
features, from which a learned function tells how likely it is what the question asks for.
"""

from dataclasses import dataclass

import numpy as np

from bot.answers.candidate_features import candidate_rows
from bot.answers.parts import WORD
from bot.answers.pool import Pool
from bot.answers.runs import Places, Reals
from bot.answers.trees import Floats
from bot.answers.vouching import Pairs, collect, grouped_maximum
from bot.language.analyzer import Analyzer

_MOST_MENTIONS = 50
_MOST_WORDS = 30


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
    """Return the candidates for which the sentences of ``pool`` vouch most."""
    keys, pairs = collect(pool, analyzer)
    votes, articles = _votes(pool, pairs, len(keys))
    kept = _most_voted(keys, votes)
    place = np.full(len(keys), -1)
    place[kept] = np.arange(len(kept))
    known = place[pairs.candidate] >= 0
    names = tuple(keys[number] for number in kept)
    rows = candidate_rows(pool, analyzer, names, pairs, place, votes[kept], articles[kept])
    return Candidates(
        names, rows, pairs.sentence[known], place[pairs.candidate[known]], pairs.mention[known]
    )


def _votes(pool: Pool, pairs: Pairs, count: int) -> tuple[Reals, Reals]:
    """Return for each candidate the sum of its articles' votes, and how many vote.

    An article votes with its best sentence: squared coverage by sentence and title, times
    squared relevance.
    """
    hit = pool.hit[pairs.sentence]
    weight = (pool.titled[pairs.sentence] * pool.relevance[hit]) ** 2
    articles = int(pool.article.max(initial=0)) + 1
    ballot = pairs.candidate * articles + pool.article[hit]
    ballots, best = grouped_maximum(ballot, weight)
    voted = ballots // articles
    counted = np.bincount(voted, minlength=count).astype(np.float64)
    return np.bincount(voted, best, count).astype(np.float64), counted


def _most_voted(keys: list[str], votes: Reals) -> Places:
    order = np.argsort(-votes, kind="stable")
    words = np.array([key[0] == WORD for key in keys], bool)[order]
    kept = np.concatenate([order[~words][:_MOST_MENTIONS], order[words][:_MOST_WORDS]])
    return kept.astype(np.intp)
