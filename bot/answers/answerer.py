"""Answerer: from a question to its answer, by one rule for a corpus of any size."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Self

from bot.answers.answer import Answer, DifferingValue, Quote, Turn
from bot.answers.arrays import Float32Array
from bot.answers.features.sentence_features import COLUMNS
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.kinds.article_address import answer_address, cut_addresses, is_address
from bot.answers.kinds.browse import answer_browse
from bot.answers.kinds.courtesy import UNSEARCHED_KINDS, answer_politely
from bot.answers.kinds.fact import find_differing_values, find_highlight
from bot.answers.kinds.multilingual_highlight import find_multilingual_highlight
from bot.answers.kinds.multilingual_stories import answer_with_multilingual_stories
from bot.answers.kinds.topic import answer_topic
from bot.answers.question.bounds import bound_question
from bot.answers.question.filters.filtered_snapshot import filter_snapshot
from bot.answers.question.filters.language_preference import prefer_language
from bot.answers.question.kind import QuestionKind
from bot.answers.question.language_rules import (
    read_request_by_language,
)
from bot.answers.question.query_parser import parse_query
from bot.answers.question.request import Request
from bot.answers.ranking import assess_fit, reorder_quotes
from bot.answers.ranking_trees import RankingTrees
from bot.answers.search_result import SearchResult
from bot.answers.selection.reply_quotes import make_quotes, split_multilingual_quotes, split_quotes
from bot.answers.selection.selector import Selection
from bot.answers.selection.sureness import (
    find_closest,
)
from bot.answers.trace import AnswerTrace
from bot.answers.tracer import Tracer
from bot.answers.verification.verification import Verification
from bot.answers.verification.verifier import verify_text
from bot.answers.views.context_window import ContextWindow, read_context
from bot.answers.views.sentence_survey import survey_sentences
from bot.answers.views.story_survey import survey_stories
from bot.answers.views.survey import Survey
from bot.answers.views.tellings import tell_story
from bot.index.protocol import Index, IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.invisible import remove_invisible
from bot.language.languages.lookup import ENGLISH
from bot.language.span import Span

_StoryWay = Callable[[str, date, Snapshot, IndexStats, Analyzer], Answer | None]
_STORY_KINDS: dict[QuestionKind, _StoryWay] = {
    QuestionKind.BROWSE: answer_browse,
    QuestionKind.TOPIC: answer_topic,
}


class Answerer:
    """Answer questions with sentences of the passages in ``index``."""

    def __init__(self, index: Index, analyzer: Analyzer) -> None:
        self._index = index
        self._analyzer = analyzer
        self._tracer = Tracer(analyzer)

    @property
    def analyzer(self) -> Analyzer:
        """Return what questions are analysed with."""
        return self._analyzer

    def with_index(self, index: Index) -> Self:
        """Return the same for another index, without reading again what was learned."""
        answerer = copy(self)
        answerer._index = index
        return answerer

    def with_trees(self, trees: RankingTrees) -> Self:
        """Return the same with other ranking functions."""
        answerer = copy(self)
        answerer._tracer = self._tracer.with_trees(trees)
        return answerer

    def with_multilingual_ranking(self) -> Self:
        """Return the same that ranks English like any other language, to learn from it."""
        answerer = copy(self)
        answerer._tracer = self._tracer.with_multilingual_ranking()
        return answerer

    def score_sentences(self, features: Float32Array) -> Float32Array:
        """Return the learned score of each row of features."""
        return self._tracer.score_sentences(features)

    def answer(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> Answer:
        """Return quotes, best first, from articles published up to the day ``at``.

        ``context``: what was asked and answered before, oldest first. ``reader``: the tag of the
        language that whoever asks reads, which helps to tell that of the question.
        Raise UnavailableError where the index cannot be read at the moment.
        """
        return self._search(question, at, context, reader).answer

    def survey(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> Survey:
        """Return the answer with what there is on the same matter, by day and by source.

        It is from all days up to ``at``, whichever the question names. Arguments and errors are
        those of ``answer``.
        """
        result = self._search(question, at, context, reader)
        if not result.answer.quotes or result.answer.kind is QuestionKind.ARTICLE:
            return Survey(result.answer)
        if result.trace is None:
            return survey_stories(result, self._analyzer)
        return survey_sentences(result.answer, result.trace, result.snapshot, self._analyzer)

    def read_context(self, article_id: str, span: Span, shift: int = 0) -> ContextWindow | None:
        """Return the sentences around a quote, or those some windows before or after them."""
        return read_context(article_id, span, shift, self._index.snapshot())

    def tell_story(self, lead: Quote) -> tuple[Quote, ...]:
        """Return the lead of a story, and the sentence that leads each of its other tellings."""
        return tell_story(lead, self._index.snapshot(), self._analyzer)

    def verify(self, text: str, at: date) -> Verification:
        """Return whether the sentences of ``text`` are in articles published up to ``at``."""
        return verify_text(text, self._index.snapshot(), self._analyzer, at)

    def _search(
        self, question: str, at: date, context: Sequence[Turn], reader: str
    ) -> SearchResult:
        snapshot = self._index.snapshot()
        question = remove_invisible(question)
        if is_address(question):
            answer = answer_address(question, at, snapshot, self._analyzer)
            request = Request(answer.kind, answer.kind, question, question)
            return SearchResult(answer, request, snapshot)
        request = read_request_by_language(
            cut_addresses(bound_question(question)), at, context, snapshot, self._analyzer, reader
        )
        if request.kind in UNSEARCHED_KINDS:
            answer = answer_politely(question, at, request.kind, snapshot.stats(until=at))
            return SearchResult(replace(answer, language=request.language.code), request, snapshot)
        snapshot = self._filter(snapshot, request, at)
        stories = self._answer_with_stories(request, at, snapshot)
        if stories is not None:
            answer = replace(stories, question=question, language=request.language.code)
            return SearchResult(answer, request, snapshot)
        trace = self._tracer.trace(request, at, snapshot)
        if trace.corrections:
            corrected = replace(request, matter=trace.query.question)
            stories = self._answer_with_stories(corrected, at, snapshot)
            if stories is not None:
                answer = replace(stories, question=question, corrections=trace.corrections)
                return SearchResult(answer, corrected, snapshot)
        return SearchResult(
            self._answer_with_sentences(question, request, trace), request, snapshot, trace
        )

    def _answer_with_sentences(self, question: str, request: Request, trace: AnswerTrace) -> Answer:
        selection, focus = trace.selection, trace.query.focus
        quotes: tuple[Quote, ...] = ()
        more: tuple[Quote, ...] = ()
        differing_values: tuple[DifferingValue, ...] = ()
        if selection and trace.pool and trace.is_sure:
            highlight, differing_values = self._mark_answer(trace.pool, selection)
            quotes = make_quotes(selection.choice, highlight)
            quotes = reorder_quotes(quotes, trace.retrieval.matches, focus)
            coverage = selection.quotables.features[:, COLUMNS.index("coverage_with_title")]
            if request.language is ENGLISH:
                quotes, more = split_quotes(
                    quotes, selection.choice, coverage, trace.query.question
                )
            else:
                quotes, more = split_multilingual_quotes(quotes)
        return Answer(
            question,
            trace.query.at,
            quotes,
            trace.query.missing_phrases,
            trace.stats,
            confidence=selection.confidence if selection else 0.0,
            closest=None if quotes or not trace.pool else find_closest(trace.pool),
            fit=assess_fit(quotes, focus, trace.stats.last, trace.retrieval.matches),
            kind=request.shown_kind,
            more=more,
            corrections=trace.corrections,
            suggestions=trace.suggestions,
            differing_values=differing_values,
            is_nearest=bool(quotes) and trace.is_nearest,
            language=request.language.code,
            missing_language=bool(trace.other_languages),
            languages=trace.other_languages,
        )

    def _answer_with_stories(self, request: Request, at: date, snapshot: Snapshot) -> Answer | None:
        """Return the stories of some days or on a topic; None where sentences have to answer."""
        way = _STORY_KINDS.get(request.way)
        if way is None:
            return None
        stats = snapshot.stats(until=at)
        if request.language is not ENGLISH:
            return answer_with_multilingual_stories(request, at, snapshot, stats, self._analyzer)
        return way(request.matter, at, snapshot, stats, self._analyzer)

    def trace(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> AnswerTrace:
        """Return how the answer to ``question`` comes about, from one snapshot of the index."""
        snapshot = self._index.snapshot()
        request = read_request_by_language(
            cut_addresses(bound_question(question)), at, context, snapshot, self._analyzer, reader
        )
        return self._tracer.trace(request, at, self._filter(snapshot, request, at))

    def _filter(self, snapshot: Snapshot, request: Request, at: date) -> Snapshot:
        """Return what the operators and the sources that a request names leave of a snapshot."""
        snapshot = prefer_language(snapshot, request.language, at)
        if not request.filters:
            return snapshot
        stats = snapshot.stats(until=at)
        query = parse_query(request.matter, at, snapshot, stats, self._analyzer)
        return filter_snapshot(snapshot, request.filters, query, self._analyzer)

    def _mark_answer(
        self, pool: SentencePool, selection: Selection
    ) -> tuple[Span | None, tuple[DifferingValue, ...]]:
        """Return the answer in the first quote, and the values on which articles differ."""
        opening, candidates = selection.opening, selection.candidates
        if opening is None:
            return None, ()
        if pool.query.language is not ENGLISH:
            return find_multilingual_highlight(opening.window, pool, self._analyzer), ()
        return find_highlight(
            opening, candidates, pool, self._analyzer, selection.confidence
        ), find_differing_values(
            opening, candidates, selection.candidate_scores, pool, self._analyzer
        )

    def snapshot(self) -> Snapshot:
        """Return what is searched, as it is now."""
        return self._index.snapshot()

    def stats(self, until: date | None = None) -> IndexStats:
        """Return counts of what is searched, up to the day ``until``."""
        return self._index.snapshot().stats(until=until)
