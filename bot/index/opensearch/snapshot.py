"""OpenSearchSnapshot: the read side of the OpenSearch engine."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from bot.articles.addresses import normalize_address
from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.opensearch.aliases import Aliases
from bot.index.opensearch.cluster import Cluster
from bot.index.opensearch.documents import make_document_id
from bot.index.opensearch.queries import (
    build_address_query,
    build_article_query,
    build_counts_query,
    build_frequencies_query,
    build_newest_query,
    build_openings_query,
    build_passages_query,
    build_similar_terms_query,
    build_stats_query,
)
from bot.index.opensearch.responses import (
    last_article_key,
    last_count_key,
    parse_articles,
    parse_counts,
    parse_frequencies,
    parse_hits,
    parse_openings,
    parse_refs,
    parse_similar_terms,
    parse_stats,
)
from bot.index.protocol import Hit, IndexStats, InMemoryPassage, SimilarTerm
from bot.index.search_terms import SearchTerm
from bot.index.vocabulary import EXTRA, count_similar

_EXACTLY: dict[str, object] = {
    "search_type": "dfs_query_then_fetch",
    "track_total_hits": False,
    "allow_partial_search_results": False,
}
"""All shards respond, with document frequencies of all of them."""


class OpenSearchSnapshot:
    """The index to which an alias pointed when the snapshot was taken.

    All reads go to that index, so that no answer mixes two builds, and to the same copies of
    its shards as long as these are available. A passage, its article and its annotations come
    from one document, and always match. But a cluster does not isolate reads: the second of
    two sees what was committed to the same index in between. (A point in time would, at the
    price of a search context for each question, which is lost with a node.) When the index is
    deleted, as a rebuild does at its end, reads continue with the one that has the alias then.
    """

    def __init__(self, cluster: Cluster, aliases: Aliases) -> None:
        self._cluster = cluster
        self._aliases = aliases
        self._index = aliases.resolve()
        self._languages: dict[date | None, Mapping[str, int]] = {}
        self._preference = uuid4().hex  # the same for all reads: the same copies of shards

    def search(
        self,
        terms: Sequence[SearchTerm],
        top_k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> list[Hit]:
        """Return the best passages, best first, newest first on ties.

        Only the first thousand terms count.
        """
        if not terms or top_k < 1:
            return []
        response = self._search(build_passages_query(terms, top_k, since, until, sources))
        return parse_hits(response)[:top_k] if response else []

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return the number of passages that contain each of ``terms``."""
        response = self._search(build_frequencies_query(terms, until)) if terms else None
        return parse_frequencies(response) if response else [0] * len(terms)

    def find_similar_terms(
        self, term: str, max_edits: int, top_k: int, *, until: date | None = None
    ) -> list[SimilarTerm]:
        """Return the ``top_k`` other terms most like ``term``, nearest first, commonest first."""
        body = build_similar_terms_query(term, max_edits, EXTRA * top_k)
        response = self._search(body, search_type="query_then_fetch")
        candidates = parse_similar_terms(response) if response else []
        return count_similar(term, candidates, self, top_k, until)

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None if its id is unknown."""
        document = self._find(article_id)
        return document[0] if document else None

    def find_by_url(self, url: str, *, until: date | None = None) -> Article | None:
        """Return the newest article with this address, however it is written, or None."""
        address = normalize_address(url)
        if not address:
            return None
        query = build_address_query(address, until)
        response = self._search(query, search_type="query_then_fetch")
        document = next(iter(parse_articles(response)), None) if response else None
        return document[0] if document else None

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none if its id is unknown."""
        document = self._find(article_id)
        return document[1] if document else []

    def passage_refs(self, article_ids: Sequence[str]) -> Sequence[Sequence[InMemoryPassage]]:
        """Return the passages of each of some articles in reading order, as a search would."""
        return list(map(self._find_passages, article_ids))

    def _find_passages(self, article_id: str) -> Sequence[InMemoryPassage]:
        key = make_document_id(article_id)
        response = self._search(
            build_article_query(key, ("content", "notes")),
            search_type="query_then_fetch",
            routing=key,
        )
        return parse_refs(response) if response else []

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return the number of articles and passages, and their first and last day."""
        response = self._search(build_stats_query(until), track_total_hits=True)
        return parse_stats(response) if response else IndexStats(0, 0, None, None)

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, the largest first."""
        return self._count_by("source", until)

    def languages(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by language code, the largest first."""
        if until not in self._languages:
            self._languages[until] = self._count_by("language", until)
        return self._languages[until]

    def _count_by(self, field: str, until: date | None) -> Mapping[str, int]:
        return parse_counts(
            self._pages(lambda key: build_counts_query(field, until, key), last_count_key)
        )

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, newest first."""
        return self._list_articles(None, until)

    def list_ids(self, *, since: date | None = None, until: date | None = None) -> Collection[str]:
        """Return the ids of the articles of these days."""
        return [article.id for article in self._list_articles(since, until)]

    def openings(
        self, limit: int, *, since: date | None = None, until: date | None = None
    ) -> Sequence[InMemoryPassage]:
        """Return the first passage of each of the newest articles, newest first."""
        if limit < 1:
            return []
        query = build_openings_query(limit, since, until)
        response = self._search(query, search_type="query_then_fetch")
        return parse_openings(response) if response else []

    def _list_articles(self, since: date | None, until: date | None) -> Iterator[Article]:
        pages = self._pages(lambda key: build_newest_query(since, until, key), last_article_key)
        for page in pages:
            yield from (article for article, _ in parse_articles(page))

    def _find(self, article_id: str) -> tuple[Article, list[Passage]] | None:
        key = make_document_id(article_id)
        response = self._search(
            build_article_query(key), search_type="query_then_fetch", routing=key
        )
        return next(iter(parse_articles(response)), None) if response else None

    def _pages(
        self, query: Callable[[object], dict[str, Any]], last: Callable[[dict[str, Any]], object]
    ) -> Iterator[dict[str, Any]]:
        """Yield the pages of a query; ``last`` gives the key after which the next one starts."""
        key: object = None
        while page := self._search(query(key), search_type="query_then_fetch"):
            yield page
            key = last(page)
            if key is None:
                break

    def _search(self, body: dict[str, Any], **options: object) -> dict[str, Any] | None:
        """Return the cluster's response, or None if there is no index."""
        for _ in range(2):  # a rebuild may replace the index while it is read
            if self._index is None:
                break
            target = {"index": self._index, "preference": self._preference, "body": body}
            arguments = _EXACTLY | options | target
            response = self._cluster.ask(self._cluster.client.search, **arguments)
            if response is not None:
                return response
            self._index = self._aliases.resolve()
        return None
