"""DiskView: the disk engine as one commit left it."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import accumulate

import tantivy

from bot.articles.article import Article
from bot.articles.segment import Passage
from bot.index.article_snapshot import ArticleSnapshot
from bot.index.base import Hit, Holdings
from bot.index.terms import Commit, best, count, filtered, ranked

_MOST_COUNTS = 100_000


class DiskView:
    """Searches one state of the index, whatever is committed meanwhile."""

    def __init__(
        self, searcher: tantivy.Searcher, commit: Commit, articles: ArticleSnapshot
    ) -> None:
        self.opstamp = commit.opstamp
        self.articles = articles
        self._searcher = searcher
        self._commit = commit
        self._count = lru_cache(_MOST_COUNTS)(partial(count, searcher))
        days = articles.days()
        self._days = [day for day, _, _ in days]
        self._article_counts = [0, *accumulate(articles for _, articles, _ in days)]
        self._passage_counts = [0, *accumulate(passages for _, _, passages in days)]

    @property
    def fingerprint(self) -> str:
        """Return what the index was built with."""
        return self.articles.fingerprint

    @property
    def consistent(self) -> bool:
        """Tell whether both stores hold the same number of passages."""
        return int(self._searcher.num_docs) == self._passage_counts[-1]

    def search(
        self,
        terms: Sequence[str],
        top_k: int,
        since: date | None,
        until: date | None,
        sources: Collection[str],
    ) -> list[Hit]:
        """Return the best passages with a score above zero, best first, newest first on ties."""
        query = ranked(terms, self._searcher, self._commit)
        limit = min(top_k, self._passage_counts[-1])
        if query is None or limit < 1:
            return []
        first, last = self._bounds(since, until)
        if first is not None or last is not None or sources:
            query = filtered(query, first, last, sources)
        found = best(self._searcher, query, limit)
        articles = self.articles.read([number for _, number, _ in found])
        hits = (Hit(articles[number].passage(passage), score) for score, number, passage in found)
        return sorted(hits, key=_place)

    def document_frequencies(self, terms: Sequence[str], until: date | None) -> list[int]:
        """Return for each of ``terms`` how many passages hold it."""
        _, last = self._bounds(None, until)
        if last is None and not self._commit.deleted:
            return [self._searcher.doc_freq("terms", term) for term in terms]
        day = self._days[-1] if last is None else last
        return [self._count(term, day) for term in terms]

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where it is unknown."""
        stored = self.articles.find(article_id)
        return stored.article if stored else None

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none where it is unknown."""
        stored = self.articles.find(article_id)
        return stored.passages() if stored else []

    def newest(self, until: date | None) -> Iterator[Article]:
        """Yield the articles, the newest first."""
        numbers = self.articles.newest((until or date.max).toordinal())
        return (self.articles.read([number])[number].article for number in numbers)

    def holdings(self, until: date | None) -> Holdings:
        """Return what the index holds."""
        days = bisect_right(self._days, until.toordinal()) if until else len(self._days)
        return Holdings(
            articles=self._article_counts[days],
            passages=self._passage_counts[days],
            first=date.fromordinal(self._days[0]) if days else None,
            last=date.fromordinal(self._days[days - 1]) if days else None,
        )

    def sources(self, until: date | None) -> Mapping[str, int]:
        """Return the number of articles by source, most first."""
        return self.articles.sources((until or date.max).toordinal())

    def _bounds(self, since: date | None, until: date | None) -> tuple[int | None, int | None]:
        """Return the bounds that leave out anything."""
        first = since.toordinal() if since else None
        last = until.toordinal() if until else None
        if first is not None and self._days and first <= self._days[0]:
            first = None
        if last is not None and self._days and last >= self._days[-1]:
            last = None
        return first, last


def _place(hit: Hit) -> tuple[float, int]:
    return -hit.score, -hit.passage.article.published.toordinal()
