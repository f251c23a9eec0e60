"""Language rules: reads a question by the rules of its language."""

from collections.abc import Sequence
from datetime import date

from bot.answers.answer import Turn
from bot.answers.question.bounds import bound_question
from bot.answers.question.lexicons import is_common_word
from bot.answers.question.multilingual.multilingual_query import (
    parse_multilingual_query,
)
from bot.answers.question.multilingual.multilingual_request import read_multilingual_request
from bot.answers.question.multilingual.names import keep_names
from bot.answers.question.query import Query
from bot.answers.question.query_parser import parse_query
from bot.answers.question.request import Request, read_request
from bot.answers.question.spelling.question_reading import QuestionReading
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.identification import identify_question
from bot.language.languages.lookup import ENGLISH


def read_request_by_language(
    question: str,
    at: date,
    context: Sequence[Turn],
    snapshot: Snapshot,
    analyzer: Analyzer,
    reader: str = "",
) -> Request:
    """Return what ``question`` asks for, read with what was asked and answered before.

    ``reader``: the tag of the language that whoever asks reads.
    """
    question = bound_question(question)
    languages = snapshot.languages(until=at)
    language = identify_question(question, languages, reader, is_common_word)
    questions = [bound_question(turn.question) for turn in context]
    if language is not ENGLISH:
        return read_multilingual_request(question, at, language, analyzer, questions)
    highlights = (
        quote.highlight.slice(quote.article.text)
        for turn in context[-1:]
        for quote in turn.quotes[:1]
        if quote.highlight
    )
    return read_request(
        question, at, lambda: snapshot.sources(until=at), questions, tuple(highlights)
    )


def parse_query_by_language(
    reading: QuestionReading,
    request: Request,
    at: date,
    snapshot: Snapshot,
    stats: IndexStats,
    analyzer: Analyzer,
) -> tuple[Query, tuple[str, ...]]:
    """Return the query, and the articles' languages where none is the question's.

    Then only names and numbers are searched for, which all languages share.
    """
    if request.language is not ENGLISH:
        query = parse_multilingual_query(
            request.matter, at, snapshot, stats, analyzer, request.language
        )
    else:
        asked_text = request.asked if request.asked != request.matter else reading.question
        query = parse_query(
            reading.question,
            at,
            snapshot,
            stats,
            analyzer,
            asked=asked_text,
            either=request.either,
        )
    languages = snapshot.languages(until=at)
    if not languages or request.language.code in languages:
        return query, ()
    names = keep_names(query, at, snapshot, stats, analyzer, [*languages])
    return names, tuple(languages)
