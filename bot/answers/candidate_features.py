"""Candidate features: what speaks for each candidate, in numbers that a learned function weighs."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from bot.answers.common import RARE, idf
from bot.answers.parts import WORD, terms_of
from bot.answers.places import ANY_PLACE
from bot.answers.pool import Pool
from bot.answers.runs import Places, Reals
from bot.answers.trees import Floats
from bot.answers.vouching import Pairs, grouped_maximum
from bot.language.analyzer import Analyzer
from bot.language.mentions import Kind

_KINDS = {kind: number for number, kind in enumerate((*Kind, WORD))}
_FRESH_DAYS = 10
_FRESHNESS_DAYS = 14
_LEADING_SENTENCES = 20
_MOST_CACHED = 20_000
_FIRST_HITS, _LAST_HITS = 10, 30

_SUMS = ("sentences", "owned", "around", "fresh", "titles", "nouns", "close", "by_noun",
         "freshness", "first_hits", "last_hits")  # fmt: skip
_PEAKS = ("most_own", "most_titled", "most_relevant", "closest", "nearest_noun", "leading")
COLUMNS = (
    "votes", "votes_of_best", "votes_of_kind", "rank", "articles",
    *_SUMS, *_PEAKS, *(f"{name}_of_most" for name in (*_SUMS, *_PEAKS)),
    "kind", "expected", "idf", "votes_by_idf", "words", "letters", "asked_place", "place_votes",
    "place", "noun_share", "fresh_share", "mean_freshness", "mean_owned", "mean_close",
    "last_share", "form", "question_words", "noun_words", "question_weight",
    "pool_articles", "pool_hits",
)  # fmt: skip


def candidate_rows(
    pool: Pool, analyzer: Analyzer, keys: Sequence[str], counts: Mapping[str, Reals]
) -> Floats:
    """Return the features of the candidates ``keys``, of which these are the counts, a row each."""
    asked = pool.query.asked
    votes = counts["votes"]
    kinds = np.array([_KINDS[key[0]] for key in keys], np.intp)
    of_kind = np.zeros(len(_KINDS))
    np.maximum.at(of_kind, kinds, votes)
    top = max(votes.max(initial=0.0), 1e-9)
    written = [key[1:] for key in keys]
    rare = np.array([_rarity(key, analyzer) for key in keys])
    places = np.array([_is_asked_place(asked.places, name) for name in written], float)
    of_places = max((votes * (places > 0)).max(initial=0.0), 1e-9)
    size = counts["sentences"]
    table = np.array([counts[name] for name in (*_SUMS, *_PEAKS)])
    most = np.maximum(table.max(axis=1, initial=0.0, keepdims=True), 1e-9)
    columns = [
        votes / top, votes, votes / np.maximum(of_kind[kinds], 1e-9), np.arange(len(keys)),
        counts["articles"], *table, *(table / most),
        kinds, [key[0] in asked.kinds for key in keys], rare, votes * rare / top,
        [name.count(" ") + 1 for name in written], [len(name) for name in written],
        places, votes / of_places * (places > 0), [name in ANY_PLACE for name in written],
        counts["nouns"] / (size + 1), counts["fresh"] / (votes + 1e-6), counts["freshness"] / size,
        counts["owned"] / size, counts["close"] / size, counts["last_hits"] / size,
        asked.form, len(pool.query.words), len(asked.noun),
        sum(word.weight for word in pool.query.words), pool.articles, len(pool.hits),
    ]  # fmt: skip
    rows = np.empty((len(keys), len(COLUMNS)), np.float32)
    for number, column in enumerate(columns):
        rows[:, number] = column
    return rows


@lru_cache(_MOST_CACHED)
def _rarity(key: str, analyzer: Analyzer) -> float:
    """Return the idf of the rarest of a candidate's terms."""
    return max(map(idf, terms_of(key, analyzer)), default=RARE)


def _is_asked_place(places: frozenset[str] | None, name: str) -> int:
    """Return 1 for a place of the kind that is asked for, 0 for none, -1 where none is asked."""
    return -1 if places is None else int(name in places)


def counted(pool: Pool, pairs: Pairs, count: int) -> dict[str, Reals]:
    """Return votes, sums and peaks over the sentences that hold each candidate.

    An article votes with its best sentence: squared coverage by sentence and title, times
    squared relevance.
    """
    candidate, row, position = pairs.candidate, pairs.sentence, pairs.position
    hit = pool.hit[row]
    rel, age = pool.relevance[hit], pool.age[hit]
    own, titled, around = pool.own[row], pool.titled[row], pool.around[row]
    weights = np.array([pool.query.weights.get(term, 0.0) for term in pool.query.terms] or [0.0])
    close = _closeness(position, pairs.asked_positions[row], 4.0) @ weights
    by_noun = _closeness(position, pairs.noun_positions[row], 1.0).max(axis=1)
    number = pool.number[hit]
    sums = {
        "sentences": np.ones(len(row)), "owned": own * rel, "around": (around * rel) ** 2,
        "fresh": (titled * rel) ** 2 * (age <= _FRESH_DAYS),
        "titles": rel**2 * titled * pairs.titled, "nouns": pairs.noun[row],
        "close": close * rel**2, "by_noun": by_noun * rel,
        "freshness": np.exp(-age / _FRESHNESS_DAYS), "first_hits": hit < _FIRST_HITS,
        "last_hits": hit >= _LAST_HITS,
    }  # fmt: skip
    leading = np.maximum(1 - pool.place[row] / _LEADING_SENTENCES, 0) * (number == 0)
    peaks = {
        "most_own": own, "most_titled": titled * rel, "most_relevant": rel, "closest": close * rel,
        "nearest_noun": by_noun, "leading": leading,
    }  # fmt: skip
    summed: dict[str, Reals] = {
        name: np.bincount(candidate, value, count).astype(np.float64)
        for name, value in sums.items()
    }
    groups, best = grouped_maximum(candidate, np.array(list(peaks.values())))
    most = np.zeros((len(peaks), count))
    most[:, groups] = best
    articles = int(pool.article.max(initial=0)) + 1
    ballots, weight = grouped_maximum(candidate * articles + pool.article[hit], (titled * rel) ** 2)
    found = np.bincount(ballots // articles, minlength=count).astype(np.float64)
    votes = np.bincount(ballots // articles, weight, count).astype(np.float64)
    return summed | dict(zip(peaks, most, strict=True)) | {"votes": votes, "articles": found}


def _closeness(position: Places, others: Places, half: float) -> Reals:
    """Return 1 / (1 + distance / half) to each of ``others``, 0 where either is nowhere."""
    distance = np.abs(others - position[:, None])
    there = (others >= 0) & (position[:, None] >= 0)
    closeness: Reals = there / (1 + distance / half)
    return closeness
