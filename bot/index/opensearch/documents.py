"""Documents: an article in OpenSearch, with its passages nested inside.

A document and its nested passages are written, replaced and removed as one, so that no passage
outlives its article, and the spans of a hit always fit the text that comes with it.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

import msgspec

from bot.articles.addresses import normalize_address
from bot.articles.article import Article
from bot.articles.codec import article_fields, article_from_fields
from bot.articles.passages.passage import Passage
from bot.index.protocol import K1, AnalyzedArticle, B
from bot.language.span import Span

_LONGEST_ID = 512  # bytes, OpenSearch's own limit
_LONGEST_SOURCE = 8000  # characters; Lucene refuses a keyword of more than 32,766 bytes

_PROPERTIES = {
    "key": {"type": "keyword"},
    "published": {"type": "date", "format": "strict_date"},
    "source": {"type": "keyword", "ignore_above": _LONGEST_SOURCE},
    "language": {"type": "keyword"},
    "address": {"type": "keyword", "doc_values": False},
    "passage_count": {"type": "integer"},
    "content": {"type": "keyword", "index": False, "doc_values": False},
    "notes": {"type": "binary"},
    "passages": {
        "type": "nested",
        "properties": {"terms": {"type": "text", "analyzer": "terms", "index_options": "freqs"}},
    },
}


def build_index_body(alias: str, shards: int, replicas: int) -> dict[str, Any]:
    """Return the body that creates an empty index behind ``alias``; only a refresh is visible."""
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


def make_document_id(article_id: str) -> str:
    """Return the id of an article's document."""
    if len(article_id.encode()) <= _LONGEST_ID:
        return article_id
    return hashlib.sha256(article_id.encode()).hexdigest()


def build_document(entry: AnalyzedArticle) -> dict[str, Any]:
    """Return the document of an article, to be stored and indexed."""
    article = entry.article
    return {
        "key": make_document_id(article.id),
        "published": article.published.isoformat(),
        "source": article.origin,
        "language": article.language_code,
        "address": normalize_address(article.url) or None,
        "passage_count": len(entry.passages),
        "content": _encode_content(article, entry.passages),
        "notes": [b64encode(annotations).decode("ascii") for annotations in entry.annotations],
        "passages": [{"terms": terms} for terms in entry.terms],
    }


def decode_content(content: str) -> tuple[Article, list[Passage]]:
    """Return the article and the passages of a document's ``content``."""
    fields, spans_by_passage = msgspec.json.decode(content)
    article = article_from_fields(fields)
    passages = [
        Passage(
            article, number, tuple(Span(*s) for s in spans), Span(*heading) if heading else None
        )
        for number, (spans, heading) in enumerate(spans_by_passage)
    ]
    return article, passages


def _encode_content(article: Article, passages: Iterable[Passage]) -> str:
    spans_by_passage = [
        ([astuple(span) for span in p.sentences], astuple(p.heading) if p.heading else None)
        for p in passages
    ]
    return msgspec.json.encode([article_fields(article), spans_by_passage]).decode()
