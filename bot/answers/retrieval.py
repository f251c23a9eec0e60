"""Retrieval: from a question to the passages that its answer is made from."""

from collections.abc import Sequence
from datetime import date

from bot.answers.question.framing import find_matter
from bot.answers.question.query import Query, parse_query
from bot.answers.question.time_focus import search_focused
from bot.answers.ranking import rank_hits
from bot.answers.whole_articles import add_passages
from bot.index.protocol import Hit, Snapshot
from bot.language.analyzer import Analyzer

TOP_K = 40
"""Hits that an answer is made from."""

_MATCHES = 100


def retrieve(query: Query, snapshot: Snapshot) -> tuple[Sequence[Hit], Sequence[Hit]]:
    """Return the matches with their scores by BM25, and the best of them in their final order."""
    matches = search_focused(query.search_terms, _MATCHES, snapshot, query.focus)
    return matches, add_passages(rank_hits(matches, query.focus)[:TOP_K], snapshot)


def search(
    question: str, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> tuple[Query, Sequence[Hit]]:
    """Return the analysed question and the best hits, best first."""
    stats = snapshot.stats(until=at)
    query = parse_query(find_matter(question), at, snapshot, stats, analyzer)
    _, hits = retrieve(query, snapshot)
    return query, hits
