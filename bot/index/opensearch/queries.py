"""The searches that the OpenSearch engine makes."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

MOST_TERMS = 1000
"""How many terms of a query count; OpenSearch refuses more than 1,024 clauses by default."""

MOST_SOURCES = 5000
"""How many sources are counted at a time."""

MOST_ARTICLES = 500
"""How many articles are listed at a time."""


def build_passages_query(
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
        "query": {"match": {"passages.terms": " ".join(terms[:MOST_TERMS])}},
        "inner_hits": {"size": top_k, "_source": False},
    }
    filters = [build_day_filter(since, until)]
    if sources:
        filters.append({"terms": {"source": sorted(sources)}})
    return {
        "size": top_k,
        "_source": ["content", "notes"],
        "query": {"bool": {"must": {"nested": nested}, "filter": filters}},
    }


def build_frequencies_query(terms: Sequence[str], until: date | None) -> dict[str, Any]:
    """Return the search that counts the passages with each of ``terms``, by its place.

    Only the passages of articles that hold a term are looked at, which is three times as
    fast as to look at all.
    """
    return {
        "size": 0,
        "query": build_day_filter(None, until),
        "aggs": {str(place): _holding(term) for place, term in enumerate(terms)},
    }


def build_day_filter(since: date | None, until: date | None) -> dict[str, Any]:
    """Return the query for the articles of a range of days, both included."""
    bounds = {"gte": since, "lte": until}
    days = {name: day.isoformat() for name, day in bounds.items() if day}
    return {"range": {"published": days}} if days else {"match_all": {}}


def build_stats_query(until: date | None) -> dict[str, Any]:
    """Return the search for the number of passages, and the first and the last day."""
    return {
        "size": 0,
        "query": build_day_filter(None, until),
        "aggs": {
            "passages": {"sum": {"field": "passage_count"}},
            "first": {"min": {"field": "published"}},
            "last": {"max": {"field": "published"}},
        },
    }


def build_sources_query(until: date | None, after: object) -> dict[str, Any]:
    """Return the search for the number of articles of each source ``after`` another."""
    composite: dict[str, Any] = {
        "size": MOST_SOURCES,
        "sources": [{"source": {"terms": {"field": "source"}}}],
    }
    if after:
        composite["after"] = after
    return {
        "size": 0,
        "query": build_day_filter(None, until),
        "aggs": {"sources": {"composite": composite}},
    }


def build_article_query(document_id: str) -> dict[str, Any]:
    """Return the search for one document, which sees what every other search sees."""
    return {"size": 1, "_source": ["content"], "query": {"ids": {"values": [document_id]}}}


def build_newest_query(until: date | None, after: object) -> dict[str, Any]:
    """Return the search for the newest articles ``after`` the sort values of another."""
    query: dict[str, Any] = {
        "size": MOST_ARTICLES,
        "_source": ["content"],
        "query": build_day_filter(None, until),
        "sort": [{"published": "desc"}, {"key": "asc"}],
    }
    return query | {"search_after": after} if after else query


def _holding(term: str) -> dict[str, Any]:
    """Return the count of the passages with ``term``."""
    match = {"match": {"passages.terms": {"query": term, "operator": "and"}}}
    articles = {"nested": {"path": "passages", "query": match, "score_mode": "none"}}
    held = {"nested": {"path": "passages"}, "aggs": {"held": {"filter": match}}}
    return {"filter": articles, "aggs": {"passages": held}}
