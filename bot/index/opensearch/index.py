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
    """Say that an index was built by other rules than what is to be added."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the index {name} on OpenSearch was built by other rules: rebuild it")


class OpenSearchIndex:
    """An index behind an alias, of which a new version can be built beside the old one.

    Changes are kept here until ``commit``, so that nobody sees half of them and a process
    that dies leaves none behind. ``fingerprint`` says what new articles are made with; an
    index of another one is to be dropped or rebuilt.
    """

    def __init__(
        self, cluster: Cluster, name: str, fingerprint: str, *, shards: int = 1, replicas: int = 1
    ) -> None:
        self._cluster = cluster
        self.name = name
        self._made_with = fingerprint
        self._copies = {"shards": shards, "replicas": replicas}
        self._versions = Aliases(cluster, name, name, **self._copies)
        self._changes: dict[str, AnalyzedArticle | None] = {}

    def snapshot(self) -> OpenSearchSnapshot:
        """Return the last commit."""
        return OpenSearchSnapshot(self._cluster, self._versions)

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the code that built the index, empty before any commit."""
        return self._versions.fingerprint()

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles, in place of those with the same ids."""
        self._changes.update((make_document_id(a.article.id), a) for a in articles)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; unknown ids are ignored."""
        self._changes.update((make_document_id(article_id), None) for article_id in article_ids)

    def should_commit(self, articles: int, seconds: float) -> bool:
        """Tell whether there are some thousand articles, which are kept in memory until then."""
        return articles >= _MOST_CHANGES

    def commit(self) -> None:
        """Make all changes visible and durable at once.

        Where that fails the changes are kept, and the next commit carries out all of them.
        """
        found = self.fingerprint
        if found not in ("", self._made_with):
            raise OutdatedIndexError(self.name)
        self._versions.ensure()
        self._cluster.write(self._changes, self._action)
        self._versions.refresh()
        if not found:
            self._versions.sign(self._made_with)
        self._changes.clear()

    def drop(self) -> None:
        """Remove all articles, durably."""
        self._changes.clear()
        self._versions.delete()

    def release(self) -> None:
        """Forget what is not committed."""
        self._changes.clear()

    def close(self) -> None:
        """Close all connections; what is not committed is lost."""
        self._changes.clear()
        self._cluster.close()

    @contextmanager
    def rebuild(self) -> Iterator["OpenSearchIndex"]:
        """Yield an index to fill, which takes this one's place at the end, without a gap.

        Until then this one is searched as before. What a rebuild by the same rules committed
        before it was broken off is there still; else the index is empty.
        """
        successor = OpenSearchIndex(self._cluster, self.name, self._made_with, **self._copies)
        successor._versions = Aliases(self._cluster, self.name, f"{self.name}-next", **self._copies)
        if successor.fingerprint != self._made_with:
            successor.drop()
        yield successor
        successor.commit()
        self._versions.give_way(successor._versions)
        self._changes.clear()

    def _action(self, key: str) -> dict[str, Any]:
        analyzed = self._changes[key]
        header = {"_index": self._versions.alias, "_id": key}
        if analyzed is None:
            return header | {"_op_type": "delete"}
        return header | {"_source": build_document(analyzed)}
