"""The memory engine: rank-bm25 over passages that are indexed anew with every commit."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from bot.articles.article import Article
from bot.articles.passages.segment import Passage
from bot.index.fingerprint import compute_fingerprint
from bot.index.memory.snapshot import MemorySnapshot
from bot.index.protocol import AnalyzedArticle, Hit, IndexStats, analyze_article
from bot.language.analyzer import Analyzer
from bot.system.progress import Progress, no_progress


class MemoryIndex:
    """An index that begins with ``articles`` and lives as long as its process."""

    def __init__(
        self, articles: Iterable[Article], analyzer: Analyzer, track: Progress = no_progress
    ) -> None:
        self._track = track
        self._fingerprint = ""
        self._committed: dict[str, AnalyzedArticle] = {}
        self._next: dict[str, AnalyzedArticle] = {}
        self._view = MemorySnapshot({}, no_progress)
        first = list(articles)
        if first:
            tracked = track(first, "Finding passages", len(first))
            self.replace(analyze_article(article, analyzer) for article in tracked)
            self.commit()

    @property
    def pending(self) -> int:
        """Return how many passages the next commit leaves."""
        return sum(len(analyzed.passages) for analyzed in self._next.values())

    @property
    def fingerprint(self) -> str:
        """Return what the index was built with, empty where nothing was committed yet."""
        return self._fingerprint

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles; what the index has under the same ids goes."""
        for analyzed in articles:
            self._next[analyzed.article.id] = analyzed

    def remove(self, article_ids: Iterable[str]) -> None:
        """Take articles away; unknown ids are passed over."""
        for article_id in article_ids:
            self._next.pop(article_id, None)

    def should_commit(self, articles: int, seconds: float) -> bool:
        """Tell that nothing is won by a commit before the last: it does not last either."""
        return False

    def commit(self) -> None:
        """Make all changes visible at once."""
        if self._next != self._committed:
            self._committed = dict(self._next)
            self._view = MemorySnapshot(self._committed, self._track)
        self._fingerprint = compute_fingerprint()

    def drop(self) -> None:
        """Take everything away."""
        self._next = {}
        self.commit()
        self._fingerprint = ""

    def release(self) -> None:
        """Forget what is not committed."""
        self._next = dict(self._committed)

    def close(self) -> None:
        """Forget what is not committed."""
        self.release()

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, the newest first."""
        return self._view.newest(until)

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
        return self._view.search(terms, top_k, since, until, sources)

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return for each of ``terms`` how many passages hold it."""
        return self._view.document_frequencies(terms, until)

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where it is unknown."""
        return self._view.article(article_id)

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none where it is unknown."""
        return self._view.passages(article_id)

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return what the index holds."""
        return self._view.stats(until)

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, most first."""
        return self._view.sources(until)
