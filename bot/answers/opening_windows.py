"""OpeningWindows: the windows that may be quoted first, and which of them is read first."""

from dataclasses import dataclass

import numpy as np

from bot.answers.arrays import Float32Array, FloatArray
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.window_features import COLUMNS, WindowEvidence, build_window_features
from bot.answers.quotables import Quotable, Quotables
from bot.answers.quoting import Opening, rate_sentences
from bot.answers.windows import widen
from bot.index.protocol import Snapshot

MAX_OPENINGS = 20
"""Sentences that may be quoted first."""


@dataclass(frozen=True, slots=True)
class OpeningWindows:
    """The best sentences in their windows.

    ``numbers``: which of the quotables each is; shape (openings,).
    ``features``: those of ``window_features.COLUMNS``; shape (openings, columns).
    ``answer_likelihoods``: how likely each candidate in a window is the answer; shape
    (openings, candidates).
    """

    numbers: tuple[int, ...]
    windows: tuple[Quotable, ...]
    features: Float32Array
    answer_likelihoods: FloatArray

    def choose(self, scores: Float32Array) -> Opening | None:
        """Return the opening with the best score, None without any."""
        if not self.numbers:
            return None
        place = int(np.argmax(scores))
        return Opening(self.numbers[place], self.windows[place], self.answer_likelihoods[place])


def gather_openings(
    pool: SentencePool, quotables: Quotables, scores: Float32Array, snapshot: Snapshot
) -> OpeningWindows:
    """Return what may be quoted first, given the scores of all quotables."""
    if not quotables.sentences:
        return OpeningWindows((), (), np.zeros((0, len(COLUMNS)), np.float32), np.zeros((0, 0)))
    values = rate_sentences(quotables.sentences, scores, quotables.answer_likelihoods)
    best = np.argsort(-values, kind="stable")[:MAX_OPENINGS].tolist()
    windows = [widen(quotables.sentences[number], snapshot) for number in best]
    evidence = WindowEvidence(pool, quotables, best, windows)
    features = build_window_features(evidence, scores, values)
    return OpeningWindows(tuple(best), tuple(windows), features, evidence.likelihoods())
