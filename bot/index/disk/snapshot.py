"""DiskSnapshot: one commit of the disk engine."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path

import numpy as np
import tantivy
from tantivy import Query

from bot.articles.article import Article
from bot.articles.passages.segment import Passage
from bot.index.disk.article_snapshot import ArticleSnapshot
from bot.index.disk.lazy import LazyPassage, LazyPassages
from bot.index.disk.terms import (
    Commit,
    ScoredDoc,
    best,
    count,
    count_until,
    filtered,
    ranked,
    totals,
)
from bot.index.errors import translate_errors
from bot.index.protocol import Hit, IndexStats

_MOST_COUNTS = 100_000
_LAST_DAY = date.max.toordinal()

# The share of passages that hold a common term. There are about a thousand such terms, of which
# the days are kept, up to 20 kB each.
_COMMON = 1 / 80
_MOST_TOTALS = 1000

# A fetch without a filter may be so much larger than one with it before it is slower, and is
# made larger than the share of the days asks for by so much, since that is an average.
_LEAST_SHARE = 1 / 16
_MARGIN = 1.3


class DiskSnapshot:
    """One commit of the index in ``folder``; threads may share it.

    It holds a transaction of the database, and with it the disk space of what was removed
    since, so that it is not to be kept for longer than an answer takes.
    """

    def __init__(
        self, searcher: tantivy.Searcher, commit: Commit, articles: ArticleSnapshot, folder: Path
    ) -> None:
        self._folder = folder
        self.opstamp = commit.opstamp
        self.articles = articles
        self._searcher = searcher
        self._commit = commit
        self._count = lru_cache(_MOST_COUNTS)(partial(count_until, searcher))
        self._totals = lru_cache(_MOST_TOTALS)(partial(totals, searcher))
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
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> list[Hit]:
        """Return the best passages with a score above zero, best first, newest first on ties."""
        with translate_errors(self._folder):
            query = ranked(terms, self._searcher, self._commit)
            limit = min(top_k, self._passage_counts[-1])
            if query is None or limit < 1:
                return []
            places = self._best(query, limit, *self._bounds(since, until), sources)
        places.sort(key=lambda found: (-found.score, -found.day, found.place))
        shelf = LazyPassages(self.articles)
        return [Hit(LazyPassage(shelf, found.place, found.day), found.score) for found in places]

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return for each of ``terms`` how many passages hold it."""
        _, last = self._bounds(None, until)
        with translate_errors(self._folder):
            if last is None and not self._commit.deleted:
                return [count(self._searcher, term) for term in terms]
            day = self._days[-1] if last is None else last
            return [self._count_until(term, day) for term in terms]

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where it is unknown."""
        number = self.articles.find(article_id)
        return None if number is None else self.articles.article(number)

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none where it is unknown."""
        number = self.articles.find(article_id)
        return [] if number is None else self.articles.passages(number)

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, the newest first."""
        numbers = self.articles.newest((until or date.max).toordinal())
        return map(self.articles.article, numbers)

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return what the index holds."""
        days = bisect_right(self._days, until.toordinal()) if until else len(self._days)
        return IndexStats(
            articles=self._article_counts[days],
            passages=self._passage_counts[days],
            first=date.fromordinal(self._days[0]) if days else None,
            last=date.fromordinal(self._days[days - 1]) if days else None,
        )

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, most first."""
        return self.articles.sources((until or date.max).toordinal())

    def _best(
        self,
        query: Query,
        limit: int,
        first: int | None,
        last: int | None,
        sources: Collection[str],
    ) -> list[ScoredDoc]:
        """Find the best passages of some days and sources.

        tantivy skips what cannot be among the best only where nothing is filtered. Where the
        days hold much of the index, it is faster to find more without a filter and to leave
        out the other days here.
        """
        if first is None and last is None and not sources:
            return best(self._searcher, query, limit)
        wanted = range(first or 0, (last or _LAST_DAY) + 1)
        share = self._share(wanted)
        if not sources and share > _LEAST_SHARE:
            enough = int(limit / share * _MARGIN) + 1
            found = best(self._searcher, query, enough)
            kept = [place for place in found if place.day in wanted]
            if len(kept) >= limit or len(found) < enough:
                return kept[:limit]
        return best(self._searcher, filtered(query, first, last, sources), limit)

    def _count_until(self, term: str, day: int) -> int:
        """Return how many passages up to a day hold ``term``.

        Common terms stand in many questions, often up to another day: to have the numbers of
        all days halves what the frequencies of a question take.
        """
        if count(self._searcher, term) < _COMMON * self._commit.documents:
            return self._count(term, day)
        days, held = self._totals(term)
        return int(held[np.searchsorted(days, day, side="right")])

    def _share(self, days: range) -> float:
        """Return the share of the passages that were published on these days."""
        first, end = bisect_left(self._days, days.start), bisect_left(self._days, days.stop)
        counts = self._passage_counts
        return max(0, counts[end] - counts[first]) / counts[-1]

    def _bounds(self, since: date | None, until: date | None) -> tuple[int | None, int | None]:
        """Return the bounds that leave out anything."""
        first = since.toordinal() if since else None
        last = until.toordinal() if until else None
        if first is not None and self._days and first <= self._days[0]:
            first = None
        if last is not None and self._days and last >= self._days[-1]:
            last = None
        return first, last
