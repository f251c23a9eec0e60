"""Matching: which added articles answer which follows, each with its best quote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

import numpy as np

from bot.answers.answer import Quote
from bot.answers.answerer import Answerer
from bot.answers.stories.genres import judge_news
from bot.answers.stories.openings import read_openings
from bot.answers.stories.topic_coverage import measure_topic_coverage
from bot.follows.arrivals import Arrivals
from bot.follows.arrived_terms import ArrivedTerms
from bot.follows.follow import Follow, Match
from bot.follows.follow_query import FollowQuery, read_follow
from bot.follows.novelty import leave_out_repetitions
from bot.follows.topic_quotes import quote_topic
from bot.index.protocol import PassageRef, Snapshot

# Higher than for an answer to the topic: nobody asked at this moment, and what is missing of
# "North Korea missiles" makes it other news.
_MIN_COVERAGE = 0.85
_MIN_MENTIONS, _MIN_MENTIONS_OF_ONE_WORD = 2, 3

# The share of a question that the best passage of an article has to have before a search.
_MIN_PASSAGE = 0.6

_MOST_QUOTES = 10
"""Of one follow at once: whoever follows so wide a topic reads no more of them."""


def find_matches(
    follows: Iterable[Follow],
    arrivals: Arrivals,
    answerer: Answerer,
    at: date,
    earlier_quotes: Mapping[int, Sequence[Quote]] | None = None,
) -> list[Match]:
    """Return which of the new articles answer which follows, in the order of the follows.

    ``earlier_quotes``: by the id of a follow, what was sent for it of late: what says nothing new
    beside them is left out. Articles that say the same as the quote are its confirmations.
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


class _FixedIndex:
    """An index of a single commit."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def snapshot(self) -> Snapshot:
        return self._snapshot


class _Finder:
    """Looks follows up in what was added; what they have in common is computed once."""

    def __init__(self, arrivals: Arrivals, answerer: Answerer, at: date) -> None:
        self._snapshot = arrivals.snapshot
        self._new_ids = arrivals.new_ids
        self._answerer = answerer.with_index(_FixedIndex(arrivals.snapshot))
        self._analyzer = answerer.analyzer
        self._at = at

    def find_quotes(self, follow: Follow) -> list[Quote]:
        """Return the best quote of each new article that answers a follow, the best one first."""
        reading = read_follow(
            follow.topic, self._at, self._snapshot, self._analyzer, follow.reader
        )
        if reading is None:
            return []
        if reading.is_question:
            quotes = self._find_answers(follow, reading)
        else:
            quotes = list(self._find_topic(reading))
        return [quote for quote in quotes if self._is_allowed(quote, reading)]

    def _find_topic(self, reading: FollowQuery) -> Iterator[Quote]:
        """Yield a quote of each article that is about a topic."""
        terms, query = self._opening_terms, reading.query
        candidates = np.flatnonzero(terms.measure_coverage(query) >= _MIN_COVERAGE)
        if not len(candidates):
            return
        refs = [terms.refs[number] for number in candidates.tolist()]
        coverage = measure_topic_coverage(read_openings(refs), query)
        min_mentions = (
            _MIN_MENTIONS
            if sum(not word.is_temporal for word in query.words) > 1
            else _MIN_MENTIONS_OF_ONE_WORD
        )
        is_about = (coverage.openings >= _MIN_COVERAGE) & (coverage.titles > 0)
        is_about |= (coverage.first >= _MIN_COVERAGE) & (coverage.mentions >= min_mentions)
        values = np.where(is_about, coverage.titles + coverage.openings, 0.0)
        for number in np.argsort(-values, kind="stable").tolist():
            if values[number] <= 0:
                return
            article = refs[number].passage.article
            if judge_news(article) < -1.0: continue
            quote = quote_topic(article, self._snapshot, query, self._analyzer, _MIN_COVERAGE)
            if quote is not None:
                yield quote

    def _find_answers(self, follow: Follow, reading: FollowQuery) -> list[Quote]:
        """Return the quote that answers a question, if it is of a new article."""
        if self._passage_terms.measure_coverage(reading.query).max(initial=0.0) < _MIN_PASSAGE:
            return []
        answer = self._answerer.answer(follow.topic, self._at, reader=follow.reader)
        if answer.is_nearest or answer.missing_language or not answer.quotes:
            return []
        best = answer.quotes[0]
        return [best] if best.article.id in self._new_ids else []

    def _is_allowed(self, quote: Quote, reading: FollowQuery) -> bool:
        """Tell whether an article has the language and what else a follow demands."""
        article = quote.article
        if reading.language and article.language_code != reading.language:
            return False
        if not reading.is_filtered:
            return True
        openings = reading.snapshot.openings(
            len(self._new_ids), since=article.published, until=article.published
        )
        return article.id in {ref.passage.article.id for ref in openings}

    @cached_property
    def _passage_terms(self) -> ArrivedTerms:
        return ArrivedTerms.read(self._passages)

    @cached_property
    def _opening_terms(self) -> ArrivedTerms:
        return ArrivedTerms.read([ref for ref in self._openings])

    @cached_property
    def _passages(self) -> list[PassageRef]:
        return [ref for id_ in sorted(self._new_ids) for ref in self._snapshot.passage_refs(id_)]

    @cached_property
    def _openings(self) -> list[PassageRef]:
        refs = (self._snapshot.passage_refs(id_) for id_ in sorted(self._new_ids))
        return [article_refs[0] for article_refs in refs if article_refs]
