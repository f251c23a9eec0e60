"""Timeless: a sentence of an article without the words that only say when."""

from datetime import date

from bot.answers.question.lexicons import is_common_word
from bot.answers.question.multilingual.phrases import cut
from bot.answers.question.multilingual.reading import read_multilingual_question
from bot.language.languages.identification import identify_question
from bot.language.languages.lookup import ENGLISH
from bot.language.temporal.resolve import resolve_question


def remove_times(text: str, at: date) -> str:
    """Return ``text`` without times such as "on Sunday", which count from its article's day."""
    language = identify_question(text, {}, "", is_common_word)
    if language is ENGLISH:
        spans = resolve_question(text, at).spans
    else:
        spans = read_multilingual_question(text, at, language).time_spans
    return " ".join(cut(text, spans).split())
