"""Refusal reasons: why an answer has no quotes, as a few words that can be counted."""

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.answers.kinds.courtesy import UNSEARCHED_KINDS
from bot.answers.question.kind import QuestionKind

if TYPE_CHECKING:
    from bot.answers.answer import Answer


class RefusalReason(StrEnum):
    """Why a question was refused; the replies say the same in sentences."""

    NO_ARTICLES = "no_articles"
    NO_ARTICLE_OF_DAYS = "no_article_of_days"
    UNKNOWN_ADDRESS = "unknown_address"
    OTHER_LANGUAGE = "other_language"
    UNKNOWN_WORDS = "unknown_words"
    AFTER_NEWEST = "after_newest"
    NO_SENTENCE = "no_sentence"


def find_refusal_reason(answer: "Answer") -> RefusalReason | None:
    """Return why an answer has no quotes; None where it has some or needs none."""
    if answer.quotes or answer.kind in UNSEARCHED_KINDS:
        return None
    if answer.stats.articles == 0:
        return RefusalReason.NO_ARTICLES
    if answer.kind == QuestionKind.BROWSE:
        return RefusalReason.NO_ARTICLE_OF_DAYS
    if answer.kind == QuestionKind.ARTICLE:
        return RefusalReason.UNKNOWN_ADDRESS
    if answer.missing_language:
        return RefusalReason.OTHER_LANGUAGE
    if answer.missing:
        return RefusalReason.UNKNOWN_WORDS
    days, last = answer.fit.range, answer.stats.last
    if last and days and days.first and days.first > last:
        return RefusalReason.AFTER_NEWEST
    return RefusalReason.NO_SENTENCE
