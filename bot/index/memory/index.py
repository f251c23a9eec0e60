"""The memory engine: rank-bm25 over all passages, rebuilt with every commit."""

from collections.abc import Iterable

from bot.articles.article import Article
from bot.index.analysis import analyze_article
from bot.index.errors import TooManyPassagesError
from bot.index.fingerprint import compute_fingerprint
from bot.index.memory.snapshot import MemorySnapshot
from bot.index.protocol import AnalyzedArticle
from bot.language.analyzer import Analyzer
from bot.system.progress import Progress, no_progress


class MemoryIndex:
    """An index that starts with ``articles`` and lives as long as its process."""

    def __init__(
        self, articles: Iterable[Article], analyzer: Analyzer, track: Progress = no_progress
    ) -> None:
        self._track = track
        self._fingerprint = ""
        self._articles: dict[str, AnalyzedArticle] = {}
        self._next_articles: dict[str, AnalyzedArticle] = {}
        self._snapshot = MemorySnapshot({}, no_progress)
        first = list(articles)
        if first:
            steps = track(first, "Finding passages", len(first))
            self.replace(analyze_article(article, analyzer) for article in steps)
            self.commit()

    @property
    def pending(self) -> int:
        """Return the number of passages after the next commit."""
        return sum(len(entry.passages) for entry in self._next_articles.values())

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the code that built the index, empty before any commit."""
        return self._fingerprint

    def snapshot(self) -> MemorySnapshot:
        """Return the last commit."""
        return self._snapshot

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles, in place of those with the same ids."""
        for entry in articles:
            self._next_articles[entry.article.id] = entry

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; unknown ids are ignored."""
        for article_id in article_ids:
            self._next_articles.pop(article_id, None)

    def should_commit(self, articles: int, seconds: float) -> bool:
        """Return False: committing early gains nothing, as the index is not persistent."""
        return False

    def commit(self) -> None:
        """Make all changes visible at once."""
        if self._next_articles != self._articles:
            self._articles = dict(self._next_articles)
            self._snapshot = MemorySnapshot(self._articles, self._track)
        self._fingerprint = compute_fingerprint()

    def drop(self) -> None:
        """Remove all articles."""
        self._next_articles = {}
        self.commit()
        self._fingerprint = ""

    def release(self) -> None:
        """Discard uncommitted changes."""
        self._next_articles = dict(self._articles)

    def close(self) -> None:
        """Discard uncommitted changes."""
        self.release()


class BoundedMemoryIndex(MemoryIndex):
    """A memory index that gives up beyond ``highest`` passages, where the disk engine is better."""

    def __init__(self, highest: int, analyzer: Analyzer) -> None:
        super().__init__((), analyzer)
        self._highest = highest

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles; raise TooManyPassagesError where there are too many passages."""
        super().replace(articles)
        if self.pending > self._highest:
            raise TooManyPassagesError
