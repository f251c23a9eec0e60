"""What OpenSearch answered, in the values of the house."""

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.opensearch.documents import decode_content
from bot.index.protocol import Hit, IndexStats, InMemoryPassage

Answer = Mapping[str, Any]


def parse_hits(answer: Answer) -> list[Hit]:
    """Return the passages that were found, best first, newest first on ties."""
    return sorted(_hits(answer), key=_rank)


def parse_articles(answer: Answer) -> list[tuple[Article, list[Passage]]]:
    """Return the articles that were found, each with its passages."""
    return [decode_content(found["_source"]["content"]) for found in answer["hits"]["hits"]]


def parse_frequencies(answer: Answer) -> list[int]:
    """Return how many passages hold each term."""
    counts = answer["aggregations"]
    return [counts[str(n)]["passages"]["held"]["doc_count"] for n in range(len(counts))]


def parse_stats(answer: Answer) -> IndexStats:
    """Return the totals."""
    totals = answer["aggregations"]
    return IndexStats(
        articles=answer["hits"]["total"]["value"],
        passages=int(totals["passages"]["value"]),
        first=_day(totals["first"]),
        last=_day(totals["last"]),
    )


def parse_sources(pages: Iterable[Answer]) -> dict[str, int]:
    """Return the number of articles by source, most first."""
    counts = {
        bucket["key"]["source"]: bucket["doc_count"]
        for page in pages
        for bucket in page["aggregations"]["sources"]["buckets"]
    }
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def last_article_key(page: Answer) -> object:
    """Return the sort values of the last article of a page, None where it is empty."""
    found = page["hits"]["hits"]
    return found[-1]["sort"] if found else None


def last_source_key(page: Answer) -> object:
    """Return the last source of a page of sources, None where it is empty."""
    return page["aggregations"]["sources"].get("after_key")


def _hits(answer: Answer) -> Iterator[Hit]:
    for found in answer["hits"]["hits"]:
        _, passages = decode_content(found["_source"]["content"])
        for inner in found["inner_hits"]["passages"]["hits"]["hits"]:
            number = inner["_nested"]["offset"]
            held = InMemoryPassage(passages[number], b64decode(found["_source"]["notes"][number]))
            yield Hit(held, float(inner["_score"]))


def _rank(hit: Hit) -> tuple[float, int, str, int]:
    article = hit.passage.article
    return (-hit.score, -article.published.toordinal(), article.id, hit.passage.number)


def _day(aggregation: Answer) -> date | None:
    day = aggregation.get("value_as_string")
    return date.fromisoformat(day) if day else None
