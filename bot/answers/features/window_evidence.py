"""Window evidence: what the windows of the best sentences hold."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from bot.answers.arrays import CountArray, FloatArray, IdArray
from bot.answers.features.cue_counts import get_cue_counter
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.selection.quotables import Quotable, Quotables


class WindowEvidence:
    """What the windows of the best sentences hold.

    ``numbers``: the quotable that each window is made of; shape (windows,).
    ``cores``: the quotables that have a window, the best first.
    ``core_ids``: the core of each window; shape (windows,).
    ``core_numbers``: the quotable that each core is; shape (cores,).
    """

    def __init__(
        self,
        pool: SentencePool,
        quotables: Quotables,
        numbers: Sequence[int],
        windows: Sequence[Quotable],
    ) -> None:
        self.pool, self.quotables, self.windows = pool, quotables, windows
        places = {number: place for place, number in enumerate(dict.fromkeys(numbers))}
        self.core_numbers: IdArray = np.array([*places], np.intp)
        self.core_ids: IdArray = np.array([places[number] for number in numbers], np.intp)
        self.cores = [quotables.sentences[number] for number in places]

    @property
    def numbers(self) -> IdArray:
        """Return the quotable that each window is made of; shape (windows,)."""
        return self.core_numbers[self.core_ids]

    @cached_property
    def core_texts(self) -> list[str]:
        """Return the texts of the cores."""
        return [core.text for core in self.cores]

    @cached_property
    def ranges(self) -> list[range]:
        """Return the sentences of the pool that each window takes, as far as they are there."""
        last = self.quotables.last_sentences[self.numbers].tolist()
        return [_range_of(*pair) for pair in zip(self.windows, last, strict=True)]

    @cached_property
    def likelihoods(self) -> FloatArray:
        """Return how likely each candidate in a window is the answer; shape (windows, n)."""
        by_sentence = self.quotables.sentence_likelihoods
        return np.array([by_sentence[r.start : r.stop].max(axis=0) for r in self.ranges])

    def count_cues(self, names: Sequence[str]) -> tuple[CountArray, CountArray]:
        """Return how often cues occur in the cores, shape (cores, names), and in the windows."""
        counter = get_cue_counter(tuple(names))
        rows: dict[tuple[str, int], int] = {}
        counts: list[CountArray] = []
        sentences: list[int] = []
        starts: list[int] = []
        for quotable in (*self.cores, *self.windows):
            article = quotable.article
            starts.append(len(sentences))
            for span in quotable.context or (quotable.span,):
                row = rows.setdefault((article.id, span.start), len(counts))
                if row == len(counts):
                    counts.append(counter.count(span.slice(article.text).lower()))
                sentences.append(row)
        totals: CountArray = np.add.reduceat(np.array(counts)[sentences], starts)
        return totals[: len(self.cores)], totals[len(self.cores) :]


def _range_of(window: Quotable, last: int) -> range:
    """Return the sentences of the pool in a window around the sentence ``last``."""
    spans = window.hit.passage.sentences
    start, end = window.span.start, window.span.end
    inside = [n for n, span in enumerate(spans) if span.start >= start and span.end <= end]
    if not inside:
        return range(last, last + 1)
    offset = last - window.position
    return range(offset + inside[0], offset + inside[-1] + 1)
