"""Multilingual stories: the news of some days or on a topic, asked for in another language."""

from datetime import date

from bot.answers.answer import Answer
from bot.answers.kinds.browse import answer_browse
from bot.answers.kinds.topic import answer_topic
from bot.answers.question.kind import QuestionKind
from bot.answers.question.multilingual.multilingual_query import parse_multilingual_query
from bot.answers.question.multilingual.time import find_multilingual_focus
from bot.answers.question.request import Request
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer


def answer_with_multilingual_stories(
    request: Request, at: date, snapshot: Snapshot, stats: IndexStats, analyzer: Analyzer
) -> Answer | None:
    """Return the stories that a request asks for; None where sentences have to answer."""
    focus, _ = find_multilingual_focus(request.asked, at, request.language)
    if request.way is QuestionKind.BROWSE:
        return answer_browse(request.matter, at, snapshot, stats, analyzer, focus)
    query = parse_multilingual_query(
        request.matter, at, snapshot, stats, analyzer, request.language
    )
    return answer_topic(request.matter, at, snapshot, stats, analyzer, query)
