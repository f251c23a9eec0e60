"""Subjects: what is measured, our engines and their peers, under one protocol."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from benchmarks.engines.engines import Disk, Memory, OpenSearch
from benchmarks.engines.peers import Bm25s, Bm25sNumba, Fts5, RankBm25, Tantivy
from bot.index.protocol import AnalyzedArticle


class Subject(Protocol):
    """An engine whose files, if it has any, are in a folder of its own."""

    @property
    def kept(self) -> bool:
        """Tell whether another process can open what ``build`` made."""
        ...

    @property
    def dated(self) -> bool:
        """Tell whether a search can be limited to what was published up to a day."""
        ...

    @property
    def whole(self) -> bool:
        """Tell whether the subject holds the passages themselves, so that it can ``read``."""
        ...

    def build(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Index all articles and, where the engine can, keep them in files."""
        ...

    def open(self) -> None:
        """Make ready to search what was built before."""
        ...

    def search(self, terms: tuple[str, ...], until: date | None) -> list[tuple[object, float]]:
        """Return the best 60 passages, or what stands for them, and their scores."""
        ...

    def read(self, terms: tuple[str, ...], until: date | None) -> object:
        """Return the best 60 passages with their articles; only of one that is ``whole``."""
        ...

    def add(self, article: AnalyzedArticle) -> bool:
        """Make one more article searchable; False where the engine cannot add."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


SUBJECTS: Mapping[str, Callable[[Path], Subject]] = {
    "dateline, memory": Memory,
    "dateline, disk": Disk,
    "dateline, opensearch": OpenSearch,
    "rank_bm25": RankBm25,
    "bm25s": Bm25s,
    "bm25s with numba": Bm25sNumba,
    "tantivy alone": Tantivy,
    "SQLite FTS5": Fts5,
}
