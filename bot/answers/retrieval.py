"""Retrieval: from a question to the passages that its answer is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.question.framing import find_matter
from bot.answers.question.query import Query
from bot.answers.question.query_parser import parse_query
from bot.answers.question.time_focus import add_focused
from bot.answers.ranking import rank_hits
from bot.answers.whole_articles import add_passages
from bot.index.protocol import Hit, Snapshot
from bot.language.analyzer import Analyzer

TOP_K = 40
"""Hits that an answer is made from."""

_MATCHES = 100
_SURROUNDINGS = 150


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What the index has for a question, each best first.

    ``surroundings``: the best passages up to the question's day, whichever days it names, with
    their scores by BM25.
    ``matches``: fewer of them, with the best ones of the days that it names.
    ``hits``: the best of these with their final scores, and further passages of their articles.
    """

    surroundings: Sequence[Hit]
    matches: Sequence[Hit]
    hits: Sequence[Hit]


def retrieve(query: Query, snapshot: Snapshot) -> Retrieval:
    """Return the passages that an answer is made from, and those around them."""
    terms = query.search_terms
    surroundings = snapshot.search(terms, _SURROUNDINGS, until=query.at)
    matches = add_focused(surroundings[:_MATCHES], terms, _MATCHES, snapshot, query.focus)
    hits = add_passages(rank_hits(matches, query.focus)[:TOP_K], snapshot)
    return Retrieval(surroundings, matches, hits)


def search(
    question: str, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> tuple[Query, Sequence[Hit]]:
    """Return the analysed question and the best hits, best first."""
    stats = snapshot.stats(until=at)
    query = parse_query(find_matter(question), at, snapshot, stats, analyzer)
    return query, retrieve(query, snapshot).hits
