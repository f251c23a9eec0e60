"""Candidate features: what speaks for each candidate, in numbers that a learned function weighs."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from bot.answers.features.occurrences import WORD, CandidateTable, Occurrences, grouped_maximum
from bot.answers.features.sentence_pool import Pool
from bot.answers.question.answer_type import QuestionAnalysis
from bot.answers.question.common import RARE, idf
from bot.answers.question.lexicons import members_of
from bot.answers.question.places import ANY_PLACE, hashes_of
from bot.answers.ragged import Places, Reals, places_in
from bot.answers.trees import Floats
from bot.language.annotations import KINDS

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
    "kind", "expected", "of_kind", "idf", "votes_by_idf", "words", "letters", "asked_place",
    "place_votes", "place", "noun_share", "fresh_share", "mean_freshness", "mean_owned",
    "mean_close", "last_share", "form", "question_words", "noun_words", "question_weight",
    "pool_articles", "pool_hits",
)  # fmt: skip


def candidate_rows(
    pool: Pool, named: CandidateTable, kept: Places, counted: Mapping[str, Reals]
) -> Floats:
    """Return the features of the candidates that are ``kept``, a row each.

    ``counted`` are the counts of all that are ``named``, and which are of the kind asked for.
    """
    asked = pool.query.asked
    counts = {name: of[kept] for name, of in counted.items()}
    votes, kinds = counts["votes"], named.kind[kept]
    most_of = np.zeros(WORD + 1)
    np.maximum.at(most_of, kinds, votes)
    top = max(votes.max(initial=0.0), 1e-9)
    held, terms = named.held.taken(kept, named.terms)
    rare = held.combined(np.maximum, idf(terms), RARE)
    names = named.hash[kept]
    places = np.full(len(kept), -1) if asked.places is None else among(asked.places, names)
    of_places = max((votes * (places > 0)).max(initial=0.0), 1e-9)
    size = counts["sentences"]
    table = np.array([counts[name] for name in (*_SUMS, *_PEAKS)])
    most = np.maximum(table.max(axis=1, initial=0.0, keepdims=True), 1e-9)
    columns = [
        votes / top, votes, votes / np.maximum(most_of[kinds], 1e-9), np.arange(len(kept)),
        counts["articles"], *table, *(table / most),
        kinds, expected(asked, kinds), counts["of_kind"], rare, votes * rare / top,
        named.words[kept], named.letters[kept],
        places, votes / of_places * (places > 0), among(ANY_PLACE, names),
        counts["nouns"] / (size + 1), counts["fresh"] / (votes + 1e-6), counts["freshness"] / size,
        counts["owned"] / size, counts["close"] / size, counts["last_hits"] / size,
        asked.form, len(pool.query.words), len(asked.noun),
        sum(word.weight for word in pool.query.words), pool.articles, len(pool.hits),
    ]  # fmt: skip
    rows = np.empty((len(kept), len(COLUMNS)), np.float32)
    for number, column in enumerate(columns):
        rows[:, number] = column
    return rows


def expected(asked: QuestionAnalysis, kinds: Places) -> npt.NDArray[np.bool_]:
    """Tell which of these kinds the question asks for."""
    wanted = np.zeros(WORD + 1, bool)
    wanted[[KINDS.index(kind) for kind in asked.kinds]] = True
    return wanted[kinds]


def of_kind(named: CandidateTable, noun: str) -> Reals:
    """Tell by 1 which candidates are of the kind that a noun names, by -1 that there is none."""
    if not noun:
        return np.full(len(named), -1.0)
    members = members_of(noun)
    one = named.held.counts == 1
    found = places_in(members, named.hash) >= 0
    found[one] |= places_in(members, named.terms[named.held.starts[one]]) >= 0
    return found.astype(np.float64)


def among(places: frozenset[str], names: Places) -> npt.NDArray[np.bool_]:
    """Tell which candidates, given by their hashes, are names of places."""
    return places_in(hashes_of(places), names) >= 0


def counted(pool: Pool, pairs: Occurrences, count: int) -> dict[str, Reals]:
    """Return votes, sums and peaks over the sentences that hold each candidate.

    An article votes with its best sentence: squared coverage by sentence and title, times
    squared relevance.
    """
    candidate, row, position = pairs.candidate, pairs.sentence, pairs.position
    hit = pool.hit[row]
    rel, age = pool.relevance[hit], pool.age[hit]
    own, titled, around = pool.own[row], pool.titled[row], pool.around[row]
    weights = np.array([*map(pool.query.weights.__getitem__, pool.query.terms)] or [0.0])
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
