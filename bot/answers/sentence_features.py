"""Sentence features: what speaks for quoting a sentence, in numbers that a function weighs.

Beside what a sentence shares with the question, they count which candidates for the answer it
holds, and how many of the words that the best passages have and the question lacks: the
relevance model of Lavrenko and Croft (2001).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from bot.answers import candidate_features
from bot.answers.candidates import Candidates
from bot.answers.common import idf
from bot.answers.pool import Places, Pool, Reals
from bot.answers.trees import Floats, likelihood
from bot.answers.vouching import WORD
from bot.language.mentions import Kind
from bot.language.notes import Note

_Value = TypeVar("_Value", bound=np.generic)

_RELEVANT_HITS = 15
_TITLES = 30
_BEST_WORDS = 5
_BEST_TITLE_WORDS = 4
_MOST_TERMS = 200

_ADDED = ("mass", "mention_mass", "word_mass", "among_3", "among_10")
_COMPARED = ("own", "titled", "around", "best", "mass", "mention", "mention_mass", "word_mass",
             "relevant_peak", "relevant_top", "relevant_mean", "fresh_votes")  # fmt: skip
COLUMNS = (
    "own", "last_own", "titled", "around", "whole", "title", "named",
    "named_titled", "relevance", "hit",
    "age", "freshness", "place", "passage", "sentences", "terms", "letters", "window",
    "best", "second", "third", "mass", "mention", "mention_mass", "word", "word_mass",
    "among_3", "among_10", "score", "behind", "behind_second", "best_score", "best_mass",
    "votes", "fresh_votes", "place_votes", "noun_share",
    *(f"kind_{kind.name.lower()}" for kind in Kind),
    "relevant_peak", "relevant_top", "relevant_sum", "relevant_mean", "title_peak", "title_top",
    "title_overlap", "bigrams", "noun", "pronoun", "question", "quotes",
    "form", "question_words", "expects", "noun_words", "question_weight", "missing",
    "pool_articles", "pool_hits",
    "own_relevance", "titled_relevance", "best_titled", "best_own",
    *(f"{name}_rank" for name in _COMPARED), *(f"{name}_of_most" for name in _COMPARED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of every sentence of ``pool``.

    ``held`` says by name what the candidates in it are worth; ``relevant`` has the peak, top,
    sum and mean of its words' weights in the relevance model.
    """

    pool: Pool
    held: Mapping[str, Reals]
    relevant: Reals

    def promise(self) -> Reals:
        """Return what orders the sentences roughly, to leave out most of them."""
        promise: Reals = (
            self.pool.titled * self.pool.relevance[self.pool.hit]
            + self.held["votes"] / 2
            + _of_most(self.relevant[:, 3]) / 2
            + self.held["fresh_votes"] / 3
            + _of_most(self.held["best"])
        )
        return promise

    def rows(self, windows: list[range], letters: Sequence[int]) -> Floats:
        """Return the features of what may be shown, of shape (windows, COLUMNS).

        A window has the rows of the sentences that are shown together, ``letters`` their
        length in characters.
        """
        return _table(self, windows, letters)


def gather(pool: Pool, candidates: Candidates, scores: Floats) -> Evidence:
    """Return what is known of every sentence, given the candidates' scores."""
    relevant = _relevant_values(pool, _relevant_words(pool))
    return Evidence(pool, _held(pool, candidates, scores), relevant)


