"""MemorySnapshot: one commit of the memory engine."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice

import numpy as np

from bot.articles.addresses import normalize_address
from bot.articles.article import Article
from bot.articles.daily_counts import DailyCounts
from bot.articles.passages.passage import Passage
from bot.index.memory.postings import Postings
from bot.index.protocol import AnalyzedArticle, Hit, IndexStats, InMemoryPassage, SimilarTerm
from bot.index.search_terms import SearchTerm
from bot.index.vocabulary import EXTRA, Vocabulary, count_similar
from bot.system.progress import Progress


class MemorySnapshot:
    """The articles of one commit.

    Passages are numbered from the newest to the oldest, so that a range of days is a slice.
    """

    def __init__(self, articles: Mapping[str, AnalyzedArticle], track: Progress) -> None:
        entries = sorted(articles.values(), key=lambda e: (_age(e.article), e.article.id))
        self._by_id = articles
        self._articles = [entry.article for entry in entries]
        self._passages = [
            passage
            for entry in entries
            for passage in map(InMemoryPassage, entry.passages, entry.annotations)
        ]
        self._ages = np.array([_age(p.passage.article) for p in self._passages], np.int64)
        terms = (terms.split() for entry in entries for terms in entry.terms)
        self._postings = Postings(track(terms, "Indexing passages", len(self._passages)))

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, newest first."""
        return iter(self._articles[self._count_later(until) :])

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
        if top_k < 1:
            return []
        scores = self._postings.scores(terms)
        days = self._range(since, until)
        matches = days.start + np.flatnonzero(scores[days.start : days.stop])
        if sources:
            matches = np.array(
                [n for n in matches if self._passages[n].passage.article.origin in sources], int
            )
        if len(matches) > top_k:
            threshold = np.partition(scores[matches], -top_k)[-top_k]
            matches = matches[scores[matches] >= threshold]
        best = matches[np.argsort(-scores[matches], kind="stable")][:top_k]
        return [Hit(self._passages[number], float(scores[number])) for number in best]

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return the number of passages that contain each of ``terms``."""
        oldest = self._range(None, until).start
        return [
            len(documents) - int(np.searchsorted(documents, oldest))
            for documents in map(self._postings.documents, terms)
        ]

    def find_similar_terms(
        self, term: str, max_edits: int, top_k: int, *, until: date | None = None
    ) -> list[SimilarTerm]:
        """Return the ``top_k`` other terms most like ``term``, nearest first, commonest first."""
        candidates = self._vocabulary.find_similar(term, max_edits)[: EXTRA * top_k]
        return count_similar(term, candidates, self, top_k, until)

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None if its id is unknown."""
        entry = self._by_id.get(article_id)
        return entry.article if entry else None

    def find_by_url(self, url: str, *, until: date | None = None) -> Article | None:
        """Return the newest article with this address, however it is written, or None."""
        articles = self._by_address.get(normalize_address(url), ())
        last = until or date.max
        return next((article for article in articles if article.published <= last), None)

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none if its id is unknown."""
        entry = self._by_id.get(article_id)
        return entry.passages if entry else ()

    def list_ids(self, *, since: date | None = None, until: date | None = None) -> Collection[str]:
        """Return the ids of the articles of these days."""
        oldest = bisect_right(self._articles, _age_of(since), key=_age) if since else None
        return [article.id for article in self._articles[self._count_later(until) : oldest]]

    def openings(
        self, limit: int, *, since: date | None = None, until: date | None = None
    ) -> Sequence[InMemoryPassage]:
        """Return the first passage of each of the newest articles, newest first."""
        days = self._range(since, until)
        passages = islice(self._passages, days.start, days.stop)
        return list(islice((ref for ref in passages if ref.passage.number == 0), max(0, limit)))

    def passage_refs(self, article_ids: Sequence[str]) -> Sequence[Sequence[InMemoryPassage]]:
        """Return the passages of each of some articles in reading order, as a search would."""
        entries = map(self._by_id.get, article_ids)
        return [
            list(map(InMemoryPassage, entry.passages, entry.annotations)) if entry else []
            for entry in entries
        ]

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return the number of articles and passages, and their first and last day."""
        newest = self._count_later(until)
        articles = len(self._articles) - newest
        return IndexStats(
            articles=articles,
            passages=len(self._passages) - self._range(None, until).start,
            first=self._articles[-1].published if articles else None,
            last=self._articles[newest].published if articles else None,
        )

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, the largest first."""
        return self._source_counts.count_until((until or date.max).toordinal())

    def languages(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by language code, the largest first."""
        return self._language_counts.count_until((until or date.max).toordinal())

    @cached_property
    def _by_address(self) -> Mapping[str, Sequence[Article]]:
        """The articles by their normalized addresses, newest first."""
        by_address: dict[str, list[Article]] = defaultdict(list)
        for article in self._articles:
            address = normalize_address(article.url)
            if address:
                by_address[address].append(article)
        return dict(by_address)

    @cached_property
    def _source_counts(self) -> DailyCounts:
        return _count_daily((article.origin, article) for article in self._articles)

    @cached_property
    def _language_counts(self) -> DailyCounts:
        return _count_daily((article.language_code, article) for article in self._articles)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._postings.frequencies())

    def _count_later(self, until: date | None) -> int:
        """Return the number of articles after a day."""
        return bisect_left(self._articles, _age_of(until), key=_age) if until else 0

    def _range(self, since: date | None, until: date | None) -> range:
        """Return the numbers of the passages of a range of days, both included."""
        first, last = 0, len(self._passages)
        if until is not None:
            first = int(np.searchsorted(self._ages, -until.toordinal()))
        if since is not None:
            last = int(np.searchsorted(self._ages, -since.toordinal(), side="right"))
        return range(first, max(first, last))


def _age(article: Article) -> int:
    """Return a number that is the smaller, the newer the article is."""
    return _age_of(article.published)


def _age_of(published: date) -> int:
    return -published.toordinal()


def _count_daily(articles: Iterable[tuple[str, Article]]) -> DailyCounts:
    """Return the counts of articles by a key that stands before each."""
    days = Counter((key, article.published.toordinal()) for key, article in articles)
    return DailyCounts((key, day, count) for (key, day), count in days.items())
