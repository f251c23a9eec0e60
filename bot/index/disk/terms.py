"""Terms: the terms of the disk engine's passages, in tantivy."""

import json
import math
import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import tantivy
from tantivy import Document, FieldType, Occur, Order, Query, SchemaBuilder

from bot.index.errors import LockedIndexError
from bot.index.passage_codec import place_of
from bot.index.protocol import AnalyzedArticle

# Where tantivy's room is used up, it ends a segment, and a single one is searched fastest: for
# each million passages it takes 400 MB. None of it is taken before it is needed.
_LEAST_ROOM, _MOST_ROOM = 100_000_000, 2_000_000_000
_SHARE_OF_MEMORY = 8
_CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")

Days = npt.NDArray[np.int32]

_SCHEMA = (
    SchemaBuilder()
    # Terms are given as words between spaces, so that nothing analyses them again.
    .add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    .add_text_field("source", tokenizer_name="raw", index_option="basic")
    # No unsigned field: tantivy deletes by a signed number, which would match none of it.
    .add_integer_field("article", indexed=True)
    .add_integer_field("place", fast=True)
    .add_integer_field("day", fast=True)
    .build()
)

_COLUMNS = ("place", "day")


@dataclass(frozen=True, slots=True)
class Commit:
    """What tantivy's ``meta.json`` says of its last commit; ``deleted`` documents still count."""

    opstamp: int
    documents: int
    deleted: int


def writer_room() -> int:
    """Return how many bytes of terms are kept until they are written: a share of the memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):  # no container, or one without a limit
        memory = min(memory, int(_CONTAINER_LIMIT.read_text("ascii")))
    return max(_LEAST_ROOM, min(_MOST_ROOM, memory // _SHARE_OF_MEMORY))


def open_terms(folder: Path) -> tantivy.Index:
    """Open the index in ``folder``, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    # From the newest day to the oldest: on equal scores the newer passage comes first.
    index = tantivy.Index(_SCHEMA, str(folder), sort_by_field="day", sort_order=Order.Desc)
    index.config_reader("manual")
    return index


def read_commit(meta: bytes) -> Commit:
    """Return what stands in ``meta.json``."""
    read: dict[str, Any] = json.loads(meta)
    segments = read["segments"]
    return Commit(
        opstamp=read["opstamp"],
        documents=sum(segment["max_doc"] for segment in segments),
        deleted=sum(
            (s["deletes"] or {"num_deleted_docs": 0})["num_deleted_docs"] for s in segments
        ),
    )


class TermWriter:
    """Adds and deletes the passages of articles."""

    def __init__(self, index: tantivy.Index, folder: Path) -> None:
        try:
            self._writer = index.writer(writer_room(), 1)  # a thread leaves a segment each
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            raise LockedIndexError(folder) from error
        # A commit that was killed leaves files under names that the next one gives again.
        self._writer.garbage_collect_files()

    def add(self, number: int, analyzed: AnalyzedArticle) -> None:
        """Add the passages of an article that the store knows by ``number``."""
        article = analyzed.article
        for passage, terms in enumerate(analyzed.terms):
            document = Document()
            document.add_text("terms", terms)
            document.add_text("source", article.origin)
            document.add_integer("article", number)
            document.add_integer("place", place_of(number, passage))
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
        """Wait until segments that are being merged are merged, and let go of the lock."""
        self._writer.wait_merging_threads()


def ranked(terms: Sequence[str], searcher: tantivy.Searcher, commit: Commit) -> Query | None:
    """Return the query for ``terms``, None where no passage holds any of them.

    tantivy's idf is log((N + 1) / (df + 1/2)); a boost makes it log((N + 1) / df), the idf of
    the other engines. A term that is given twice counts twice.
    """
    clauses = []
    for term, times in Counter(terms).items():
        df = searcher.doc_freq("terms", term)
        if df:
            size = math.log(commit.documents + 1)
            boost = times * (size - math.log(df)) / (size - math.log(df + 0.5))
            query = Query.term_query(_SCHEMA, "terms", term, "freq")
            clauses.append((Occur.Should, Query.boost_query(query, boost)))
    return Query.boolean_query(clauses) if clauses else None


def filtered(query: Query, since: int | None, until: int | None, sources: Collection[str]) -> Query:
    """Return ``query`` for a range of days, both included, and for ``sources``, if any."""
    clauses = [(Occur.Must, query)]
    if sources:
        named = Query.term_set_query(_SCHEMA, "source", list(sources))
        clauses.append((Occur.Must, Query.const_score_query(named, 0.0)))
    # To leave out the other days is faster than to ask for these: most questions are put to
    # all days but a few.
    if since is not None:
        clauses.append((Occur.MustNot, _days(None, since - 1)))
    if until is not None:
        clauses.append((Occur.MustNot, _days(until + 1, None)))
    return Query.boolean_query(clauses)


class ScoredDoc(NamedTuple):
    """A passage that was found: where the store has it, and its day."""

    score: float
    place: int
    day: int


def best(searcher: tantivy.Searcher, query: Query, limit: int) -> list[ScoredDoc]:
    """Return the best passages, best first."""
    hits = searcher.search(query, limit, count=False).hits
    addresses = [address for _, address in hits]
    columns = (searcher.fast_field_values(name, addresses) for name in _COLUMNS)
    scores = [score for score, _ in hits]
    return list(
        map(ScoredDoc._make, zip(scores, *cast("Iterator[list[int]]", columns), strict=True))
    )


def count(searcher: tantivy.Searcher, term: str) -> int:
    """Return how many passages hold ``term``; deleted ones count until segments are merged."""
    return searcher.doc_freq("terms", term)


def count_until(searcher: tantivy.Searcher, term: str, until: int) -> int:
    """Return how many passages up to a day hold ``term``, deleted ones left out."""
    query = Query.term_query(_SCHEMA, "terms", term, "basic")
    ranges = {"field": "day", "ranges": [{"to": until + 1}]}
    found = searcher.aggregate(query, {"known": {"range": ranges}})
    return int(found["known"]["buckets"][0]["doc_count"])


def totals(searcher: tantivy.Searcher, term: str) -> tuple[Days, Days]:
    """Return the days on which passages hold ``term``, and how many do before each and in all.

    That costs several times what counting up to one day costs.
    """
    query = Query.term_query(_SCHEMA, "terms", term, "basic")
    each = {"field": "day", "interval": 1, "min_doc_count": 1}
    found = searcher.aggregate(query, {"days": {"histogram": each}})["days"]["buckets"]
    days, counts = (np.array([day[of] for day in found], np.int32) for of in ("key", "doc_count"))
    return days, np.concatenate([[0], np.cumsum(counts, dtype=np.int32)])


def _days(first: int | None, last: int | None) -> Query:
    return Query.range_query(_SCHEMA, "day", FieldType.Integer, first, last)
