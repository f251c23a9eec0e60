"""Multilingual request: what a message in a language other than English asks for."""

from collections.abc import Sequence
from datetime import date

from bot.answers.question.kind import QuestionKind
from bot.answers.question.multilingual.kinds import classify_multilingual_question
from bot.answers.question.multilingual.reading import read_multilingual_question
from bot.answers.question.request import Request
from bot.language.analyzer import Analyzer
from bot.language.languages.language import Language

_FEWEST_TERMS = 1  # of a question that needs none of what was asked before


def read_multilingual_request(
    message: str,
    at: date,
    language: Language,
    analyzer: Analyzer,
    questions: Sequence[str] = (),
) -> Request:
    """Return what ``message`` asks for; ``questions`` were asked before, oldest first.

    A question that has no matter of its own, as "and when?", asks it of the matter before.
    """
    kind, matter = classify_multilingual_question(message, at, language, analyzer)
    request = Request(kind, kind, matter, message, language=language)
    if kind in (QuestionKind.TOPIC, QuestionKind.FACT, QuestionKind.WHY_HOW) and questions:
        reading = read_multilingual_question(message, at, language)
        # A question of nothing but words that ask keeps them.
        is_bare = bool(reading.asks) and reading.content == message
        content = "" if is_bare else reading.content
        asking_terms = {
            term for word in reading.optional for term in analyzer.terms(word, language.code)
        }
        terms = set(analyzer.terms(content, language.code)) - asking_terms
        if reading.asks and len(terms) < _FEWEST_TERMS:
            content_before = _take_over(
                questions[-1], at, language, with_time=not reading.focus.range
            )
            return Request(
                QuestionKind.FOLLOW_UP,
                QuestionKind.FACT,
                f"{content_before.strip()} {message}",
                message,
                language=language,
            )
    return request


def _take_over(question: str, at: date, language: Language, *, with_time: bool) -> str:
    """Return the matter of a question asked before, with the time that it names or without."""
    reading = read_multilingual_question(question, at, language)
    matter = reading.content
    for span in reading.time_spans if with_time else ():
        matter = matter[: span.start] + span.slice(question) + matter[span.end :]
    return matter
