"""Matching: which added articles answer which follows, each with its best quote."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from bot.answers.answer import Quote
from bot.answers.answerer import Answerer
from bot.answers.question.time_focus import search_focused
from bot.answers.ranking import rank_hits
from bot.answers.selection.sureness import SMALL_CORPUS
from bot.follows.arrivals import Arrivals
from bot.follows.arrived_terms import ArrivedTerms
from bot.follows.follow import Follow, Match
from bot.follows.follow_query import FollowQuery, read_follow
from bot.follows.novelty import leave_out_repetitions
from bot.follows.topic_quotes import find_topic_quotes
from bot.index.protocol import PassageRef, Snapshot

_MIN_PASSAGE = 0.6
"""The share of a question that the best passage of an article has before all are searched."""

_RANKED_HITS = 40

_MIN_CONFIDENCE = 0.8
"""Of an answer in which no words are marked as what was asked for, in a large corpus.

There, of the quotes with marked words five in six hold the answer, of all others one in three; in
a small one, what is not the matter itself is refused before.
"""

_MOST_QUOTES = 10
"""Of one follow at once: nobody reads more."""

_MOST_HITS = 300


def find_matches(
    follows: Iterable[Follow],
    arrivals: Arrivals,
    answerer: Answerer,
    at: date,
    earlier_quotes: Mapping[int, Sequence[Quote]] | None = None,
) -> list[Match]:
    """Return which of the new articles answer which follows, in the order of the follows.

    ``earlier_quotes``: by the id of a follow, what was sent for it of late: what says nothing new
    beside them is left out. Articles that say the same as a quote are its confirmations.
    Raise UnavailableError where the index cannot be read at the moment.
    """
    if not arrivals.new_ids:
        return []
    finder = _Finder(arrivals, answerer, at)
    earlier = earlier_quotes or {}
    matches: list[Match] = []
    for follow in follows:
        quotes = leave_out_repetitions(
            finder.find_quotes(follow), earlier.get(follow.id, ()), answerer.analyzer
        )
        matches += (Match(follow, quote) for quote in quotes[:_MOST_QUOTES])
    return matches


class _SingleCommit:
    """An index of one commit, so that all follows are compared with the same articles."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def snapshot(self) -> Snapshot:
        """Return the commit."""
        return self._snapshot


class _Finder:
    """Looks follows up in the new articles, whose terms are read once for all of them."""

    def __init__(self, arrivals: Arrivals, answerer: Answerer, at: date) -> None:
        self._snapshot = arrivals.snapshot
        self._new_ids = arrivals.new_ids
        self._answerer = answerer.with_index(_SingleCommit(arrivals.snapshot))
        self._analyzer = answerer.analyzer
        self._at = at

    def find_quotes(self, follow: Follow) -> list[Quote]:
        """Return the best quote of each new article that answers a follow, the best one first."""
        reading = read_follow(follow.topic, self._at, self._snapshot, self._analyzer, follow.reader)
        if reading is None:
            return []
        if reading.is_question:
            quotes = self._find_answers(follow, reading)
        else:
            quotes = list(
                find_topic_quotes(reading.query, self._openings, self._snapshot, self._analyzer)
            )
        return [quote for quote in quotes if _is_allowed(quote, reading)]

    def _find_answers(self, follow: Follow, reading: FollowQuery) -> list[Quote]:
        """Return the quote that answers a question, if it is of a new article."""
        if not self._may_answer(reading):
            return []
        answer = self._answerer.answer(follow.topic, self._at, reader=follow.reader)
        if answer.is_nearest or answer.missing_language or not answer.quotes:
            return []
        best = answer.quotes[0]
        is_sure = (
            best.highlight is not None
            or answer.confidence >= _MIN_CONFIDENCE
            or answer.stats.articles < SMALL_CORPUS
        )
        is_statement = not best.text.rstrip().endswith("?")
        return [best] if best.article.id in self._new_ids and is_sure and is_statement else []

    def _may_answer(self, reading: FollowQuery) -> bool:
        """Tell whether a new article has much of a question, and its passage is the best.

        That spares the answer to nine questions in ten, and loses one in twenty that it answers.
        """
        query = reading.query
        if self._passages.measure_coverage(query).max(initial=0.0) < _MIN_PASSAGE:
            return False
        hits = search_focused(query.search_terms, _RANKED_HITS, reading.snapshot, query.focus)
        best = rank_hits(hits, query.focus)[:1]
        return any(hit.passage.article.id in self._new_ids for hit in best)

    @cached_property
    def _refs(self) -> list[Sequence[PassageRef]]:
        return [*filter(None, self._snapshot.passage_refs(sorted(self._new_ids)))]

    @cached_property
    def _openings(self) -> ArrivedTerms:
        return ArrivedTerms.read([article_refs[0] for article_refs in self._refs])

    @cached_property
    def _passages(self) -> ArrivedTerms:
        return ArrivedTerms.read([ref for article_refs in self._refs for ref in article_refs])


def _is_allowed(quote: Quote, reading: FollowQuery) -> bool:
    """Tell whether an article has the language and whatever else a follow demands."""
    article = quote.article
    if reading.language and article.language_code != reading.language:
        return False
    if not reading.is_filtered:
        return True
    day, terms = article.published, reading.query.search_terms
    hits = reading.snapshot.search(terms, _MOST_HITS, since=day, until=day)
    return any(hit.passage.article.id == article.id for hit in hits)
