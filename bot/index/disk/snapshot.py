"""DiskSnapshot: one commit of the disk engine."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path

import tantivy
from tantivy import Query

from bot.articles.addresses import normalize_address
from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.disk.article_snapshot import ArticleSnapshot
from bot.index.disk.lazy import LazyPassage, PassageReader
from bot.index.disk.terms import (
    Commit,
    ScoredDoc,
    accumulate_counts,
    build_query,
    count_live_passages,
    count_passages,
    count_passages_until,
    filter_query,
    search_docs,
)
from bot.index.disk.vocabulary_cache import VocabularyCache
from bot.index.errors import translate_errors
from bot.index.passage_codec import make_passage_id
from bot.index.protocol import Hit, IndexStats, SimilarTerm
from bot.index.search_terms import SearchTerm
from bot.index.vocabulary import EXTRA, count_similar

_MOST_COUNTS = 100_000
_NEGLIGIBLE = 100  # times as many passages hold a term as were deleted
_LAST_DAY = date.max.toordinal()

# The share of passages that contain a common term. There are about a thousand such terms; the
# counts by day of each take up to 20 kB.
_COMMON_SHARE = 1 / 80
_MOST_COMMON_TERMS = 1000

# A search without a filter is faster down to this share of matching days. It fetches more hits
# than the share implies by this margin, since that is an average.
_LEAST_SHARE = 1 / 16
_MARGIN = 1.3


class DiskSnapshot:
    """One commit of the index in ``folder``; threads may share it.

    It holds a transaction of the database, and with it the disk space of what was removed
    since, so that it is not to be kept for longer than an answer takes.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        commit: Commit,
        articles: ArticleSnapshot,
        folder: Path,
        vocabularies: VocabularyCache,
    ) -> None:
        self._folder = folder
        self.opstamp = commit.opstamp
        self.articles = articles
        self._searcher = searcher
        self._vocabularies = vocabularies
        self._commit = commit
        # Deleted passages count until segments are merged.
        self._count_stored = lru_cache(_MOST_COUNTS)(partial(count_passages, searcher))
        self._count_live = lru_cache(_MOST_COUNTS)(partial(count_live_passages, searcher))
        self._count_until = lru_cache(_MOST_COUNTS)(partial(count_passages_until, searcher))
        self._counts_by_day = lru_cache(_MOST_COMMON_TERMS)(partial(accumulate_counts, searcher))
        self._first_days: dict[str, int] = {}
        days = articles.days()
        self._days = [day for day, _, _ in days]
        self._article_counts = [0, *accumulate(articles for _, articles, _ in days)]
        self._passage_counts = [0, *accumulate(passages for _, _, passages in days)]

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the code that built the index."""
        return self.articles.fingerprint

    @property
    def is_consistent(self) -> bool:
        """Tell whether both stores have the same number of passages."""
        return int(self._searcher.num_docs) == self._passage_counts[-1]

    def search(
        self,
        terms: Sequence[SearchTerm],
        top_k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> list[Hit]:
        """Return the best passages with a score above zero, best first, newest first on ties."""
        with translate_errors(self._folder):
            query = build_query(terms, self._count_stored, self._commit)
            limit = min(top_k, self._passage_counts[-1])
            if query is None or limit < 1:
                return []
            docs = self._search(query, limit, *self._bounds(since, until), sources)
        docs.sort(key=lambda doc: (-doc.score, -doc.day, doc.passage_id))
        reader = PassageReader(self.articles)
        return [
            Hit(LazyPassage(reader, doc.passage_id, date.fromordinal(doc.day)), doc.score)
            for doc in docs
        ]

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return the number of passages that contain each of ``terms``."""
        _, last = self._bounds(None, until)
        with translate_errors(self._folder):
            if last is not None:
                return [self._count_up_to(term, last) for term in terms]
            return [self._count(term) for term in terms]

    def find_similar_terms(
        self, term: str, max_edits: int, top_k: int, *, until: date | None = None
    ) -> list[SimilarTerm]:
        """Return the ``top_k`` other terms most like ``term``, nearest first, commonest first."""
        with translate_errors(self._folder):
            vocabulary = self._vocabularies.get(self._searcher, self.opstamp)
        candidates = vocabulary.find_similar(term, max_edits)[: EXTRA * top_k]
        return count_similar(term, candidates, self, top_k, until)

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None if its id is unknown."""
        number = self.articles.find_number(article_id)
        return None if number is None else self.articles.article(number)

    def find_by_url(self, url: str, *, until: date | None = None) -> Article | None:
        """Return the newest article with this address, however it is written, or None."""
        number = self.articles.find_by_address(
            normalize_address(url), (until or date.max).toordinal()
        )
        return None if number is None else self.articles.article(number)

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none if its id is unknown."""
        number = self.articles.find_number(article_id)
        return [] if number is None else self.articles.passages(number)

    def passage_refs(self, article_ids: Sequence[str]) -> Sequence[Sequence[LazyPassage]]:
        """Return the passages of each of some articles in reading order, as a search would."""
        reader = PassageReader(self.articles)
        extents = self.articles.find_extents(article_ids)
        return [
            [
                LazyPassage(reader, make_passage_id(number, place), date.fromordinal(day))
                for place in range(passages)
            ]
            for number, day, passages in (extents.get(id_, (0, 1, 0)) for id_ in article_ids)
        ]

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, newest first."""
        numbers = self.articles.newest((until or date.max).toordinal())
        return map(self.articles.article, numbers)

    def list_ids(self, *, since: date | None = None, until: date | None = None) -> Collection[str]:
        """Return the ids of the articles of these days."""
        first, last = (since or date.min).toordinal(), (until or date.max).toordinal()
        return self.articles.list_ids(first, last)

    def openings(
        self, limit: int, *, since: date | None = None, until: date | None = None
    ) -> Sequence[LazyPassage]:
        """Return the first passage of each of the newest articles, newest first."""
        first, last = (since or date.min).toordinal(), (until or date.max).toordinal()
        reader = PassageReader(self.articles)
        return [
            LazyPassage(reader, passage_id, date.fromordinal(day))
            for passage_id, day in self.articles.openings(limit, first, last)
        ]

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return the number of articles and passages, and their first and last day."""
        days = bisect_right(self._days, until.toordinal()) if until else len(self._days)
        return IndexStats(
            articles=self._article_counts[days],
            passages=self._passage_counts[days],
            first=date.fromordinal(self._days[0]) if days else None,
            last=date.fromordinal(self._days[days - 1]) if days else None,
        )

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, the largest first."""
        return self.articles.sources((until or date.max).toordinal())

    def languages(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by language code, the largest first."""
        return self.articles.languages((until or date.max).toordinal())

    def _search(
        self,
        query: Query,
        limit: int,
        first: int | None,
        last: int | None,
        sources: Collection[str],
    ) -> list[ScoredDoc]:
        """Return the best passages of some days and sources, best first.

        tantivy skips what cannot be among the best only without a filter. Where most passages
        are of these days, it is faster to fetch more without a filter, and to drop the other
        days here.
        """
        if first is None and last is None and not sources:
            return search_docs(self._searcher, query, limit)
        days = range(first or 0, (last or _LAST_DAY) + 1)
        share = self._share(days)
        if not sources and share > _LEAST_SHARE:
            enough = int(limit / share * _MARGIN) + 1
            candidates = search_docs(self._searcher, query, enough)
            docs = [doc for doc in candidates if doc.day in days]
            if len(docs) >= limit or len(candidates) < enough:
                return docs[:limit]
        extent = self._days[0], self._days[-1]
        filtered = filter_query(query, first, last, sources, extent)
        return search_docs(self._searcher, filtered, limit)

    def _count(self, term: str) -> int:
        """Return the number of passages that contain ``term``, of a common one within 1%.

        Those that were deleted are in tantivy's own count until segments are merged.
        """
        count = self._count_stored(term)
        if count <= _NEGLIGIBLE * self._commit.deleted_documents:
            return self._count_live(term)
        return count

    def _count_up_to(self, term: str, day: int) -> int:
        """Return the number of passages up to a day that contain ``term``.

        Where each question is up to another day, keeping the counts of common terms for all days
        halves the time that a question's frequencies take; up to the first day, one count does.
        """
        if (
            self._count_stored(term) < _COMMON_SHARE * self._commit.documents
            or self._first_days.setdefault(term, day) == day
        ):
            return self._count_until(term, day)
        days, counts = self._counts_by_day(term)
        return counts[bisect_right(days, day)]

    def _share(self, days: range) -> float:
        """Return the share of the passages that were published on these days."""
        first, end = bisect_left(self._days, days.start), bisect_left(self._days, days.stop)
        counts = self._passage_counts
        return max(0, counts[end] - counts[first]) / counts[-1]

    def _bounds(self, since: date | None, until: date | None) -> tuple[int | None, int | None]:
        """Return the first and last day as ordinals, None where nothing lies beyond."""
        first = since.toordinal() if since else None
        last = until.toordinal() if until else None
        if first is not None and self._days and first <= self._days[0]:
            first = None
        if last is not None and self._days and last >= self._days[-1]:
            last = None
        return first, last
