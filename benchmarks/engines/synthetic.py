"""Passages drawn from the word statistics of real ones, as many as are wanted."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.engines.corpus import Corpus
from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.protocol import AnalyzedArticle
from bot.language.span import Span

_SEED = 5
_REAL_PASSAGES = 60_000  # as many are counted
_PER_ARTICLE = 16  # as in the real articles
_CHUNK = 1000  # articles drawn at once
_FIRST_DAY = date(2022, 1, 1)
_DAYS = 1000


class Synthetic(Corpus):
    """Articles of 16 passages of independent words; the terms are the text, and the notes."""

    def __init__(self, path: Path, passages: int | None = None) -> None:
        super().__init__(path, _REAL_PASSAGES)
        self._passages = passages or _REAL_PASSAGES

    def articles(self) -> Iterator[AnalyzedArticle]:
        """Yield articles until there are as many passages as are wanted."""
        words, shares, lengths = self._statistics()
        random = np.random.default_rng(_SEED)
        number = 0
        for _ in range(0, self._passages, _CHUNK * _PER_ARTICLE):
            sizes = random.choice(lengths, (_CHUNK, _PER_ARTICLE))
            drawn = np.searchsorted(shares, random.random(int(sizes.sum())))
            terms = iter(words[drawn].tolist())
            for row in sizes.tolist():
                if number * _PER_ARTICLE >= self._passages:
                    return
                yield _article(number, [tuple(next(terms) for _ in range(n)) for n in row])
                number += 1

    def _statistics(self) -> tuple[NDArray[np.object_], NDArray[np.float64], NDArray[np.int64]]:
        """Return the words, their cumulated shares, and the lengths of real passages."""
        counts: Counter[str] = Counter()
        lengths = []
        for analyzed in super().articles():
            for terms in analyzed.terms:
                counts.update(words := terms.split())
                lengths.append(len(words))
        known = np.array([word for word, _ in counts.most_common()], object)
        shares = np.cumsum([count for _, count in counts.most_common()], dtype=float)
        return known, shares / shares[-1], np.array(lengths)


def _article(number: int, terms: list[tuple[str, ...]]) -> AnalyzedArticle:
    texts = [" ".join(some) for some in terms]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    article = Article(
        id=f"{number:016}",
        text=" ".join(texts),
        published=_FIRST_DAY + timedelta(days=number % _DAYS),
        path=f"{number}.txt",
        title=f"Article {number}",
        source=f"source{number % 100}.example",
    )
    spans = (Span(start, end - 1) for start, end in pairwise(starts))
    passages = tuple(Passage(article, place, (span,)) for place, span in enumerate(spans))
    notes = tuple(text.encode() for text in texts)
    return AnalyzedArticle(article, passages, tuple(texts), notes)
