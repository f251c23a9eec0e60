"""The in-memory engine: rank-bm25 over passages that fit in memory."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

import numpy as np

from bot.articles.article import Article
from bot.articles.segment import Passage, segment
from bot.index.base import Hit, Holdings, passage_terms
from bot.index.postings import Postings
from bot.language.analyzer import Analyzer

_T = TypeVar("_T")


class Track(Protocol):
    """Hands items on one by one, and may show how far that is."""

    def __call__(self, items: Iterable[_T], doing: str, total: int | None = None) -> Iterable[_T]:
        """Yield ``items``."""
        ...


def untracked(items: Iterable[_T], doing: str, total: int | None = None) -> Iterable[_T]:
    """Show nothing."""
    return items


class MemoryIndex:
    """An index of articles that are given once; of two with one id the later one wins.

    Passages are numbered from the newest to the oldest, so that a range of days is a run.
    """

    def __init__(
        self, articles: Iterable[Article], analyzer: Analyzer, track: Track = untracked
    ) -> None:
        self._by_id = {article.id: article for article in articles}
        self._articles = sorted(self._by_id.values(), key=lambda a: (_age(a), a.id))
        self._passages: list[Passage] = []
        self._runs: dict[str, range] = {}
        for article in track(self._articles, "Finding passages", len(self._articles)):
            first = len(self._passages)
            self._passages.extend(segment(article))
            self._runs[article.id] = range(first, len(self._passages))
        self._ages = np.array([_age(passage.article) for passage in self._passages], np.int64)
        passages = track(self._passages, "Indexing passages", len(self._passages))
        self._postings = Postings(passage_terms(passage, analyzer) for passage in passages)

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, the newest first."""
        return (a for a in self._articles if until is None or a.published <= until)

    def search(
        self,
        terms: Sequence[str],
        top_k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> list[Hit]:
        """Return the best passages with a score above zero, best first, newest first on ties."""
        scores = self._postings.scores(terms)
        run = self._run(since, until)
        found = run.start + np.flatnonzero(scores[run.start : run.stop])
        if sources:
            found = np.array([n for n in found if self._passages[n].article.origin in sources], int)
        if len(found) > top_k:
            kept = np.partition(scores[found], -top_k)[-top_k]
            found = found[scores[found] >= kept]
        best = found[np.argsort(-scores[found], kind="stable")][:top_k]
        return [Hit(self._passages[number], float(scores[number])) for number in best]

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return for each of ``terms`` how many passages hold it."""
        oldest = self._run(None, until).start
        return [
            len(documents) - int(np.searchsorted(documents, oldest))
            for documents in map(self._postings.documents, terms)
        ]

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where it is unknown."""
        return self._by_id.get(article_id)

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none where it is unknown."""
        run = self._runs.get(article_id, range(0))
        return self._passages[run.start : run.stop]

    def holdings(self, *, until: date | None = None) -> Holdings:
        """Return what the index holds."""
        newest = bisect_left(self._articles, -until.toordinal(), key=_age) if until else 0
        articles = len(self._articles) - newest
        return Holdings(
            articles=articles,
            passages=len(self._passages) - self._run(None, until).start,
            first=self._articles[-1].published if articles else None,
            last=self._articles[newest].published if articles else None,
        )

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, most first."""
        known = (a.origin for a in self._articles if until is None or a.published <= until)
        return dict(Counter(known).most_common())

    def _run(self, since: date | None, until: date | None) -> range:
        """Return the numbers of the passages of a range of days."""
        first, last = 0, len(self._passages)
        if until is not None:
            first = int(np.searchsorted(self._ages, -until.toordinal()))
        if since is not None:
            last = int(np.searchsorted(self._ages, -since.toordinal(), side="right"))
        return range(first, max(first, last))


def _age(article: Article) -> int:
    """Return a number that is the smaller, the newer the article is."""
    return -article.published.toordinal()
