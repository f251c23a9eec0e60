"""The memory engine: rank-bm25 over passages that are indexed anew with every commit."""

from collections.abc import Iterable

from bot.articles.article import Article
from bot.index.fingerprint import compute_fingerprint
from bot.index.memory.snapshot import MemorySnapshot
from bot.index.protocol import AnalyzedArticle, analyze_article
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
        self._snapshot = MemorySnapshot({}, no_progress)
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

    def snapshot(self) -> MemorySnapshot:
        """Return the last commit, to be read."""
        return self._snapshot

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
            self._snapshot = MemorySnapshot(self._committed, self._track)
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
