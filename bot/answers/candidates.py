"""Candidates: the names, numbers, quotations and words that may be the answer.

Sentences of different articles that mention the same vouch for it. Each candidate is a row of
features, from which a learned function tells how likely it is what the question asks for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.answers.common import RARE, idf
from bot.answers.places import ANY_PLACE
from bot.answers.pool import Places, Pool, Reals
from bot.answers.trees import Floats
from bot.language.analyzer import Analyzer
from bot.language.mentions import Kind
from bot.language.notes import Note

WORD = "w"
"""The kind of a candidate that is a single word, no mention."""

_KINDS = {kind: number for number, kind in enumerate((*Kind, WORD))}
_MOST_MENTIONS = 80
_MOST_WORDS = 30
_HITS_FOR_WORDS = 15
_LONGEST_SENTENCE = 60  # terms: what is longer is a list
_LONGEST_PART = 3
_FRESH_DAYS = 10
_FRESHNESS_DAYS = 14
_LEADING_SENTENCES = 20
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


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be the answer, and the sentences that hold it.

    A key is a kind, one character, and the words. ``rows`` is of shape (keys, COLUMNS). A
    pair says that a sentence, a row of the pool, holds a candidate as part of one of its
    mentions, which it counts, or as a word.
    """

    keys: tuple[str, ...]
    rows: Floats
    sentence: Places
    candidate: Places
    mention: Places


@dataclass(frozen=True, slots=True)
class _Pairs:
    """A sentence and a candidate in it: where it stands and whether the title has it too."""

    sentence: Places
    candidate: Places
    mention: Places
    position: Places
    titled: Reals
    asked_positions: Places
    noun_positions: Places
    noun: Reals


def candidates(pool: Pool, analyzer: Analyzer) -> Candidates:
    """Return the candidates for which the sentences of ``pool`` vouch most."""
    keys, pairs = _collect(pool, analyzer)
    votes, articles = _votes(pool, pairs, len(keys))
    kept = _most_voted(keys, votes)
    place = np.full(len(keys), -1)
    place[kept] = np.arange(len(kept))
    known = place[pairs.candidate] >= 0
    names = tuple(keys[number] for number in kept)
    rows = _rows(pool, analyzer, names, pairs, place, votes[kept], articles[kept])
    return Candidates(
        names, rows, pairs.sentence[known], place[pairs.candidate[known]], pairs.mention[known]
    )


def _collect(pool: Pool, analyzer: Analyzer) -> tuple[list[str], _Pairs]:
    """Return all keys, and where they stand."""
    ids: dict[str, int] = {}
    found: list[int] = []  # one after the other, five a pair
    columns = {term: column for column, term in enumerate(pool.query.terms)}
    known = frozenset(columns)
    noun = pool.query.asked.noun
    asked_positions = np.full((len(pool), max(1, len(known))), -1)
    noun_positions = np.full((len(pool), max(1, len(noun))), -1)
    nouns = np.zeros(len(pool))
    for row, hit in enumerate(pool.hit.tolist()):
        note, title = pool.notes[row], pool.titles[hit]
        if len(note.terms) > _LONGEST_SENTENCE:
            continue
        position = dict(zip(reversed(note.terms), range(len(note.terms) - 1, -1, -1), strict=True))
        for term in known.intersection(position):
            asked_positions[row, columns[term]] = position[term]
        if noun:
            nouns[row] = title.union(position).issuperset(noun)
            noun_positions[row] = [position.get(term, -1) for term in noun]
        held = dict(_mentioned(note, known, analyzer))
        if hit < _HITS_FOR_WORDS:
            held |= dict(_worded(position, known, held))
        for key, (mention, terms) in held.items():
            found += (row, ids.setdefault(key, len(ids)), mention, _first(position, terms),
                      title.issuperset(terms))  # fmt: skip
    table = np.array(found, np.intp).reshape(-1, 5)
    sentence, number_of, mention_of, position_of, in_title = table.T
    pairs = _Pairs(
        sentence, number_of, mention_of, position_of, in_title.astype(np.float64),
        asked_positions, noun_positions, nouns,
    )  # fmt: skip
    return list(ids), pairs


_Held = tuple[str, tuple[int, tuple[str, ...]]]


def _mentioned(note: Note, known: frozenset[str], analyzer: Analyzer) -> Iterator[_Held]:
    """Yield the mentions and parts that the question lacks: key, number of mention, terms."""
    for number, mention in enumerate(note.mentions):
        for key, terms in _parts(mention, analyzer):
            if known.isdisjoint(terms):
                yield key, (number, terms)


def _worded(
    position: Mapping[str, int],
    known: frozenset[str],
    held: Mapping[str, tuple[int, tuple[str, ...]]],
) -> Iterator[_Held]:
    """Yield the words that are in no mention, nor asked."""
    within = {term for _, terms in held.values() for term in terms}
    for term in position:
        if term not in known and term not in within and not term[0].isdigit():
            yield WORD + term, (-1, (term,))


def _first(position: Mapping[str, int], terms: tuple[str, ...]) -> int:
    return position.get(terms[0], -1) if terms else -1


