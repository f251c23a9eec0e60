"""Tracer: searches for a question, and ranks and judges the sentences that may answer it."""

from copy import copy
from dataclasses import replace
from datetime import date
from typing import Self

from bot.answers.arrays import Float32Array
from bot.answers.data import MULTILINGUAL_DATA
from bot.answers.features.sentence_pool import SentencePool, pool_sentences
from bot.answers.kinds import fact, who_is, why_how, yes_no
from bot.answers.question.language_rules import parse_query_by_language
from bot.answers.question.request import Request
from bot.answers.question.spelling.question_reading import QuestionReading, choose_reading
from bot.answers.question.spelling.readings import find_readings
from bot.answers.ranking_trees import RankingTrees
from bot.answers.retrieval import retrieve
from bot.answers.selection.multilingual_confidence import (
    load_multilingual_confidence,
    measure_coverage,
)
from bot.answers.selection.selector import Selection, Selector
from bot.answers.selection.sureness import (
    FEW_ARTICLES,
    MIN_COVERAGE,
    SMALL_CORPUS,
    has_whole_answer,
    is_answered,
)
from bot.answers.trace import AnswerTrace
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import ENGLISH

_PREFERENCES = {
    "why": why_how.WHY,
    "how": why_how.HOW,
    "who_is": who_is.PREFERENCE,
    "yes_no": yes_no.PREFERENCE,
    "open": fact.PREFERENCE,
    "how_much": fact.PREFERENCE,
    "bare": fact.KEYWORDS,
}


class Tracer:
    """Find, rank and judge the sentences that may answer a request."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._selector = Selector()
        self._multilingual_selector = Selector(MULTILINGUAL_DATA)
        self._multilingual_confidence = load_multilingual_confidence(MULTILINGUAL_DATA)

    def with_trees(self, trees: RankingTrees) -> Self:
        """Return the same with other ranking functions."""
        tracer = copy(self)
        tracer._selector = self._selector.with_trees(trees)
        return tracer

    def with_multilingual_ranking(self) -> Self:
        """Return the same that ranks English like any other language, to learn from it."""
        tracer = copy(self)
        tracer._selector = self._multilingual_selector
        return tracer

    def score_sentences(self, features: Float32Array) -> Float32Array:
        """Return the learned score of each row of features."""
        return self._selector.score_sentences(features)

    def trace(self, request: Request, at: date, snapshot: Snapshot) -> AnswerTrace:
        """Return what the best reading of a request comes to, from articles up to ``at``."""
        stats = snapshot.stats(until=at)
        if request.language is not ENGLISH:
            return self._trace_reading(
                QuestionReading(request.matter), request, at, snapshot, stats
            )
        readings = find_readings(request.matter, at, snapshot, stats, self._analyzer)
        traces = [
            self._trace_reading(reading, request, at, snapshot, stats) for reading in readings
        ]
        best = choose_reading(
            readings, [trace.selection.confidence if trace.selection else 0.0 for trace in traces]
        )
        return replace(
            traces[best],
            corrections=readings[best].corrections,
            suggestions=tuple(
                reading.question
                for number, (reading, trace) in enumerate(zip(readings, traces, strict=True))
                if number != best and reading.corrections and trace.is_sure
            ),
        )

    def _trace_reading(
        self,
        reading: QuestionReading,
        request: Request,
        at: date,
        snapshot: Snapshot,
        stats: IndexStats,
    ) -> AnswerTrace:
        query, other_languages = parse_query_by_language(
            reading, request, at, snapshot, stats, self._analyzer
        )
        retrieval = retrieve(query, snapshot)
        if not retrieval.hits:
            return AnswerTrace(query, stats, retrieval, other_languages=other_languages)
        pool = pool_sentences(query, retrieval.hits)
        preference = _PREFERENCES[query.analysis.opening]
        selector = self._selector if query.language is ENGLISH else self._multilingual_selector
        selection = selector.select(pool, snapshot, preference)
        trace = AnswerTrace(
            query, stats, retrieval, pool, selection, other_languages=other_languages
        )
        if other_languages:
            is_named = float(pool.coverage_passage.max(initial=0.0)) >= MIN_COVERAGE
            return replace(trace, is_sure=is_named, is_nearest=True)
        in_language = snapshot.languages(until=at).get(query.language.code, 0)
        if query.language is not ENGLISH and in_language < SMALL_CORPUS:
            return self._judge_by_coverage(trace, pool, selection)
        is_nearest = (
            pool.article_count >= FEW_ARTICLES
            and selection.confidence < selector.confidence.nearest
            and not has_whole_answer(pool, stats)
        )
        is_sure = is_answered(pool, stats, selection.confidence, selector.confidence.threshold)
        return replace(trace, is_sure=is_sure, is_nearest=is_nearest)

    def _judge_by_coverage(
        self, trace: AnswerTrace, pool: SentencePool, selection: Selection
    ) -> AnswerTrace:
        """Return the trace with a confidence that was not learned from large English corpora."""
        coverage = measure_coverage(pool)
        confidence = self._multilingual_confidence.estimate(coverage)
        is_sure = confidence >= self._multilingual_confidence.threshold
        is_nearest = not is_sure and (
            pool.query.has_known_figure
            or self._multilingual_confidence.has_nearest(coverage, confidence)
        )
        return replace(
            trace,
            selection=replace(selection, confidence=confidence),
            is_sure=is_sure or is_nearest,
            is_nearest=is_nearest,
        )
