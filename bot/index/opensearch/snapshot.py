"""OpenSearchSnapshot: the read side of the OpenSearch engine."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.opensearch.aliases import Aliases
from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.documents import make_document_id
from bot.index.opensearch.queries import (
    build_article_query,
    build_frequencies_query,
    build_newest_query,
    build_passages_query,
    build_sources_query,
    build_stats_query,
)
from bot.index.opensearch.responses import (
    last_article_key,
    last_source_key,
    parse_articles,
    parse_frequencies,
    parse_hits,
    parse_sources,
    parse_stats,
)
from bot.index.protocol import Hit, IndexStats

_EXACTLY: dict[str, object] = {
    "search_type": "dfs_query_then_fetch",
    "track_total_hits": False,
    "allow_partial_search_results": False,
}
"""All shards answer, and agree on how rare a term is."""


class OpenSearchSnapshot:
    """The index to which an alias pointed when the snapshot was taken.

    All reads go to that index, so that no answer mixes two builds. A passage, its article and
    its annotations come from one document, and always fit together. The cluster itself
    isolates no reads: what is committed to the same index between two of them is seen by the
    second. When the index is deleted, as a rebuild does at its end, reads go on with the one
    that has the alias by then.
    """

    def __init__(self, cluster: Cluster, aliases: Aliases) -> None:
        self._cluster = cluster
        self._aliases = aliases
        self._index = aliases.current()

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
        answer = self._search(build_passages_query(terms, top_k, since, until, sources))
        return parse_hits(answer)[:top_k] if answer else []

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return the number of passages that contain each of ``terms``."""
        answer = self._search(build_frequencies_query(terms, until)) if terms else None
        return parse_frequencies(answer) if answer else [0] * len(terms)

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None if its id is unknown."""
        found = self._find(article_id)
        return found[0] if found else None

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none if its id is unknown."""
        found = self._find(article_id)
        return found[1] if found else []

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return the number of articles and passages, and their first and last day."""
        answer = self._search(build_stats_query(until), track_total_hits=True)
        return parse_stats(answer) if answer else IndexStats(0, 0, None, None)

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, the largest first."""
        return parse_sources(
            self._pages(lambda after: build_sources_query(until, after), last_source_key)
        )

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, newest first."""
        for page in self._pages(lambda after: build_newest_query(until, after), last_article_key):
            yield from (article for article, _ in parse_articles(page))

    def _find(self, article_id: str) -> tuple[Article, list[Passage]] | None:
        key = make_document_id(article_id)
        answer = self._search(build_article_query(key), search_type="query_then_fetch", routing=key)
        return next(iter(parse_articles(answer)), None) if answer else None

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
        """Return the cluster's answer, None where there is no index."""
        for _ in range(2):  # the index may be replaced by its successor while it is read
            if self._index is None:
                break
            arguments = _EXACTLY | options | {"index": self._index, "body": body}
            answer = self._cluster.ask(self._cluster.client.search, **arguments)
            if answer is not None:
                return answer
            self._index = self._aliases.current()
        return None
