"""Responses: OpenSearch's JSON as hits, articles and counts."""

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.opensearch.documents import decode_content
from bot.index.protocol import Hit, IndexStats, InMemoryPassage

Response = Mapping[str, Any]


def parse_hits(response: Response) -> list[Hit]:
    """Return the passages that match, best first, newest first on ties."""
    return sorted(_hits(response), key=_rank)


def parse_articles(response: Response) -> list[tuple[Article, list[Passage]]]:
    """Return the articles that match, each with its passages."""
    return [decode_content(hit["_source"]["content"]) for hit in response["hits"]["hits"]]


def parse_openings(response: Response) -> list[InMemoryPassage]:
    """Return the first passage of each article that matches, in the order of the response."""
    openings: list[InMemoryPassage] = []
    for document in response["hits"]["hits"]:
        _, passages = decode_content(document["_source"]["content"])
        if passages:
            annotations = b64decode(document["_source"]["notes"][0])
            openings.append(InMemoryPassage(passages[0], annotations))
    return openings


def parse_refs(response: Response) -> list[InMemoryPassage]:
    """Return the passages of the articles that match, each with its annotations."""
    return [
        InMemoryPassage(passage, b64decode(notes))
        for hit in response["hits"]["hits"]
        for passage, notes in zip(
            decode_content(hit["_source"]["content"])[1], hit["_source"]["notes"], strict=True
        )
    ]


def parse_frequencies(response: Response) -> list[int]:
    """Return the number of passages that contain each term."""
    counts = response["aggregations"]
    return [counts[str(n)]["passages"]["matches"]["doc_count"] for n in range(len(counts))]


def parse_similar_terms(response: Response) -> list[str]:
    """Return the terms that are spelt like the one that was sent, nearest first."""
    return [
        option["text"] for entry in response["suggest"]["similar"] for option in entry["options"]
    ]


def parse_stats(response: Response) -> IndexStats:
    """Return the number of articles and passages, and their first and last day."""
    totals = response["aggregations"]
    return IndexStats(
        articles=response["hits"]["total"]["value"],
        passages=int(totals["passages"]["value"]),
        first=_day(totals["first"]),
        last=_day(totals["last"]),
    )


def parse_counts(pages: Iterable[Response]) -> dict[str, int]:
    """Return the number of articles by the values of a field, the largest first."""
    counts = {
        bucket["key"]["value"]: bucket["doc_count"]
        for page in pages
        for bucket in page["aggregations"]["counts"]["buckets"]
    }
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def last_article_key(page: Response) -> object:
    """Return the sort values of the last article of a page, or None if it is empty."""
    hits = page["hits"]["hits"]
    return hits[-1]["sort"] if hits else None


def last_count_key(page: Response) -> object:
    """Return the last value of a page of counts, or None if it is empty."""
    return page["aggregations"]["counts"].get("after_key")


def _hits(response: Response) -> Iterator[Hit]:
    for document in response["hits"]["hits"]:
        _, passages = decode_content(document["_source"]["content"])
        for inner in document["inner_hits"]["passages"]["hits"]["hits"]:
            number = inner["_nested"]["offset"]
            annotations = b64decode(document["_source"]["notes"][number])
            yield Hit(InMemoryPassage(passages[number], annotations), float(inner["_score"]))


def _rank(hit: Hit) -> tuple[float, int, str, int]:
    article = hit.passage.article
    return (-hit.score, -article.published.toordinal(), article.id, hit.passage.number)


def _day(aggregation: Response) -> date | None:
    day = aggregation.get("value_as_string")
    return date.fromisoformat(day) if day else None
