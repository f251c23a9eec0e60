"""TruncatedIndex: an index without the articles after a day, so that nothing later is found."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.protocol import Hit, Index, IndexStats, PassageRef, SimilarTerm, Snapshot
from bot.index.search_terms import SearchTerm


class TruncatedIndex:
    """Another index up to the day ``last``, whatever day is asked for."""

    def __init__(self, index: Index, last: date) -> None:
        self._index = index
        self._last = last

    def snapshot(self) -> "TruncatedSnapshot":
        """Return the last commit of the index, up to the day."""
        return TruncatedSnapshot(self._index.snapshot(), self._last)


class TruncatedSnapshot:
    """Another snapshot up to the day ``last``."""

    def __init__(self, snapshot: Snapshot, last: date) -> None:
        self._snapshot = snapshot
        self._last = last

    def search(
        self,
        terms: Sequence[SearchTerm],
        top_k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> list[Hit]:
        """Return the best passages of those days."""
        return self._snapshot.search(
            terms, top_k, since=since, until=self._day(until), sources=sources
        )

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return the number of passages that contain each of ``terms``."""
        return self._snapshot.document_frequencies(terms, until=self._day(until))

    def find_similar_terms(
        self, term: str, max_edits: int, top_k: int, *, until: date | None = None
    ) -> list[SimilarTerm]:
        """Return the other terms most like ``term``."""
        return self._snapshot.find_similar_terms(term, max_edits, top_k, until=self._day(until))

    def languages(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by language code, the largest first."""
        return self._snapshot.languages(until=self._day(until))

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where it is unknown or later."""
        article = self._snapshot.article(article_id)
        return article if article and article.published <= self._last else None

    def find_by_url(self, url: str, *, until: date | None = None) -> Article | None:
        """Return the newest article of those days with this address, or None."""
        return self._snapshot.find_by_url(url, until=self._day(until))

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order."""
        return self._snapshot.passages(article_id) if self.article(article_id) else ()

    def passage_refs(self, article_ids: Sequence[str]) -> Sequence[Sequence[PassageRef]]:
        """Return the passages of each of some articles in reading order, as a search would."""
        refs = self._snapshot.passage_refs(article_ids)
        return [
            article_refs if self.article(article_id) else ()
            for article_id, article_refs in zip(article_ids, refs, strict=True)
        ]

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return what there is."""
        return self._snapshot.stats(until=self._day(until))

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, newest first."""
        return self._snapshot.newest(until=self._day(until))

    def list_ids(self, *, since: date | None = None, until: date | None = None) -> Collection[str]:
        """Return the ids of the articles of these days."""
        return self._snapshot.list_ids(since=since, until=self._day(until))

    def openings(
        self, limit: int, *, since: date | None = None, until: date | None = None
    ) -> Sequence[PassageRef]:
        """Return the first passage of each of the newest articles, newest first."""
        return self._snapshot.openings(limit, since=since, until=self._day(until))

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, the largest first."""
        return self._snapshot.sources(until=self._day(until))

    def _day(self, until: date | None) -> date:
        return self._last if until is None else min(until, self._last)
