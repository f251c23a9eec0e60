"""The OpenSearch engine: for a corpus that outgrows one machine."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.errors import DatelineError
from bot.index.opensearch.aliases import Aliases
from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.documents import build_document, make_document_id
from bot.index.opensearch.snapshot import OpenSearchSnapshot
from bot.index.protocol import AnalyzedArticle

_MOST_CHANGES = 4096


class OutdatedIndexError(DatelineError):
    """Raised when an index was built by another version than the articles to add."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the index {name} on OpenSearch was built by another version: rebuild it")


class OpenSearchIndex:
    """An index behind an alias, whose successor can be built while it is searched.

    Changes stay in memory until ``commit``, so that nobody sees half of them and a process that
    dies leaves none. ``fingerprint`` is that of new articles; an index with another one is to
    be dropped or rebuilt.
    """

    def __init__(
        self, cluster: Cluster, name: str, fingerprint: str, *, shards: int = 1, replicas: int = 1
    ) -> None:
        self._cluster = cluster
        self.name = name
        self._new_fingerprint = fingerprint
        self._allocation = {"shards": shards, "replicas": replicas}
        self._aliases = Aliases(cluster, name, name, **self._allocation)
        self._changes: dict[str, AnalyzedArticle | None] = {}

    def snapshot(self) -> OpenSearchSnapshot:
        """Return the last commit."""
        return OpenSearchSnapshot(self._cluster, self._aliases)

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the code that built the index, empty before any commit."""
        return self._aliases.read_fingerprint()

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles, in place of those with the same ids."""
        self._changes.update((make_document_id(entry.article.id), entry) for entry in articles)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; unknown ids are ignored."""
        self._changes.update((make_document_id(article_id), None) for article_id in article_ids)

    def should_commit(self, articles: int, seconds: float) -> bool:
        """Return True after some thousand articles, which are in memory until then."""
        return articles >= _MOST_CHANGES

    def commit(self) -> None:
        """Make all changes visible and durable at once.

        If that fails, the changes stay, and the next commit carries out all of them.
        """
        fingerprint = self.fingerprint
        if fingerprint not in ("", self._new_fingerprint):
            raise OutdatedIndexError(self.name)
        self._aliases.ensure()
        self._cluster.write(self._changes, self._action)
        self._aliases.refresh()
        if not fingerprint:
            self._aliases.write_fingerprint(self._new_fingerprint)
        self._changes.clear()

    def drop(self) -> None:
        """Remove all articles, durably."""
        self._changes.clear()
        self._aliases.delete()

    def release(self) -> None:
        """Discard uncommitted changes."""
        self._changes.clear()

    def close(self) -> None:
        """Close all connections; uncommitted changes are lost."""
        self._changes.clear()
        self._cluster.close()

    @contextmanager
    def rebuild(self) -> Iterator["OpenSearchIndex"]:
        """Yield a successor to fill, which replaces this index at the end, without a gap.

        Until then this one is searched. The successor has what an interrupted rebuild with the
        same fingerprint committed; else it is empty.
        """
        successor = OpenSearchIndex(
            self._cluster, self.name, self._new_fingerprint, **self._allocation
        )
        successor._aliases = Aliases(
            self._cluster, self.name, f"{self.name}-next", **self._allocation
        )
        if successor.fingerprint != self._new_fingerprint:
            successor.drop()
        yield successor
        successor.commit()
        self._aliases.swap(successor._aliases)
        self._changes.clear()

    def _action(self, key: str) -> dict[str, Any]:
        entry = self._changes[key]
        header = {"_index": self._aliases.alias, "_id": key}
        if entry is None:
            return header | {"_op_type": "delete"}
        return header | {"_source": build_document(entry)}
