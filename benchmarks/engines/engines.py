"""Our engines, as subjects of the benchmark."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path

from bot.articles.passages.passage import Passage
from bot.index.disk.index import DiskIndex
from bot.index.fingerprint import compute_fingerprint
from bot.index.memory.index import MemoryIndex
from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.index import OpenSearchIndex
from bot.index.protocol import AnalyzedArticle, Hit, WritableIndex, prefetch
from bot.language.analyzer import Analyzer
from tests.index.opensearch.nodes import Nodes

TOP_K = 60
_NODES = 3
_BATCH = 1000  # articles that go to the cluster at once


class _Engine:
    """What all three have in common: one protocol."""

    kept = False
    dated = True
    whole = True
    index: WritableIndex

    def search(self, terms: tuple[str, ...], until: date | None) -> list[tuple[object, float]]:
        hits: list[Hit] = self.index.snapshot().search(terms, TOP_K, until=until)
        return [(hit.ref, hit.score) for hit in hits]

    def read(self, terms: tuple[str, ...], until: date | None) -> list[tuple[Passage, bytes]]:
        """Search, and read the passages with their articles and notes."""
        hits: list[Hit] = self.index.snapshot().search(terms, TOP_K, until=until)
        prefetch(hits)
        return [(hit.passage, hit.annotations) for hit in hits]

    def add(self, article: AnalyzedArticle) -> bool:
        self.index.replace([article])
        self.index.commit()
        self.index.snapshot().document_frequencies(article.terms[0].split()[:1])
        return True

    def close(self) -> None:
        self.index.close()


class Memory(_Engine):
    """bot.index.memory.index."""

    def __init__(self, folder: Path) -> None:
        self.index = MemoryIndex((), Analyzer())

    def build(self, articles: Iterable[AnalyzedArticle]) -> None:
        self.index.replace(articles)
        self.index.commit()

    def open(self) -> None:
        raise NotImplementedError


class Disk(_Engine):
    """bot.index.disk.index."""

    kept = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, articles: Iterable[AnalyzedArticle]) -> None:
        self.open()
        self.index.replace(articles)
        self.index.commit()

    def open(self) -> None:
        self.index = DiskIndex(self._folder, compute_fingerprint())


class OpenSearch(_Engine):
    """bot.index.opensearch.index, on three nodes of this machine: three shards, each twice."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._nodes = Nodes(folder, _NODES)
        try:
            self._nodes.start()
        except BaseException:
            self._nodes.stop()
            raise
        self._cluster = Cluster(self._nodes.url, patience=60.0)
        self.index = OpenSearchIndex(
            self._cluster, "bench", compute_fingerprint(), shards=_NODES, replicas=1
        )

    def build(self, articles: Iterable[AnalyzedArticle]) -> None:
        remaining = iter(articles)
        while batch := list(islice(remaining, _BATCH)):
            self.index.replace(batch)
            self.index.commit()

    def open(self) -> None:
        raise NotImplementedError

    def close(self) -> None:
        super().close()
        self._nodes.stop()
