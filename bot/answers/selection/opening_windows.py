"""OpeningWindows: the windows that may be quoted first, and which of them is read first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.answer import Quote
from bot.answers.arrays import BoolArray, Float32Array, FloatArray
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.window_evidence import WindowEvidence
from bot.answers.features.window_features import COLUMNS, build_window_features
from bot.answers.selection.quotables import Quotable, Quotables
from bot.answers.selection.quoting import Opening, rate_sentences
from bot.answers.selection.windows import list_windows
from bot.index.protocol import Snapshot

MAX_OPENINGS = 15
"""Sentences that may be quoted first."""

_NEARLY = 0.9
"""A shorter window is shown where it is nearly as likely right: there is room for a second."""


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

    def repeat(self, quotes: Sequence[Quote]) -> BoolArray:
        """Tell which windows show a sentence that one of these quotes shows; shape (openings,)."""
        spans = [(quote.article.id, quote.span) for quote in quotes]
        return np.array(
            [
                any(
                    window.article.id == article_id
                    and window.span.start < span.end
                    and span.start < window.span.end
                    for article_id, span in spans
                )
                for window in self.windows
            ],
            bool,
        )

    def choose(self, scores: Float32Array, *, wants_mention: bool) -> Opening | None:
        """Return what is read first, given the log-odds that each is right; None without any.

        ``wants_mention``: whether a name or number answers, for which few words are enough.
        """
        if not self.numbers:
            return None
        likelihoods = 1 / (1 + np.exp(-scores.astype(float)))
        best = place = int(np.argmax(scores))
        if wants_mention:
            places = (
                other
                for other, number in enumerate(self.numbers)
                if number == self.numbers[best]
                and likelihoods[other] >= _NEARLY * likelihoods[best]
            )
            place = min(places, key=lambda other: self.windows[other].length)
        return Opening(self.numbers[place], self.windows[place], self.answer_likelihoods[place])


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
    return OpeningWindows(numbers, windows, features, evidence.likelihoods)
