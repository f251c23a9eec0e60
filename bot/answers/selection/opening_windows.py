"""OpeningWindows: the windows that may be quoted first, and which of them is read first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.arrays import Float32Array, FloatArray
from bot.answers.features.cue_counts import get_cue_counter
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.window_evidence import WindowEvidence
from bot.answers.features.window_features import (
    COLUMNS,
    build_window_features,
    measure_scarcity,
)
from bot.answers.question.time_focus import TimeFocus
from bot.answers.selection.opening_preference import OpeningPreference
from bot.answers.selection.quotables import Quotable, Quotables
from bot.answers.selection.quoting import Opening, rate_sentences
from bot.answers.selection.windows import list_windows
from bot.index.protocol import Snapshot

MAX_OPENINGS = 15
"""Sentences that may be quoted first."""

# Chosen on questions of 2022 and 2023, with functions that did not know them.
_NEARLY, _AS_MUCH = 0.6, 0.9
"""A shorter window is shown where it is nearly as likely right, and holds what may be the answer:
there is room for a second."""

_SENTENCE_WEIGHT = 0.4  # of the score of the sentence by itself
_LATE_PASSAGE = 4  # those after it cost no more
_AS_LIKELY = 0.25  # of the log-odds
_TAIL_MARGIN = 5.0  # by so much the sentences without a window score less
_OUTSIDE_COST = 0.5  # of what is not from the days that the question names


@dataclass(frozen=True, slots=True)
class OpeningWindows:
    """The best sentences, each in its windows.

    ``numbers``: which of the quotables each is made of; shape (openings,).
    ``features``: those of ``window_features.COLUMNS``; shape (openings, columns).
    ``answer_likelihoods``: how likely each candidate in a window is the answer; shape
    (openings, candidates).
    """

    numbers: tuple[int, ...]
    windows: tuple[Quotable, ...]
    features: Float32Array
    answer_likelihoods: FloatArray
    evidence: WindowEvidence | None = None

    def choose(
        self, scores: Float32Array, focus: TimeFocus, preference: OpeningPreference
    ) -> Opening | None:
        """Return what is read first, given the log-odds that each is right; None without any."""
        if not self.numbers:
            return None
        odds = self._weigh(scores, focus, preference)
        best = int(np.argmax(odds))
        if preference.cues:
            best = self._prefer_cues(odds, preference.cues)
        if preference.is_short:
            best = self._shorten(best, odds)
        return Opening(self.numbers[best], self.windows[best], self.answer_likelihoods[best])

    def choose_likeliest(self, scores: Float32Array, focus: TimeFocus) -> Opening | None:
        """Return the window with the highest score, of the days that the question names."""
        if not self.numbers:
            return None
        best = int(np.argmax(scores.astype(float) - self._cost_of_outside(focus)))
        return Opening(self.numbers[best], self.windows[best], self.answer_likelihoods[best])

    def rate_sentences(self, scores: Float32Array, base_scores: Float32Array) -> Float32Array:
        """Return the score of each quotable by its best window; ``others`` order the rest.

        What is not among the best sentences comes after them.
        """
        lowest = float(scores.min(initial=0.0)) - _TAIL_MARGIN
        ratings: Float32Array = lowest - base_scores.max(initial=0.0) + base_scores
        for number, score in zip(self.numbers, scores.tolist(), strict=True):
            ratings[number] = max(ratings[number], score)
        return ratings

    def _weigh(
        self, scores: Float32Array, focus: TimeFocus, preference: OpeningPreference
    ) -> FloatArray:
        """Return the log-odds with what the functions know too few questions for."""
        odds = scores.astype(float) + _SENTENCE_WEIGHT * self._column("score_margin")
        if self.evidence and preference.scarcity_weight:
            odds += preference.scarcity_weight * measure_scarcity(self.evidence)
        if self.evidence and preference.cue_weights:
            names, weights = zip(*preference.cue_weights.items(), strict=True)
            cores, _ = self.evidence.count_cues(names)
            odds += ((cores > 0) @ np.array(weights))[self.evidence.core_ids]
        odds -= preference.passage_cost * np.minimum(self._column("passage_number"), _LATE_PASSAGE)
        return odds - self._cost_of_outside(focus)

    def _cost_of_outside(self, focus: TimeFocus) -> FloatArray:
        if not focus.range:
            return np.zeros(len(self.windows))
        is_outside = [focus.distance(window.hit.published) > 0 for window in self.windows]
        return _OUTSIDE_COST * np.array(is_outside)

    def _column(self, name: str) -> FloatArray:
        return self.features[:, COLUMNS.index(name)].astype(float)

    def _prefer_cues(self, odds: FloatArray, cues: Sequence[str]) -> int:
        """Return the likeliest, or one that is as likely and has a cue of what is asked for."""
        counter = get_cue_counter(tuple(cues))
        has_cue = [counter.count(window.text.lower()).any() for window in self.windows]
        is_near = odds >= odds.max() - _AS_LIKELY
        return int(np.argmax(np.where(is_near & np.array(has_cue), odds + _AS_LIKELY, odds)))

    def _shorten(self, best: int, odds: FloatArray) -> int:
        """Return the shortest window of a sentence that is nearly as likely, and says as much."""
        likelihoods = 1 / (1 + np.exp(-odds))
        worth = self.answer_likelihoods.sum(axis=1)
        places = (
            place
            for place, number in enumerate(self.numbers)
            if number == self.numbers[best]
            and likelihoods[place] >= _NEARLY * likelihoods[best]
            and worth[place] >= _AS_MUCH * worth[best]
        )
        return min(places, key=lambda place: self.windows[place].length)


def gather_openings(
    pool: SentencePool, quotables: Quotables, scores: Float32Array, snapshot: Snapshot
) -> OpeningWindows:
    """Return what may be quoted first, given the scores of all quotables."""
    if not quotables.sentences:
        return OpeningWindows((), (), np.zeros((0, len(COLUMNS)), np.float32), np.zeros((0, 0)))
    values = rate_sentences(quotables.sentences, scores, quotables.answer_likelihoods)
    best = np.argsort(-values, kind="stable")[:MAX_OPENINGS].tolist()
    pairs = [
        (number, window)
        for number in best
        for window in list_windows(quotables.sentences[number], snapshot)
    ]
    numbers, windows = zip(*pairs, strict=True)
    evidence = WindowEvidence(pool, quotables, numbers, windows)
    features = build_window_features(evidence, scores, values)
    return OpeningWindows(numbers, windows, features, evidence.likelihoods, evidence)
