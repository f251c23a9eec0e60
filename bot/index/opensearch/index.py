"""The OpenSearch engine: for a corpus that outgrows one machine."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from bot.articles.article import Article
from bot.articles.passages.segment import Passage
from bot.errors import DatelineError
from bot.index.opensearch.aliases import Aliases
from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.documents import document, document_id
from bot.index.opensearch.queries import (
    article_query,
    frequencies_query,
    holdings_query,
    newest_query,
    passages_query,
    sources_query,
)
from bot.index.opensearch.responses import (
    articles_of,
    frequencies_of,
    hits_of,
    holdings_of,
    last_article,
    last_source,
    sources_of,
)
from bot.index.protocol import AnalyzedArticle, Hit, IndexStats

_EXACTLY: dict[str, object] = {
    "search_type": "dfs_query_then_fetch",
    "track_total_hits": False,
    "allow_partial_search_results": False,
}
"""All shards answer, and agree on how rare a term is."""

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

    def search(
        self,
        terms: Sequence[str],
        top_k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> list[Hit]:
        """Return the best passages, best first, newest first on ties.

        Of the terms the first thousand count.
        """
        if not terms or top_k < 1:
            return []
        answer = self._search(passages_query(terms, top_k, since, until, sources))
        return hits_of(answer)[:top_k] if answer else []

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return for each of ``terms`` how many passages hold it."""
        answer = self._search(frequencies_query(terms, until)) if terms else None
        return frequencies_of(answer) if answer else [0] * len(terms)

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where it is unknown."""
        found = self._find(article_id)
        return found[0] if found else None

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none where it is unknown."""
        found = self._find(article_id)
        return found[1] if found else []

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return what the index holds."""
        answer = self._search(holdings_query(until), track_total_hits=True)
        return holdings_of(answer) if answer else IndexStats(0, 0, None, None)

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, most first."""
        return sources_of(self._pages(lambda after: sources_query(until, after), last_source))

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, the newest first."""
        for page in self._pages(lambda after: newest_query(until, after), last_article):
            yield from (article for article, _ in articles_of(page))

    @property
    def fingerprint(self) -> str:
        """Return what the index was built with, empty where nothing was committed yet."""
        return self._versions.fingerprint()

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles; what the index has under the same ids goes."""
        self._changes.update((document_id(a.article.id), a) for a in articles)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Take articles away; unknown ids are passed over."""
        self._changes.update((document_id(article_id), None) for article_id in article_ids)

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
        """Take everything away, durably."""
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
        return header | {"_source": document(analyzed)}

    def _find(self, article_id: str) -> tuple[Article, list[Passage]] | None:
        key = document_id(article_id)
        answer = self._search(article_query(key), search_type="query_then_fetch", routing=key)
        return next(iter(articles_of(answer)), None) if answer else None

    def _pages(
        self, query: Callable[[object], dict[str, Any]], last: Callable[[dict[str, Any]], object]
    ) -> Iterator[dict[str, Any]]:
        """Yield the answers to a query for what comes after the last of the answer before."""
        after: object = None
        while answer := self._search(query(after), search_type="query_then_fetch"):
            yield answer
            after = last(answer)
            if after is None:
                break

    def _search(self, body: dict[str, Any], **options: object) -> dict[str, Any] | None:
        """Return the cluster's answer, None where there is no index yet."""
        arguments = _EXACTLY | options | {"index": self._versions.alias, "body": body}
        for _ in range(2):  # the index may be replaced by its successor while it is asked
            answer = self._cluster.ask(self._cluster.client.search, **arguments)
            if answer is not None or self._versions.current() is None:
                break
        return answer