def _held(pool: Pool, candidates: Candidates, scores: Floats) -> dict[str, Reals]:
    """Return for each sentence what the candidates that it holds are worth."""
    size = len(pool)
    count = len(candidates.keys)
    likely = likelihood(scores)
    rank = np.empty(count)
    rank[np.argsort(-scores, kind="stable")] = np.arange(count)
    # One of each mention's parts: the likeliest.
    width = count + int(candidates.mention.max(initial=0)) + 1
    part = (
        np.where(candidates.mention < 0, candidates.candidate, count + candidates.mention)
        + candidates.sentence * width
    )
    order = np.lexsort((-scores[candidates.candidate], part))
    first = order[np.flatnonzero(np.diff(part[order], prepend=-1))]
    order = first[np.lexsort((-scores[candidates.candidate[first]], candidates.sentence[first]))]
    row, number = candidates.sentence[order], candidates.candidate[order]
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    nth = np.arange(len(row)) - np.repeat(starts, np.diff(starts, append=len(row)))
    floor = float(scores.min(initial=0.0))
    tops = np.full((size, 3), floor)
    likeliest = np.zeros((size, 1))
    among = nth < 3
    tops[row[among], nth[among]] = scores[number[among]]
    likeliest[row[nth == 0], 0] = likely[number[nth == 0]]
    is_word = np.array([key[0] == WORD for key in candidates.keys], bool)[number]
    peak = float(scores.max(initial=0.0))
    column = {name: candidates.rows[:, at] for at, name in enumerate(candidate_features.COLUMNS)}
    fresh = column["fresh"] / max(float(column["fresh"].max(initial=0.0)), 1e-9)

    def most(value: Reals, where: Places) -> Reals:
        best = np.zeros(size)
        np.maximum.at(best, row[where], value[number[where]])
        return best

    every = np.arange(len(row))
    words, mentioned = np.flatnonzero(is_word), np.flatnonzero(~is_word)
    return {
        "best": likeliest[:, 0],
        "mass": np.bincount(row, likely[number], size),
        "mention": most(likely, mentioned),
        "mention_mass": np.bincount(row[mentioned], likely[number[mentioned]], size),
        "word": most(likely, words),
        "word_mass": np.bincount(row[words], likely[number[words]], size),
        "among_3": np.bincount(row[rank[number] < 3], minlength=size).astype(float),
        "among_10": np.bincount(row[rank[number] < 10], minlength=size).astype(float),
        "score": tops[:, 0],
        "second": tops[:, 1] - peak,
        "third": tops[:, 2] - peak,
        "behind": tops[:, 0] - peak,
        "behind_second": tops[:, 0] - tops[:, 1],
        "best_score": np.full(size, peak),
        "best_mass": np.full(size, float(likely.max(initial=0.0))),
        "votes": most(column["votes"].astype(float), every),
        "fresh_votes": most(fresh.astype(float), every),
        "place_votes": most(column["place_votes"].astype(float), mentioned),
        "noun_share": most(column["noun_share"].astype(float), every),
    }


def _relevant_words(pool: Pool) -> dict[str, float]:
    """Return what each word that the question lacks weighs in the best passages."""
    known = frozenset(pool.query.terms)
    weight: Counter[str] = Counter()
    for number in range(min(_RELEVANT_HITS, len(pool.hits))):
        rows = np.flatnonzero(pool.hit == number).tolist()
        terms = Counter(term for row in rows for term in pool.notes[row].terms)
        share = pool.relevance[number] ** 2 / (terms.total() or 1)
        for term, times in terms.items():
            if term not in known:
                weight[term] += share * times
    return {term: value * idf(term) for term, value in weight.items()}


def _title_words(pool: Pool) -> dict[str, float]:
    known = frozenset(pool.query.terms)
    weight: Counter[str] = Counter()
    seen: set[int] = set()
    for number, article in enumerate(pool.article.tolist()[:_TITLES]):
        if article not in seen:
            seen.add(article)
            for term in pool.titles[number] - known:
                weight[term] += pool.relevance[number] ** 2 * idf(term)
    top = max(weight.values(), default=0.0) or 1.0
    return {term: value / top for term, value in weight.items()}


def _relevant_values(pool: Pool, relevant: Mapping[str, float]) -> Reals:
    """Return the peak, top, sum and mean of the weights of each sentence's words."""
    strongest = sorted(relevant.values(), reverse=True)[:10]
    unit = sum(strongest) / 10 or 1.0
    weights = _weights(pool.notes, relevant) / unit
    total = weights.sum(axis=1)
    lengths = np.maximum([len(note.terms) for note in pool.notes], 1)
    return np.column_stack(
        [weights.max(axis=1), _top(weights, _BEST_WORDS), total, total / lengths]
    )


def _weights(notes: Sequence[Note], weight: Mapping[str, float]) -> Reals:
    """Return the weights of the sentences' words, a row each, filled up with zeros."""
    kept = [note.terms[:_MOST_TERMS] for note in notes]  # one endless sentence widens all rows
    lengths = np.array([len(terms) for terms in kept], np.intp)
    values = np.array([weight.get(term, 0.0) for terms in kept for term in terms], np.float64)
    width = max(1, int(lengths.max(initial=0)))
    table = np.zeros((len(notes), width))
    table[np.arange(width) < lengths[:, None]] = values
    return table


def _top(weights: Reals, most: int) -> Reals:
    """Return the sum of the largest weights of each row."""
    if weights.shape[1] <= most:
        top: Reals = weights.sum(axis=1)
    else:
        top = np.partition(weights, -most, axis=1)[:, -most:].sum(axis=1)
    return top


