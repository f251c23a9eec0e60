"""Confidence: how likely the answer is in the quotes, from 0 to 1.

Learned trees say how much a question looks like one that its corpus can answer; a logistic
function makes that a likelihood. Both are fitted by ``python -m training.confidence``.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.answers.arrays import Float32Array, FloatArray
from bot.answers.data import DATA
from bot.answers.features.candidate_features import COLUMNS
from bot.answers.features.candidates import Candidates
from bot.answers.features.cue_counts import get_cue_counter
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.window_features import COLUMNS as OPENING_COLUMNS
from bot.answers.question.answer_type import OPENINGS
from bot.answers.question.english.asking_words import PAST
from bot.answers.selection.opening_windows import OpeningWindows
from bot.answers.trees import Trees, load_trees, save_trees

CONFIDENCE = DATA / "confidence.json"

_BEST_HITS = 10
_MEAN_OF = 5
_DATED_HITS = 20
_WEEK = 7
_WELL_COVERED = 0.7
_MAX_AGE = 90  # days: what is older is no news, however old
_NEW_DAYS, _OLD_DAYS = 14, 60
_FUTURE = get_cue_counter(("future",))
_NO_SCORE = -5.0  # where there is nothing to score

_TITLES = 8  # of the best hits: how much they share tells whether they are on one matter

FEATURES = (
    # what is covered
    "coverage_passage", "best_hits", "best_passages", "coverage_title", "coverage_sentence",
    "coverage_entities",
    "question_weight", "bm25_by_weight", "last_hit",  # what there is to cover, how well it matches
    "top_likelihood", "top_candidate", "top_votes", "top_sentence", "sentence_lead",  # the answer
    "agreeing_articles",
    "oldness", "oldness_of_first", "burst", "coverage_new", "coverage_old",  # when they are from
    # what is quoted first
    "opening_score", "opening_lead", "opening_coverage", "opening_entities", "opening_content",
    "opening_has_rarest", "opening_worth", "opening_age", "opening_future",
    # what is not covered, and what is asked
    "largest_uncovered", "rarest_share", "rarest_df", "missing_share", "missing_names",
    "title_agreement", "days_ahead", "words", "asks", "asks_past",
)  # fmt: skip

_OPENING_COLUMN = {name: number for number, name in enumerate(OPENING_COLUMNS)}


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """Trees over ``FEATURES``, the logistic function of their score, and the least that answers.

    ``slope`` and ``bias`` are those of Platt (1999), all others lie between 0 and 1.
    ``threshold``: the least confidence of an answer.
    ``nearest``: below it, what is found is said to be only the nearest.
    """

    trees: Trees
    slope: float
    bias: float
    threshold: float
    nearest: float = 0.0

    def estimate(self, features: Float32Array) -> float:
        """Return the confidence, from 0 to 1, given features of shape (FEATURES,)."""
        margin = self.bias + self.slope * float(self.trees.score(features[None, :])[0])
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, margin))))

    def save(self, path: Path) -> None:
        """Write what ``load_confidence_model`` reads: a file, and the trees beside it."""
        names = ("slope", "bias", "threshold", "nearest")
        numbers = {name: getattr(self, name) for name in names}
        path.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
        save_trees(self.trees, path.with_suffix(".npz"))


def load_confidence_model(path: Path = CONFIDENCE) -> ConfidenceModel:
    """Read what ``ConfidenceModel.save`` wrote."""
    numbers = json.loads(path.read_text(encoding="utf-8"))
    return ConfidenceModel(load_trees(path.with_suffix(".npz")), **numbers)


def confidence_features(
    pool: SentencePool,
    candidates: Candidates,
    candidate_scores: Float32Array,
    sentence_scores: Float32Array,
    openings: OpeningWindows,
    opening_scores: Float32Array,
) -> Float32Array:
    """Return what the confidence is estimated from, of shape (FEATURES,).

    Few articles may be no corpus of news, so their age counts little.
    """
    focus = pool.query.focus
    days_off = np.array([focus.distance(hit.published) for hit in pool.hits], np.float64)
    age_weight = 1 - 1 / pool.article_count
    ages = pool.ages[:_DATED_HITS]
    top = int(np.argmax(candidate_scores)) if len(candidate_scores) else None
    best = np.sort(sentence_scores)[::-1]
    values = {
        "coverage_passage": pool.coverage_passage.max(initial=0.0),
        "best_hits": _mean_of_best_hits(pool),
        "best_passages": _mean_of_best_passages(pool),
        "coverage_title": pool.coverage_title.max(initial=0.0),
        "coverage_sentence": pool.coverage_sentence.max(initial=0.0),
        "coverage_entities": _coverage_of_entities(pool),
        "question_weight": pool.query.weight,
        "bm25_by_weight": pool.hits[0].score / max(pool.query.weight, 1e-9),
        "last_hit": pool.relevance[-1],
        "top_likelihood": _top_likelihood(candidate_scores),
        "top_candidate": _NO_SCORE if top is None else candidate_scores[top],
        "top_votes": 0.0 if top is None else candidates.features[top, COLUMNS.index("vote_share")],
        "top_sentence": best[0] if len(best) else _NO_SCORE,
        "sentence_lead": best[0] - best[_MEAN_OF - 1] if len(best) >= _MEAN_OF else 0.0,
        "agreeing_articles": math.log1p(_count_covering_articles(pool)),
        "oldness": age_weight * _oldness(days_off),
        "oldness_of_first": age_weight * _oldness(days_off[:_MEAN_OF]),
        "burst": float(np.mean(np.abs(ages - ages[0]) <= _WEEK)) if len(ages) else 0.0,
        "coverage_new": pool.coverage_passage[(days_off <= _NEW_DAYS)[pool.hit_ids]].max(
            initial=0.0
        ),
        "coverage_old": pool.coverage_passage[(days_off > _OLD_DAYS)[pool.hit_ids]].max(
            initial=0.0
        ),
        **_describe_opening(openings, opening_scores),
        **_describe_question(pool),
    }
    return np.array([values[name] for name in FEATURES], np.float32)


def _describe_opening(openings: OpeningWindows, scores: Float32Array) -> dict[str, float]:
    """Return what the window that is read first holds."""
    if not openings.numbers:
        return {name: 0.0 for name in FEATURES if name.startswith("opening_")} | {
            "opening_score": _NO_SCORE
        }
    place = int(np.argmax(scores))
    row = openings.features[place]
    best = np.sort(scores)[::-1]
    return {
        "opening_score": float(scores[place]),
        "opening_lead": float(best[0] - best[min(_MEAN_OF, len(best)) - 1]),
        "opening_coverage": float(row[_OPENING_COLUMN["wide_coverage_with_title"]]),
        "opening_entities": float(row[_OPENING_COLUMN["covers_all_entities"]]),
        "opening_content": float(row[_OPENING_COLUMN["wide_content"]]),
        "opening_has_rarest": max(
            float(row[_OPENING_COLUMN["wide_rarest"]]), float(row[_OPENING_COLUMN["title_rarest"]])
        ),
        "opening_worth": float(row[_OPENING_COLUMN["wide_worth"]]),
        "opening_age": float(row[_OPENING_COLUMN["age"]]),
        "opening_future": float(_FUTURE.count(openings.windows[place].text.lower())[0]),
    }


def _describe_question(pool: SentencePool) -> dict[str, float]:
    """Return which part of the question is not covered, and what sort of question it is."""
    query = pool.query
    words = [word for word in query.words if not word.is_temporal]
    total = sum(word.weight for word in words) or 1.0
    rarest = max(words, key=lambda word: word.weight, default=None)
    first = query.focus.range.first if query.focus.range else None
    ahead = (first - query.at).days if first else 0
    return {
        "largest_uncovered": _largest_uncovered(pool) / total,
        "rarest_share": rarest.weight / total if rarest else 0.0,
        "rarest_df": math.log1p(rarest.df) if rarest else 0.0,
        "missing_share": sum(word.weight for word in words if not word.df) / total,
        "missing_names": sum(1.0 for word in words if word.is_entity and not word.df),
        "title_agreement": _agreement_of_titles(pool),
        "days_ahead": float(max(0, ahead)),
        "words": len(words),
        "asks": OPENINGS.index(query.analysis.opening),
        "asks_past": float(bool(PAST.search(query.question.lower()))),
    }


def _largest_uncovered(pool: SentencePool) -> float:
    """Return the weight of the heaviest word that the best passage, with its title, lacks."""
    query = pool.query
    starts = np.flatnonzero(pool.positions == 0)
    if not len(starts):
        return query.weight
    masks = np.bitwise_or.reduceat(pool.masks, starts) | pool.title_masks[pool.hit_ids[starts]]
    mask = int(masks[int(np.argmax(query.coverages(masks & query.topical_mask)))])
    weights = (
        word.weight
        for word in query.words
        if not (word.is_temporal or query.mask_words([word]) & mask)
    )
    return max(weights, default=0.0)


def _agreement_of_titles(pool: SentencePool) -> float:
    """Return how many terms the titles of the best hits share, from 0 to 1."""
    titles = pool.title_terms
    is_best = titles.hit_ids < _TITLES
    table = np.zeros((_TITLES, max(1, len(titles.vocabulary))))
    table[titles.hit_ids[is_best], titles.term_ids[is_best]] = 1
    table /= np.sqrt(np.maximum(table.sum(axis=1, keepdims=True), 1))
    cosines = table @ table.T
    count = min(_TITLES, len(pool.hits))
    if count < 2:
        return 1.0
    inner = cosines[:count, :count]
    return float((inner.sum() - np.trace(inner)) / (count * (count - 1)))


def _mean_of_best_passages(pool: SentencePool) -> float:
    """Return how much of the question the best of the first passages cover."""
    is_first = (pool.positions == 0) & (pool.hit_ids < _DATED_HITS)
    coverages = pool.coverage_passage[is_first]
    return float(np.sort(coverages)[-_MEAN_OF:].mean()) if len(coverages) else 0.0


def _mean_of_best_hits(pool: SentencePool) -> float:
    """Return how much of it the best sentences of the best hits cover, with their titles."""
    if not len(pool):
        return 0.0
    starts = np.flatnonzero(pool.positions == 0)
    coverages = np.maximum.reduceat(pool.coverage_with_title, starts)[:_BEST_HITS]
    return float(np.sort(coverages)[-_MEAN_OF:].mean())


def _coverage_of_entities(pool: SentencePool) -> float:
    """Return the largest share of the question's names that one sentence, with its title, has."""
    total = sum(word.weight for word in pool.query.words if word.is_entity)
    if not total:
        return 1.0
    masks = (pool.masks | pool.title_masks[pool.hit_ids]) & pool.query.entity_mask
    return float(pool.query.coverages(masks).max(initial=0.0)) / (total / pool.query.weight)


def _top_likelihood(scores: Float32Array) -> float:
    """Return how likely the best candidate is, by softmax of all."""
    return float(1 / np.exp(scores.astype(float) - scores.max()).sum()) if len(scores) else 0.0


def _count_covering_articles(pool: SentencePool) -> int:
    """Return how many articles have a sentence that covers most of the question."""
    hits = pool.hit_ids[pool.coverage_with_title >= _WELL_COVERED]
    articles: list[int] = pool.article_ids[hits].tolist()
    return len(set(articles))


def _oldness(days_off: FloatArray) -> float:
    return math.log1p(min(float(days_off.min(initial=_MAX_AGE)), _MAX_AGE))
