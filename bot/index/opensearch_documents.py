"""What OpenSearch holds of an article: one document, its passages nested inside.

A document and its nested passages are written, replaced and removed as one, so that no
passage can outlive its article and a hit's spans always fit the text that comes with it.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.articles.article import Article
from bot.articles.segment import Passage
from bot.index.base import K1, Analyzed, B
from bot.language.span import Span

LAYOUT = "opensearch 1"
"""Changes with what is stored: an index of another layout cannot be read and is rebuilt."""

MOST_TERMS = 1000
"""How many terms of a query count; OpenSearch refuses more than 1,024 clauses by default."""

_LONGEST_ID = 512  # bytes, OpenSearch's own limit
_LONGEST_SOURCE = 8000  # characters; Lucene refuses a keyword of more than 32,766 bytes

_PROPERTIES = {
    "published": {"type": "date", "format": "strict_date"},
    "source": {"type": "keyword", "ignore_above": _LONGEST_SOURCE},
    "passage_count": {"type": "integer"},
    "content": {"type": "keyword", "index": False, "doc_values": False},
    "passages": {
        "type": "nested",
        "properties": {"terms": {"type": "text", "analyzer": "terms", "index_options": "freqs"}},
    },
}


def index_body(alias: str, shards: int, replicas: int) -> dict[str, Any]:
    """Return what creates an empty index behind ``alias``; it changes visibly only on refresh."""
    return {
        "aliases": {alias: {}},
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "refresh_interval": "-1",
            "max_inner_result_window": 10_000,
            "mapping.nested_objects.limit": 1_000_000,
            "similarity": {"default": {"type": "BM25", "k1": K1, "b": B}},
            "analysis": {"analyzer": {"terms": {"type": "custom", "tokenizer": "whitespace"}}},
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"excludes": ["passages"]},
            "properties": _PROPERTIES,
        },
    }


def document_id(article_id: str) -> str:
    """Return the id of an article's one document."""
    if len(article_id.encode()) <= _LONGEST_ID:
        return article_id
    return hashlib.sha256(article_id.encode()).hexdigest()


def document(analyzed: Analyzed) -> dict[str, Any]:
    """Return what is stored and indexed of an article."""
    article = analyzed.article
    return {
        "published": article.published.isoformat(),
        "source": article.origin,
        "passage_count": len(analyzed.passages),
        "content": _content(article, analyzed.passages),
        "passages": [{"terms": _words(terms)} for terms in analyzed.terms],
    }


def restore(content: str) -> tuple[Article, list[Passage]]:
    """Return the article and the passages of a document's ``content``."""
    fields, runs = json.loads(content)
    instant = fields.pop("instant")
    article = Article(
        **fields | {"authors": tuple(fields["authors"])},
        published=date.fromisoformat(fields.pop("published")),
        instant=datetime.fromisoformat(instant) if instant else None,
    )
    passages = [
        Passage(article, number, tuple(Span(*s) for s in spans), Span(*heading) if heading else None)
        for number, (spans, heading) in enumerate(runs)
    ]
    return article, passages


def passages_query(
    terms: Sequence[str],
    top_k: int,
    since: date | None,
    until: date | None,
    sources: Collection[str],
) -> dict[str, Any]:
    """Return the search for the ``top_k`` articles with the best passages, and up to as many each.

    The best ``top_k`` passages are among them: no passage outside has fewer than ``top_k``
    better ones.
    """
    nested = {
        "path": "passages",
        "score_mode": "max",
        "query": {"match": {"passages.terms": _words(terms[:MOST_TERMS])}},
        "inner_hits": {"size": top_k, "_source": False},
    }
    filters = [published_within(since, until)]
    if sources:
        filters.append({"terms": {"source": sorted(sources)}})
    return {
        "size": top_k,
        "_source": ["content"],
        "query": {"bool": {"must": {"nested": nested}, "filter": filters}},
    }


def frequencies_query(terms: Sequence[str], until: date | None) -> dict[str, Any]:
    """Return the search that counts the passages with each of ``terms``, in this order."""
    holding = [
        {"match": {"passages.terms": {"query": _words([term]), "operator": "and"}}}
        for term in terms
    ]
    counted = {"by_term": {"filters": {"filters": holding}}}
    return {
        "size": 0,
        "query": published_within(None, until),
        "aggs": {"passages": {"nested": {"path": "passages"}, "aggs": counted}},
    }


def published_within(since: date | None, until: date | None) -> dict[str, Any]:
    """Return the query for the articles of a range of days, both included."""
    bounds = {"gte": since, "lte": until}
    days = {name: day.isoformat() for name, day in bounds.items() if day}
    return {"range": {"published": days}} if days else {"match_all": {}}


def _content(article: Article, passages: Iterable[Passage]) -> str:
    fields: Mapping[str, object] = {
        name: getattr(article, name) for name in Article.__dataclass_fields__
    } | {
        "published": article.published.isoformat(),
        "instant": article.instant.isoformat() if article.instant else None,
    }
    runs = [(passage.sentences, passage.heading) for passage in passages]
    return json.dumps([fields, runs], ensure_ascii=False, separators=(",", ":"))


def _words(terms: Iterable[str]) -> str:
    """Return ``terms`` as the whitespace tokenizer takes them apart again, one word a term."""
    return " ".join("_".join(term.split()) for term in terms)
