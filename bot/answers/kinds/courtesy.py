"""Courtesy: messages that ask nothing of the articles, so that none is searched."""

from datetime import date

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.index.protocol import IndexStats

UNSEARCHED_KINDS = frozenset({QuestionKind.COURTESY, QuestionKind.ABOUT_BOT, QuestionKind.EMPTY})
"""Kinds that are answered without a search: neither with quotes nor with a refusal."""


def answer_politely(message: str, at: date, kind: QuestionKind, stats: IndexStats) -> Answer:
    """Return an answer of one of ``UNSEARCHED_KINDS``: its kind says all."""
    return Answer(message, at, (), (), stats, kind=kind)
