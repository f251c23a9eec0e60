"""Local request: what a message in a language other than English asks for."""

from collections.abc import Sequence
from datetime import date

from bot.answers.question.kind import QuestionKind
from bot.answers.question.local.kinds import classify_local_question
from bot.answers.question.local.reading import read_local_question
from bot.answers.question.request import Request
from bot.language.analyzer import Analyzer
from bot.language.languages.language import Language

_FEWEST_TERMS = 1  # of a question that needs none of what was asked before


def read_local_request(
    message: str,
    at: date,
    language: Language,
    analyzer: Analyzer,
    questions: Sequence[str] = (),
) -> Request:
    """Return what ``message`` asks for; ``questions`` were asked before, oldest first.

    A question that has no matter of its own, as "and when?", asks it of the matter before.
    """
    kind, matter = classify_local_question(message, at, language, analyzer)
    request = Request(kind, kind, matter, message, language=language)
    if kind in (QuestionKind.TOPIC, QuestionKind.FACT, QuestionKind.WHY_HOW) and questions:
        reading = read_local_question(message, at, language)
        content = reading.content if reading.asks else message
        terms = {term for _, terms in analyzer.words(content, language.code) for term in terms}
        if reading.asks and len(terms) < _FEWEST_TERMS:
            before = read_local_question(questions[-1], at, language).content
            return Request(
                QuestionKind.FOLLOW_UP,
                QuestionKind.FACT,
                f"{before.strip()} {message}",
                message,
                language=language,
            )
    return request