def _of_most(values: Reals) -> Reals:
    most: Reals = values / max(float(values.max(initial=0.0)), 1e-9)
    return most


def _ranks(values: Reals) -> Reals:
    """Return the share of rows that are before each one by ``values``."""
    order = np.argsort(np.argsort(-values, kind="stable"), kind="stable")
    ranks: Reals = order / max(1, len(values))
    return ranks


def _shown(
    values: npt.NDArray[_Value],
    rows: Places,
    several: Sequence[tuple[int, range]],
    together: np.ufunc,
) -> npt.NDArray[_Value]:
    """Return the values of what is shown, where that may be several sentences."""
    shown: npt.NDArray[_Value] = values[rows]
    for number, window in several:
        shown[number] = together.reduce(values[window[0] : window[-1] + 1])
    return shown


def _table(evidence: Evidence, windows: list[range], letters: Sequence[int]) -> Floats:
    pool, held, relevant = evidence.pool, evidence.held, evidence.relevant
    query, asked = pool.query, pool.query.asked
    rows = np.array([window[-1] for window in windows], np.intp)
    several = [(number, window) for number, window in enumerate(windows) if len(window) > 1]
    hit = pool.hit[rows]
    notes = [pool.notes[row] for row in rows.tolist()]
    title_words = _title_words(pool)
    titles = [pool.titles[number] for number in hit.tolist()]
    in_title = _weights(notes, title_words)
    bigrams = frozenset(zip(query.terms, query.terms[1:], strict=False))
    noun = frozenset(asked.noun)
    named = query.named_mask
    title_masks = pool.title_masks[hit]
    rel = pool.relevance[hit]
    masks = _shown(pool.masks, rows, several, np.bitwise_or)
    own, titled = query.coverages(masks), query.coverages(masks | title_masks)
    constants = {
        "form": asked.form, "question_words": len(query.words), "expects": bool(asked.kinds),
        "noun_words": len(noun), "question_weight": sum(word.weight for word in query.words),
        "missing": len(query.missing),
        "pool_articles": pool.articles, "pool_hits": len(pool.hits),
    }  # fmt: skip
    columns: dict[str, object] = {
        name: _shown(values, rows, several, np.add if name in _ADDED else np.maximum)
        for name, values in held.items()
    }
    columns |= {
        "own": own, "last_own": pool.own[rows], "titled": titled,
        "around": pool.around[rows], "whole": pool.whole[rows],
        "title": pool.title[rows], "relevance": rel, "hit": hit, "age": pool.age[hit],
        "freshness": np.exp(-pool.age[hit] / 14), "place": pool.place[rows],
        "passage": pool.number[hit], "sentences": np.bincount(pool.hit)[hit],
        "terms": [len(note.terms) for note in notes],
        "letters": letters,
        "window": [len(window) for window in windows],
        "named": query.coverages(masks & named),
        "named_titled": query.coverages((masks | title_masks) & named),
        "relevant_peak": relevant[rows, 0], "relevant_top": relevant[rows, 1],
        "relevant_sum": relevant[rows, 2], "relevant_mean": relevant[rows, 3],
        "title_peak": in_title.max(axis=1), "title_top": _top(in_title, _BEST_TITLE_WORDS),
        "title_overlap": [len(t.intersection(n.terms)) / (len(t) or 1)
                          for t, n in zip(titles, notes, strict=True)],
        "bigrams": [sum(pair in bigrams for pair in zip(n.terms, n.terms[1:], strict=False))
                    for n in notes],
        "noun": [bool(noun) and noun.issubset(n.terms) for n in notes],
        "pronoun": [pool.notes[window[0]].pronoun for window in windows],
        "question": [note.question for note in notes],
        "quotes": [sum(pool.notes[row].quotes for row in window) for window in windows],
        "own_relevance": own * rel, "titled_relevance": titled * rel,
    }  # fmt: skip
    kinds = [[mention[0] for mention in note.mentions] for note in notes]
    for kind in Kind:
        columns[f"kind_{kind.name.lower()}"] = [found.count(kind) for found in kinds]
    columns |= {name: np.full(len(rows), value, float) for name, value in constants.items()}
    arrays = {name: np.asarray(value, float) for name, value in columns.items()}
    arrays["best_titled"] = arrays["best"] * titled * rel
    arrays["best_own"] = arrays["best"] * own
    for name in _COMPARED:
        arrays[f"{name}_rank"] = _ranks(arrays[name])
        arrays[f"{name}_of_most"] = _of_most(arrays[name])
    return np.column_stack([arrays[name] for name in COLUMNS]).astype(np.float32)