@lru_cache(100_000)
def _parts(mention: str, analyzer: Analyzer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a mention's key and, of a name, those of its parts, each with its terms."""
    return tuple((key, _terms(key, analyzer)) for key in _part_keys(mention))


def _part_keys(mention: str) -> Iterator[str]:
    yield mention
    words = mention[1:].split(" ")
    if mention[0] == Kind.NAME:
        for size in range(1, min(_LONGEST_PART, len(words) - 1) + 1):
            for first in range(len(words) - size + 1):
                yield Kind.NAME + " ".join(words[first : first + size])


@lru_cache(100_000)
def _terms(key: str, analyzer: Analyzer) -> tuple[str, ...]:
    return (key[1:],) if key[0] == WORD else tuple(analyzer.terms(key[1:]))


def _votes(pool: Pool, pairs: _Pairs, count: int) -> tuple[Reals, Reals]:
    """Return for each candidate the sum of its articles' votes, and how many vote.

    An article votes with its best sentence: squared coverage by sentence and title, times
    squared relevance.
    """
    hit = pool.hit[pairs.sentence]
    weight = (pool.titled[pairs.sentence] * pool.relevance[hit]) ** 2
    articles = int(pool.article.max(initial=0)) + 1
    ballot = pairs.candidate * articles + pool.article[hit]
    ballots, best = _grouped_maximum(ballot, weight)
    voted = ballots // articles
    counted = np.bincount(voted, minlength=count).astype(np.float64)
    return np.bincount(voted, best, count).astype(np.float64), counted


def _grouped_maximum(group: Places, value: Reals) -> tuple[Places, Reals]:
    """Return each group that occurs, in order, and the largest value in it."""
    if not len(group):
        return group, value
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    return ordered[starts], np.maximum.reduceat(value[order], starts)


def _most_voted(keys: list[str], votes: Reals) -> Places:
    order = np.argsort(-votes, kind="stable")
    words = np.array([key[0] == WORD for key in keys], bool)[order]
    kept = np.concatenate([order[~words][:_MOST_MENTIONS], order[words][:_MOST_WORDS]])
    return kept.astype(np.intp)


def _rows(
    pool: Pool,
    analyzer: Analyzer,
    keys: tuple[str, ...],
    pairs: _Pairs,
    place: Places,
    votes: Reals,
    articles: Reals,
) -> Floats:
    asked = pool.query.asked
    counts = _counts(pool, pairs, place, len(keys))
    kinds = np.array([_KINDS[key[0]] for key in keys], np.intp)
    of_kind = np.zeros(len(_KINDS))
    np.maximum.at(of_kind, kinds, votes)
    top = max(votes.max(initial=0.0), 1e-9)
    written = [key[1:] for key in keys]
    rare = np.array([max(map(idf, _terms(key, analyzer)), default=RARE) for key in keys])
    places = np.array([_is_asked_place(asked.places, name) for name in written], float)
    of_places = max((votes * (places > 0)).max(initial=0.0), 1e-9)
    size = counts["sentences"]
    most = {name: max(column.max(initial=0.0), 1e-9) for name, column in counts.items()}
    columns = [
        votes / top, votes, votes / np.maximum(of_kind[kinds], 1e-9), np.arange(len(keys)),
        articles,
        *counts.values(), *(column / most[name] for name, column in counts.items()),
        kinds, [key[0] in asked.kinds for key in keys], rare, votes * rare / top,
        [name.count(" ") + 1 for name in written], [len(name) for name in written],
        places, votes / of_places * (places > 0), [name in ANY_PLACE for name in written],
        counts["nouns"] / (size + 1), counts["fresh"] / (votes + 1e-6), counts["freshness"] / size,
        counts["owned"] / size, counts["close"] / size, counts["last_hits"] / size,
        *_repeated(len(keys), (asked.form, len(pool.query.words), len(asked.noun),
                               sum(word.weight for word in pool.query.words),
                               pool.article.max() + 1, len(pool.hits))),
    ]  # fmt: skip
    return np.column_stack(columns).astype(np.float32)


def _repeated(rows: int, values: Iterable[float]) -> Iterator[Reals]:
    return (np.full(rows, value, float) for value in values)


def _is_asked_place(places: frozenset[str] | None, name: str) -> int:
    """Return 1 for a place of the kind that is asked for, 0 for none, -1 where none is asked."""
    return -1 if places is None else int(name in places)


def _counts(pool: Pool, pairs: _Pairs, place: Places, count: int) -> dict[str, Reals]:
    """Return sums and peaks over the sentences that hold each candidate that is kept."""
    candidate = place[pairs.candidate]
    known = candidate >= 0
    candidate, row, position = candidate[known], pairs.sentence[known], pairs.position[known]
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
        "titles": rel**2 * titled * pairs.titled[known], "nouns": pairs.noun[row],
        "close": close * rel**2, "by_noun": by_noun * rel,
        "freshness": np.exp(-age / _FRESHNESS_DAYS), "first_hits": hit < _FIRST_HITS,
        "last_hits": hit >= _LAST_HITS,
    }  # fmt: skip
    leading = np.maximum(1 - pool.place[row] / _LEADING_SENTENCES, 0) * (number == 0)
    peaks = {
        "most_own": own, "most_titled": titled * rel, "most_relevant": rel, "closest": close * rel,
        "nearest_noun": by_noun, "leading": leading,
    }  # fmt: skip
    counted: dict[str, Reals] = {
        name: np.bincount(candidate, value, count).astype(np.float64)
        for name, value in sums.items()
    }
    for name, value in peaks.items():
        groups, best = _grouped_maximum(candidate, value)
        counted[name] = np.zeros(count)
        counted[name][groups] = best
    return counted


def _closeness(position: Places, others: Places, half: float) -> Reals:
    """Return 1 / (1 + distance / half) to each of ``others``, 0 where either is nowhere."""
    distance = np.abs(others - position[:, None])
    there = (others >= 0) & (position[:, None] >= 0)
    closeness: Reals = there / (1 + distance / half)
    return closeness
