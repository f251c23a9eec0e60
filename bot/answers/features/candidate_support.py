"""Worth: what the candidates for the answer that a sentence holds say for it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.answers.features import candidate_features
from bot.answers.features.candidates import Candidates
from bot.answers.features.occurrences import WORD
from bot.answers.ragged import Places, Reals
from bot.answers.trees import Floats, likelihood

ADDED = ("mass", "mention_mass", "word_mass", "among_3", "among_10")
"""What adds up over several sentences; of the others the most counts."""


@dataclass(frozen=True, slots=True)
class Held:
    """Which candidates sentences hold, of the parts of one mention only the likeliest.

    By sentence, the likeliest first: ``row`` is the sentence, ``nth`` counts what it holds.
    """

    row: Places
    candidate: Places
    nth: Places


def held(candidates: Candidates, scores: Floats) -> Held:
    """Return which candidates, of these scores, sentences hold."""
    count = len(candidates)
    width = count + int(candidates.mention.max(initial=0)) + 1
    part = (
        np.where(candidates.mention < 0, candidates.candidate, count + candidates.mention)
        + candidates.sentence * width
    )
    order = np.lexsort((-scores[candidates.candidate], part))
    first = order[np.flatnonzero(np.diff(part[order], prepend=-1))]
    order = first[np.lexsort((-scores[candidates.candidate[first]], candidates.sentence[first]))]
    row = candidates.sentence[order]
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    nth = np.arange(len(row)) - np.repeat(starts, np.diff(starts, append=len(row)))
    return Held(row, candidates.candidate[order], nth)


def worth(size: int, candidates: Candidates, scores: Floats, held: Held) -> Mapping[str, Reals]:
    """Return by name what the candidates that are held are worth in each of ``size`` sentences."""
    count = len(candidates)
    likely = likelihood(scores)
    rank = np.empty(count)
    rank[np.argsort(-scores, kind="stable")] = np.arange(count)
    row, number, nth = held.row, held.candidate, held.nth
    floor = float(scores.min(initial=0.0))
    tops = np.full((size, 3), floor)
    likeliest = np.zeros(size)
    among = nth < 3
    tops[row[among], nth[among]] = scores[number[among]]
    likeliest[row[nth == 0]] = likely[number[nth == 0]]
    is_word = (candidates.kind == WORD)[number]
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
        "best": likeliest,
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
