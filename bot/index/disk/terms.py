"""The terms of the disk engine's passages, in tantivy."""

import json
import math
import os
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import tantivy
from tantivy import Document, FieldType, Occur, Order, Query, SchemaBuilder

from bot.index.errors import LockedIndexError
from bot.index.passage_codec import make_passage_id
from bot.index.protocol import AnalyzedArticle
from bot.index.search_terms import Disjunction, Requirement, SearchTerm, WeightedTerms

# tantivy ends a segment when its memory is used up, and a single segment is searched fastest:
# a million passages take 400 MB. Memory is allocated as needed.
_LEAST_MEMORY, _MOST_MEMORY = 100_000_000, 2_000_000_000
_SHARE_OF_MEMORY = 8
_CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")

Counts: TypeAlias = "array[int]"
CountPassages = Callable[[str], int]

_SCHEMA = (
    SchemaBuilder()
    # Terms are already analysed, and separated by spaces.
    .add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    .add_text_field("source", tokenizer_name="raw", index_option="basic")
    # Not unsigned: tantivy deletes by a signed number, which would match nothing.
    .add_integer_field("article", indexed=True)
    .add_integer_field("passage", fast=True)
    .add_integer_field("day", fast=True, indexed=True)
    .build()
)

_COLUMNS = ("passage", "day")
_FEW_DAYS = 100  # a range of more of them is not searched for day by day


@dataclass(frozen=True, slots=True)
class Commit:
    """The last commit, by tantivy's ``meta.json``.

    ``documents`` includes the ``deleted_documents``, until segments are merged.
    """

    opstamp: int
    documents: int
    deleted_documents: int


