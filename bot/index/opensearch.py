"""The OpenSearch engine: for a corpus that outgrows one machine."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from bot.articles.article import Article
from bot.articles.segment import Passage
from bot.index.base import Analyzed, Hit, Holdings
from bot.index.opensearch_cluster import Cluster
from bot.index.opensearch_documents import document, document_id, restore
from bot.index.opensearch_queries import (
    article_query,
    frequencies_query,
    holdings_query,
    newest_query,
    passages_query,
    sources_query,
)
from bot.index.opensearch_versions import Versions


class OpenSearchIndex:
    """An index behind an alias, of which a new version can be built beside the old one.

    Changes are kept here until ``commit``, so that nobody sees half of them and a process
    that dies leaves none behind: commit every few thousand articles. ``fingerprint`` says
    what new articles are made with; an index of another one is to be dropped or rebuilt.
    """

    def __init__(
        self, cluster: Cluster, name: str, fingerprint: str, *, shards: int = 1, replicas: int = 1
    ) -> None:
        self._cluster = cluster
        self.name = name
        self._made_with = fingerprint
        self._copies = {"shards": shards, "replicas": replicas}
        self._versions = Versions(cluster, name, name, **self._copies)
        self._changes: dict[str, Analyzed | None] = {}

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
        found = answer["hits"]["hits"] if answer else []
        return sorted((hit for article in found for hit in _hits(article)), key=_rank)[:top_k]

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return for each of ``terms`` how many passages hold it."""
        answer = self._search(frequencies_query(terms, until)) if terms else None
        if answer is None:
            return [0] * len(terms)
        buckets = answer["aggregations"]["passages"]["by_term"]["buckets"]
        return [bucket["doc_count"] for bucket in buckets]

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where it is unknown."""
        found = self._find(article_id)
        return found[0] if found else None

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none where it is unknown."""
        found = self._find(article_id)
        return found[1] if found else []

    def holdings(self, *, until: date | None = None) -> Holdings:
        """Return what the index holds."""
        answer = self._search(holdings_query(until), track_total_hits=True)
        if answer is None:
            return Holdings(0, 0, None, None)
        totals = answer["aggregations"]
        return Holdings(
            articles=answer["hits"]["total"]["value"],
            passages=int(totals["passages"]["value"]),
            first=_day(totals["first"]),
            last=_day(totals["last"]),
        )

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, the newest first."""
        after: object = None
        while answer := self._search(newest_query(until, after)):
            found = answer["hits"]["hits"]
            yield from (restore(article["_source"]["content"])[0] for article in found)
            if not found:
                break
            after = found[-1]["sort"]

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, most first."""
        counts: dict[str, int] = {}
        after: object = None
        while answer := self._search(sources_query(until, after)):
            page = answer["aggregations"]["sources"]
            counts |= {b["key"]["source"]: b["doc_count"] for b in page["buckets"]}
            after = page.get("after_key")
            if not after:
                break
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def fingerprint(self) -> str:
        """Return what the index was built with, empty where nothing was committed yet."""
        return self._versions.fingerprint()

    def replace(self, articles: Iterable[Analyzed]) -> None:
        """Add articles; what the index has under the same ids goes."""
        self._changes.update((document_id(a.article.id), a) for a in articles)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Take articles away; unknown ids are passed over."""
        self._changes.update((document_id(article_id), None) for article_id in article_ids)

    def commit(self) -> None:
        """Make all changes visible and durable at once.

        Where that fails the changes are kept, and the next commit carries out all of them.
        """
        self._versions.ensure()
        self._cluster.write(self._changes, self._action)
        self._versions.refresh()
        if self._versions.fingerprint() != self._made_with:
            self._versions.sign(self._made_with)
        self._changes.clear()

    def drop(self) -> None:
        """Take everything away, durably."""
        self._changes.clear()
        self._versions.delete()

    def close(self) -> None:
        """Close all connections; what is not committed is lost."""
        self._changes.clear()
        self._cluster.close()

    @contextmanager
    def rebuild(self) -> Iterator["OpenSearchIndex"]:
        """Yield an empty index to fill, which takes this one's place at the end, without a gap.

        Until then this one is searched as before; where the block ends with an error it stays.
        """
        successor = OpenSearchIndex(self._cluster, self.name, self._made_with, **self._copies)
        successor._versions = Versions(
            self._cluster, self.name, f"{self.name}-next", **self._copies
        )
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
        answer = self._search(article_query(document_id(article_id)))
        for found in answer["hits"]["hits"] if answer else ():
            return restore(found["_source"]["content"])
        return None

    def _search(
        self, body: dict[str, Any], *, track_total_hits: bool = False
    ) -> dict[str, Any] | None:
        """Return the cluster's answer, None where there is no index yet."""
        for _ in range(2):  # the index may be replaced by its successor while it is asked
            answer = self._cluster.ask(
                self._cluster.client.search,
                index=self._versions.alias,
                body=body,
                search_type="dfs_query_then_fetch",
                track_total_hits=track_total_hits,
                allow_partial_search_results=False,
            )
            if answer is not None or self._versions.current() is None:
                break
        return answer


def _hits(found: Mapping[str, Any]) -> Iterator[Hit]:
    """Yield the passages for which an article was found."""
    _, passages = restore(found["_source"]["content"])
    for inner in found["inner_hits"]["passages"]["hits"]["hits"]:
        yield Hit(passages[inner["_nested"]["offset"]], float(inner["_score"]))


def _rank(hit: Hit) -> tuple[float, int, str, int]:
    article = hit.passage.article
    return (-hit.score, -article.published.toordinal(), article.id, hit.passage.number)


def _day(aggregation: Mapping[str, Any]) -> date | None:
    day = aggregation.get("value_as_string")
    return date.fromisoformat(day) if day else None
