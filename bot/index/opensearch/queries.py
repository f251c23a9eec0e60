"""Queries: the bodies of the OpenSearch engine's searches."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import chain
from typing import Any

from bot.index.search_terms import Disjunction, Requirement, SearchTerm

MOST_TERMS = 1000
"""Terms of a query that count; OpenSearch rejects more than 1,024 clauses by default."""

_ANY_FREQUENCY = 10**9

MOST_SOURCES = 5000
"""Sources on a page."""

MOST_ARTICLES = 500
"""Articles on a page."""

MOST_OPENINGS = 10_000
"""Articles whose first passages are read at once; OpenSearch returns no more by default."""


def build_passages_query(
    terms: Sequence[SearchTerm],
    top_k: int,
    since: date | None,
    until: date | None,
    sources: Collection[str],
) -> dict[str, Any]:
    """Search for the ``top_k`` articles with the best passages, and up to ``top_k`` of each.

    The best ``top_k`` passages are among them: every passage outside has ``top_k`` better ones.
    """
    passages = {
        "path": "passages",
        "score_mode": "max",
        "query": _match_any(terms),
        "inner_hits": {"size": top_k, "_source": False},
    }
    filters = [build_day_filter(since, until)]
    if sources:
        filters.append({"terms": {"source": sorted(sources)}})
    return {
        "size": top_k,
        "_source": ["content", "notes"],
        "query": {"bool": {"must": {"nested": passages}, "filter": filters}},
    }


def build_frequencies_query(terms: Sequence[str], until: date | None) -> dict[str, Any]:
    """Count the passages with each of ``terms``, by its position.

    Only the passages of articles that contain a term are visited, which is three times as fast
    as visiting all.
    """
    return {
        "size": 0,
        "query": build_day_filter(None, until),
        "aggs": {str(position): _count_passages(term) for position, term in enumerate(terms)},
    }


def build_similar_terms_query(term: str, max_edits: int, top_k: int) -> dict[str, Any]:
    """Search the dictionary for the ``top_k`` terms most like ``term``, on each shard."""
    suggester = {
        "field": "passages.terms",
        "size": top_k,
        "shard_size": top_k,
        "suggest_mode": "always",  # of a term that occurs too
        "max_term_freq": _ANY_FREQUENCY,
        "max_edits": max_edits,
        "string_distance": "damerau_levenshtein",
        "accuracy": 0.0,
        "prefix_length": 0,
        "min_word_length": 1,
    }
    return {"size": 0, "suggest": {"similar": {"text": term, "term": suggester}}}


def build_day_filter(since: date | None, until: date | None) -> dict[str, Any]:
    """Match the articles of a range of days, both included."""
    bounds = {"gte": since, "lte": until}
    days = {name: day.isoformat() for name, day in bounds.items() if day}
    return {"range": {"published": days}} if days else {"match_all": {}}


def build_stats_query(until: date | None) -> dict[str, Any]:
    """Count the passages, and find the first and the last day."""
    return {
        "size": 0,
        "query": build_day_filter(None, until),
        "aggs": {
            "passages": {"sum": {"field": "passage_count"}},
            "first": {"min": {"field": "published"}},
            "last": {"max": {"field": "published"}},
        },
    }


def build_counts_query(field: str, until: date | None, last_key: object) -> dict[str, Any]:
    """Count the articles by a field, on the page after ``last_key``."""
    composite: dict[str, Any] = {
        "size": MOST_SOURCES,
        "sources": [{"value": {"terms": {"field": field}}}],
    }
    if last_key:
        composite["after"] = last_key
    return {
        "size": 0,
        "query": build_day_filter(None, until),
        "aggs": {"counts": {"composite": composite}},
    }


def build_article_query(document_id: str, source: Sequence[str] = ("content",)) -> dict[str, Any]:
    """Search for one document; unlike a GET, that sees what every other search sees."""
    return {"size": 1, "_source": list(source), "query": {"ids": {"values": [document_id]}}}


def build_address_query(address: str, until: date | None) -> dict[str, Any]:
    """Search for the newest article with a normalized address."""
    filters = [build_day_filter(None, until), {"term": {"address": address}}]
    return {
        "size": 1,
        "_source": ["content"],
        "query": {"bool": {"filter": filters}},
        "sort": [{"published": "desc"}, {"key": "asc"}],
    }


def build_newest_query(since: date | None, until: date | None, last_key: object) -> dict[str, Any]:
    """Search for the newest articles, on the page after the sort values ``last_key``."""
    query: dict[str, Any] = {
        "size": MOST_ARTICLES,
        "_source": ["content"],
        "query": build_day_filter(since, until),
        "sort": [{"published": "desc"}, {"key": "asc"}],
    }
    return query | {"search_after": last_key} if last_key else query


def build_openings_query(limit: int, since: date | None, until: date | None) -> dict[str, Any]:
    """Search for the newest ``limit`` articles of a range of days, with their annotations."""
    return {
        "size": min(limit, MOST_OPENINGS),
        "_source": ["content", "notes"],
        "query": build_day_filter(since, until),
        "sort": [{"published": "desc"}, {"key": "asc"}],
    }


def _match_any(terms: Sequence[SearchTerm]) -> dict[str, Any]:
    """Sum up the scores of terms and disjunctions, of the first ``MOST_TERMS`` terms."""
    single: list[str] = []
    disjunctions: list[dict[str, Any]] = []
    required = [term.terms for term in terms if isinstance(term, Requirement)]
    count = 0
    for term in terms:
        if isinstance(term, Requirement):
            continue
        count += sum(len(m.terms) for m in term.members) if isinstance(term, Disjunction) else 1
        if count > MOST_TERMS:
            break
        if isinstance(term, Disjunction):
            disjunctions.append(_match_best(term))
        else:
            single.append(term)
    match: dict[str, Any] = {"match": {"passages.terms": " ".join(single)}}
    if disjunctions:
        match = {"bool": {"should": [match, *disjunctions]}}
    if required:
        text = " ".join(chain.from_iterable(required))
        holds = {"match": {"passages.terms": {"query": text, "operator": "and"}}}
        match = {"bool": {"must": [match], "filter": [holds]}}
    return match


def _match_best(disjunction: Disjunction) -> dict[str, Any]:
    """Return the query that scores the best member of a disjunction."""
    members = [
        {"query": " ".join(member.terms), "operator": "and", "boost": member.weight}
        for member in disjunction.members
    ]
    return {"dis_max": {"queries": [{"match": {"passages.terms": m}} for m in members]}}


def _count_passages(term: str) -> dict[str, Any]:
    """Return the aggregation that counts the passages with ``term``."""
    match = {"match": {"passages.terms": {"query": term, "operator": "and"}}}
    articles = {"nested": {"path": "passages", "query": match, "score_mode": "none"}}
    counts = {"nested": {"path": "passages"}, "aggs": {"matches": {"filter": match}}}
    return {"filter": articles, "aggs": {"passages": counts}}