def compute_writer_memory() -> int:
    """Return the bytes of memory for terms that are not yet written: a share of the machine's."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):  # no container, or no limit
        memory = min(memory, int(_CONTAINER_LIMIT.read_text("ascii")))
    return max(_LEAST_MEMORY, min(_MOST_MEMORY, memory // _SHARE_OF_MEMORY))


def open_terms(folder: Path) -> tantivy.Index:
    """Open the index in ``folder``, or create it."""
    folder.mkdir(parents=True, exist_ok=True)
    # Newest first: of equal scores, the newer passage comes first.
    index = tantivy.Index(_SCHEMA, str(folder), sort_by_field="day", sort_order=Order.Desc)
    index.config_reader("manual")
    return index


def read_commit(meta: bytes) -> Commit:
    """Parse ``meta.json``."""
    fields: dict[str, Any] = json.loads(meta)
    segments = fields["segments"]
    return Commit(
        opstamp=fields["opstamp"],
        documents=sum(segment["max_doc"] for segment in segments),
        deleted_documents=sum(
            (s["deletes"] or {"num_deleted_docs": 0})["num_deleted_docs"] for s in segments
        ),
    )


class TermWriter:
    """Adds and deletes the passages of articles."""

    def __init__(self, index: tantivy.Index, folder: Path) -> None:
        try:
            self._writer = index.writer(
                compute_writer_memory(), 1
            )  # each thread would write a segment
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            raise LockedIndexError(folder) from error
        # A commit that was killed leaves files whose names the next one would use.
        self._writer.garbage_collect_files()

    def add(self, number: int, entry: AnalyzedArticle) -> None:
        """Add the passages of the article that has this number in the store."""
        article = entry.article
        for place, terms in enumerate(entry.terms):
            document = Document()
            document.add_text("terms", terms)
            document.add_text("source", article.origin)
            document.add_integer("article", number)
            document.add_integer("passage", make_passage_id(number, place))
            document.add_integer("day", article.published.toordinal())
            self._writer.add_document(document)

    def delete(self, number: int) -> None:
        """Delete the passages of an article."""
        self._writer.delete_documents_by_term("article", number)

    def delete_all(self) -> None:
        """Delete all passages."""
        self._writer.delete_documents_by_query(Query.all_query())

    def commit(self) -> None:
        """Make the changes durable."""
        self._writer.commit()

    def close(self) -> None:
        """Wait for merges of segments, and release the lock."""
        self._writer.wait_merging_threads()


def build_query(terms: Sequence[SearchTerm], count: CountPassages, commit: Commit) -> Query | None:
    """Return the query for ``terms``, or None if no passage contains any, or what is required.

    ``count`` returns how many passages contain a term. A repeated term counts each time.
    """
    clauses = []
    required: set[str] = set()
    for term, repetitions in Counter(terms).items():
        if isinstance(term, Requirement):
            required.update(term.terms)
            continue
        if isinstance(term, Disjunction):
            members = (_require_all(member, count, commit) for member in term.members)
            matches = [query for query in members if query is not None]
            query = Query.disjunction_max_query(matches) if matches else None
        else:
            query = _match_term(term, count, commit)
        if query is not None:
            query = Query.boost_query(query, repetitions) if repetitions > 1 else query
            clauses.append((Occur.Should, query))
    if not clauses:
        return None
    query = Query.boolean_query(clauses)
    return _require_terms(query, required, count) if required else query


def _require_terms(query: Query, terms: Collection[str], count: CountPassages) -> Query | None:
    """Return ``query`` for passages with all of ``terms``, or None if one is in no passage."""
    if not all(count(term) for term in terms):
        return None
    holds = [
        (Occur.Must, Query.const_score_query(Query.term_query(_SCHEMA, "terms", term, "basic"), 0))
        for term in terms
    ]
    return Query.boolean_query([(Occur.Must, query), *holds])


def _match_term(
    term: str, count: CountPassages, commit: Commit, weight: float = 1.0
) -> Query | None:
    """Return the query for one term, or None if no passage contains it.

    tantivy's idf is log((N + 1) / (df + 1/2)); a boost makes it log((N + 1) / df), the idf of
    the other engines.
    """
    df = count(term)
    if not df:
        return None
    log_size = math.log(commit.documents + 1)
    boost = weight * (log_size - math.log(df)) / (log_size - math.log(df + 0.5))
    return Query.boost_query(Query.term_query(_SCHEMA, "terms", term, "freq"), boost)


def _require_all(member: WeightedTerms, count: CountPassages, commit: Commit) -> Query | None:
    """Return the query for passages with all terms of ``member``, or None if a term is missing."""
    queries = [_match_term(term, count, commit, member.weight) for term in member.terms]
    matches = [query for query in queries if query is not None]
    if not matches or len(matches) < len(queries):
        return None
    if len(matches) == 1:
        return matches[0]
    return Query.boolean_query([(Occur.Must, query) for query in matches])


def filter_query(
    query: Query,
    since: int | None,
    until: int | None,
    sources: Collection[str],
    extent: tuple[int, int],
) -> Query:
    """Restrict ``query`` to a range of days, both included, and to ``sources``, if any.

    ``extent``: the first and the last day of the index.
    """
    clauses = [(Occur.Must, query)]
    if sources:
        origins = Query.term_set_query(_SCHEMA, "source", list(sources))
        clauses.append((Occur.Must, Query.const_score_query(origins, 0.0)))
    days = range(since or extent[0], (until or extent[1]) + 1)
    if (since or until) and len(days) <= _FEW_DAYS:
        # tantivy reads the day of every passage for a range, but not for so many terms.
        terms = Query.term_set_query(_SCHEMA, "day", list(days))
        clauses.append((Occur.Must, Query.const_score_query(terms, 0.0)))
        return Query.boolean_query(clauses)
    # Excluding the other days is faster than requiring these: most questions are asked of all
    # days but a few.
    if since is not None:
        clauses.append((Occur.MustNot, _match_days(None, since - 1)))
    if until is not None:
        clauses.append((Occur.MustNot, _match_days(until + 1, None)))
    return Query.boolean_query(clauses)


class ScoredDoc(NamedTuple):
    """A passage that matches a query: its BM25 score, its id and the ordinal of its day."""

    score: float
    passage_id: int
    day: int


def search_docs(searcher: tantivy.Searcher, query: Query, limit: int) -> list[ScoredDoc]:
    """Return the best passages, best first."""
    hits = searcher.search(query, limit, count=False).hits
    addresses = [address for _, address in hits]
    columns = (searcher.fast_field_values(name, addresses) for name in _COLUMNS)
    scores = [score for score, _ in hits]
    return list(
        map(ScoredDoc._make, zip(scores, *cast("Iterator[list[int]]", columns), strict=True))
    )


def list_terms(searcher: tantivy.Searcher, limit: int) -> list[tuple[str, int]]:
    """Return the commonest terms, each with the number of passages that contain it."""
    return searcher.terms_with_prefix("terms", "", limit=limit)


def count_passages(searcher: tantivy.Searcher, term: str) -> int:
    """Count the passages that contain ``term``; deleted ones count until segments are merged."""
    return searcher.doc_freq("terms", term)


def count_live_passages(searcher: tantivy.Searcher, term: str) -> int:
    """Count the passages that contain ``term``, without deleted ones."""
    query = Query.term_query(_SCHEMA, "terms", term, "basic")
    return int(searcher.search(query, 1, count=True).count)  # type: ignore[attr-defined]


def count_passages_until(searcher: tantivy.Searcher, term: str, until: int) -> int:
    """Count the passages up to a day that contain ``term``, without deleted ones."""
    query = Query.term_query(_SCHEMA, "terms", term, "basic")
    ranges = {"field": "day", "ranges": [{"to": until + 1}]}
    result = searcher.aggregate(query, {"until": {"range": ranges}})
    return int(result["until"]["buckets"][0]["doc_count"])


def accumulate_counts(searcher: tantivy.Searcher, term: str) -> tuple[Counts, Counts]:
    """Return the passages that contain ``term`` by day, for any number of later look-ups.

    That is the days in order, of shape (days,), and the number of passages before each of them
    and in all, of shape (days + 1,). It takes several times as long as one count.
    """
    query = Query.term_query(_SCHEMA, "terms", term, "basic")
    histogram = {"field": "day", "interval": 1, "min_doc_count": 1}
    buckets = searcher.aggregate(query, {"days": {"histogram": histogram}})["days"]["buckets"]
    days = array("i", [int(bucket["key"]) for bucket in buckets])
    return days, array("i", [0, *accumulate(bucket["doc_count"] for bucket in buckets)])


def _match_days(first: int | None, last: int | None) -> Query:
    return Query.range_query(_SCHEMA, "day", FieldType.Integer, first, last)
