"""Footers: the lines below the quotes, each only where it says something."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from bot.answers.answer import Answer, DifferingValue, Quote
from bot.articles.article import Article
from bot.chat.replies.credits import list_further_sources, name_source
from bot.chat.replies.text_lines import format_days, is_sendable, shorten_line
from bot.chat.rich_text import RichText, format_entity, join_pieces
from bot.index.protocol import IndexStats
from bot.language.temporal.calendar import DayRange
from bot.language.wording import count_noun, format_day, format_day_range

_MOST_SOURCES = 5
_MOST_VALUES = 4
_LONGEST_VALUE = 60
_MOST_SUGGESTIONS = 3
_LONGEST_QUESTION = 200


def write_footer(answer: Answer, quotes: Sequence[Quote]) -> RichText:
    """Return the lines below ``quotes``: who says the same, who differs, and up to which day."""
    extras = join_pieces((_list_confirmations(quotes), list_values(answer)), "\n")
    return join_pieces((extras, ask_back(answer), RichText(_write_as_of(answer))), "\n\n")


def describe_coverage(stats: IndexStats) -> str:
    """Return the number of articles and their first and last day, without a full stop."""
    articles = count_noun("article", stats.articles)
    if stats.first is None or stats.last is None:
        return articles
    return f"{articles}, from {format_day_range(stats.first, stats.last)}"


def list_values(answer: Answer) -> RichText:
    """Return the values that sources disagree on, each with who gives it, and when."""
    values = [_credit_value(value, answer) for value in answer.differing_values[:_MOST_VALUES]]
    values = [value for value in values if value.text]
    if len(values) < 2:
        return RichText()
    return RichText("Sources differ: ") + join_pieces(values, ", ")


def ask_back(answer: Answer) -> RichText:
    """Return the other readings of the question, each a line that a tap copies."""
    questions = format_questions(answer.suggestions[:_MOST_SUGGESTIONS])
    return (
        join_pieces((RichText("Did you mean:"), questions), "\n") if questions.text else questions
    )


def format_questions(questions: Iterable[str]) -> RichText:
    """Return questions line by line; a tap on one copies it."""
    lines = (shorten_line(question, _LONGEST_QUESTION) for question in questions)
    return join_pieces((format_entity(line, "code") for line in lines if line), "\n")


def _list_confirmations(quotes: Sequence[Quote]) -> RichText:
    confirmations = (article for quote in quotes for article in quote.confirmations)
    articles = list_further_sources(confirmations, (quote.article for quote in quotes))
    if not articles:
        return RichText()
    names = join_pieces(map(name_source, articles[:_MOST_SOURCES]), ", ")
    surplus = len(articles) - _MOST_SOURCES
    return RichText("Also: ") + names + RichText(f" and {surplus:,} more" if surplus > 0 else "")


def _credit_value(value: DifferingValue, answer: Answer) -> RichText:
    text = shorten_line(value.text, _LONGEST_VALUE)
    if not text or not is_sendable(text):
        return RichText()
    article: Article = value.article
    day = format_days(article.published, article.published, answer.at)
    return RichText(f"{text} (") + name_source(article) + RichText(f", {day})")


def _write_as_of(answer: Answer) -> str:
    """Return the day of the newest article, where people may expect newer ones."""
    last, fit = answer.stats.last, answer.fit
    if last is None or fit.newest:
        return ""
    is_old = last < answer.at - timedelta(1)
    if not is_old and not (last < answer.at and fit.range and _includes_day(fit.range, answer)):
        return ""
    return f"As of {format_day(last)} · {count_noun('article', answer.stats.articles)}"


def _includes_day(days: DayRange, answer: Answer) -> bool:
    return (days.first or answer.at) <= answer.at <= (days.last or answer.at)
