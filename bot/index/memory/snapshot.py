"""MemorySnapshot: one commit of the memory engine."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from bot.articles.article import Article
from bot.articles.passages.segment import Passage
from bot.index.memory.postings import Postings
from bot.index.protocol import AnalyzedArticle, Hit, IndexStats, InMemoryPassage
from bot.system.progress import Progress


class MemorySnapshot:
    """Searches articles that do not change.

    Passages are numbered from the newest to the oldest, so that a range of days is a run.
    """

    def __init__(self, articles: Mapping[str, AnalyzedArticle], track: Progress) -> None:
        analyzed = sorted(articles.values(), key=lambda a: (_age(a.article), a.article.id))
        self._by_id = articles
        self._articles = [one.article for one in analyzed]
        self._held = [
            held for one in analyzed for held in map(InMemoryPassage, one.passages, one.annotations)
        ]
        self._ages = np.array([_age(held.passage.article) for held in self._held], np.int64)
        terms = (terms.split() for one in analyzed for terms in one.terms)
        self._postings = Postings(track(terms, "Indexing passages", len(self._held)))

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
        if top_k < 1:
            return []
        scores = self._postings.scores(terms)
        run = self._run(since, until)
        found = run.start + np.flatnonzero(scores[run.start : run.stop])
        if sources:
            found = np.array(
                [n for n in found if self._held[n].passage.article.origin in sources], int
            )
        if len(found) > top_k:
            kept = np.partition(scores[found], -top_k)[-top_k]
            found = found[scores[found] >= kept]
        best = found[np.argsort(-scores[found], kind="stable")][:top_k]
        return [Hit(self._held[number], float(scores[number])) for number in best]

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return for each of ``terms`` how many passages hold it."""
        oldest = self._run(None, until).start
        return [
            len(documents) - int(np.searchsorted(documents, oldest))
            for documents in map(self._postings.documents, terms)
        ]

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where it is unknown."""
        analyzed = self._by_id.get(article_id)
        return analyzed.article if analyzed else None

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none where it is unknown."""
        analyzed = self._by_id.get(article_id)
        return analyzed.passages if analyzed else ()

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return what the index holds."""
        newest = bisect_left(self._articles, -until.toordinal(), key=_age) if until else 0
        articles = len(self._articles) - newest
        return IndexStats(
            articles=articles,
            passages=len(self._held) - self._run(None, until).start,
            first=self._articles[-1].published if articles else None,
            last=self._articles[newest].published if articles else None,
        )

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, most first."""
        known = (a.origin for a in self._articles if until is None or a.published <= until)
        return dict(Counter(known).most_common())

    def _run(self, since: date | None, until: date | None) -> range:
        """Return the numbers of the passages of a range of days."""
        first, last = 0, len(self._held)
        if until is not None:
            first = int(np.searchsorted(self._ages, -until.toordinal()))
        if since is not None:
            last = int(np.searchsorted(self._ages, -since.toordinal(), side="right"))
        return range(first, max(first, last))


def _age(article: Article) -> int:
    """Return a number that is the smaller, the newer the article is."""
    return -article.published.toordinal()
