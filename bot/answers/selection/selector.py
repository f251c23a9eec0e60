"""Selector: scores what may answer and what may be quoted, and chooses the quotes."""

from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.answers.arrays import Float32Array
from bot.answers.data import DATA
from bot.answers.features.candidates import Candidates, select_candidates
from bot.answers.features.sentence_features import COLUMNS
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.ranking_trees import RankingTrees, load_ranking_trees
from bot.answers.selection.confidence import confidence_features, load_confidence_model
from bot.answers.selection.multilingual_model import load_multilingual_model
from bot.answers.selection.opening_preference import OpeningPreference
from bot.answers.selection.opening_windows import OpeningWindows, gather_openings
from bot.answers.selection.quotables import Quotables, collect_quotables
from bot.answers.selection.quoting import Choice, Opening, choose_sentences
from bot.index.protocol import Snapshot

_COVERAGE_BONUS = 5.0


@dataclass(frozen=True, slots=True)
class Selection:
    """What may answer and what may be quoted, with their scores, and what would be quoted.

    ``candidate_scores``: the learned score of each candidate; shape (candidates,).
    ``coverage_bonus``: what is added to the learned score of each quotable; shape (quotables,).
    ``sentence_scores``: the sum of both; shape (quotables,).
    ``opening``: what is quoted first, None without any sentence.
    ``confidence_features``: what the confidence is estimated from; shape (features,).
    ``confidence``: how likely the choice holds the answer, from 0 to 1.
    """

    candidates: Candidates
    candidate_scores: Float32Array
    quotables: Quotables
    coverage_bonus: Float32Array
    sentence_scores: Float32Array
    opening: Opening | None
    choice: Choice
    confidence_features: Float32Array
    confidence: float
    openings: OpeningWindows
    opening_scores: Float32Array


class Selector:
    """Choose what is quoted, by functions that were learned."""

    def __init__(self, folder: Path = DATA) -> None:
        """Read what was learned from a folder."""
        self._trees = load_ranking_trees(folder)
        self._multilingual_model = load_multilingual_model(folder)
        self.confidence = load_confidence_model(folder / "confidence.json")

    def with_trees(self, trees: RankingTrees) -> Self:
        """Return the same with other ranking functions."""
        selector = copy(self)
        selector._trees = trees
        return selector

    def score_sentences(self, features: Float32Array) -> Float32Array:
        """Return the learned score of each row of features."""
        return self._trees.sentences.score(features)

    def select(
        self, pool: SentencePool, snapshot: Snapshot, preference: OpeningPreference
    ) -> Selection:
        """Return what is quoted of ``pool``; ``preference`` tells what is read first."""
        candidates = select_candidates(pool)
        candidate_scores = self._trees.candidates.score(candidates.features)
        quotables = collect_quotables(pool, candidates, candidate_scores, snapshot)
        bonus = bonus_for_coverage(quotables)
        scores = self.score_sentences(quotables.features) + bonus
        openings = gather_openings(pool, quotables, scores, snapshot)
        opening_scores = self._trees.openings.score(openings.features)
        if self._multilingual_model and openings.evidence:
            multilingual_scores = self._multilingual_model.score(openings.evidence, opening_scores)
            opening = openings.choose_likeliest(multilingual_scores, pool.query.focus)
            scores = openings.rate_sentences(multilingual_scores, scores)
        else:
            opening = openings.choose(opening_scores, pool.query.focus, preference)
        choice = choose_sentences(
            quotables.sentences, scores, quotables.answer_likelihoods, opening
        )
        features = confidence_features(
            pool, candidates, candidate_scores, scores, openings, opening_scores
        )
        confidence = self.confidence.estimate(features)
        return Selection(
            candidates,
            candidate_scores,
            quotables,
            bonus,
            scores,
            opening,
            choice,
            features,
            confidence,
            openings,
            opening_scores,
        )


def bonus_for_coverage(quotables: Quotables) -> Float32Array:
    """Return what sentences gain by sharing much with the question, of shape (quotables,).

    The fewer articles there are to support an answer, the more that says.
    """
    coverage = quotables.features[:, COLUMNS.index("coverage_sentence")]
    articles = quotables.features[:, COLUMNS.index("pool_articles")]
    bonus: Float32Array = _COVERAGE_BONUS * coverage / articles
    return bonus
