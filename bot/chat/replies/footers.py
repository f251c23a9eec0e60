"""Footers: the lines below the quotes, each only where it says something."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from bot.answers.answer import Answer, DifferingValue, Quote
from bot.articles.article import Article
from bot.chat.replies.credits import isolate_piece, list_further_sources, name_source
from bot.chat.replies.keyboards.question_label import make_question_label
from bot.chat.replies.text_lines import format_days, is_sendable, shorten_line
from bot.chat.rich_text import RichText, fill_template, format_entity, join_pieces
from bot.index.protocol import IndexStats
from bot.language.temporal.calendar import DayRange
from bot.localization.current import (
    format_count,
    format_day,
    format_number,
    get_localizer,
    gettext,
    isolate,
    ngettext,
)

_MOST_SOURCES = 5
_MOST_VALUES = 4
_LONGEST_VALUE = 60
_MOST_SUGGESTIONS = 3
_LONGEST_QUESTION = 200


def write_footer(answer: Answer, quotes: Sequence[Quote], *, has_buttons: bool = False) -> RichText:
    """Return the lines below ``quotes``: who says the same, who differs, and up to which day."""
    extras = join_pieces((list_confirmations(quotes), list_values(answer)), "\n")
    endings = [ask_back(answer, has_buttons=has_buttons), RichText(_write_as_of(answer))]
    if has_buttons:
        endings.reverse()  # the questions are buttons below the message
    return join_pieces((extras, *endings), "\n\n")


def describe_coverage(stats: IndexStats) -> str:
    """Return the number of articles and their first and last day, without a full stop."""
    count = stats.articles
    if stats.first is None or stats.last is None:
        return format_count("{count} article", "{count} articles", count)
    if stats.first == stats.last:
        # Translators: what is searched. It stands alone, or for {coverage} in another message.
        message = ngettext("{count} article, from {day}", "{count} articles, from {day}", count)
        return message.format(count=format_number(count), day=format_day(stats.first))
    # Translators: what is searched. It stands alone, or for {coverage} in another message.
    message = ngettext(
        "{count} article, from {first} to {last}", "{count} articles, from {first} to {last}", count
    )
    first, last = format_day(stats.first), format_day(stats.last)
    return message.format(count=format_number(count), first=first, last=last)


def list_values(answer: Answer) -> RichText:
    """Return the values that sources disagree on, each with who gives it, and when."""
    values = [_credit_value(value, answer) for value in answer.differing_values[:_MOST_VALUES]]
    values = [value for value in values if value.text]
    if len(values) < 2:
        return RichText()
    # Translators: {values} are numbers or names, each with its source and day in brackets.
    message = gettext("Sources differ: {values}")
    return fill_template(message, values=join_pieces(values, get_localizer().list_separator))


def ask_back(answer: Answer, *, has_buttons: bool = False) -> RichText:
    """Return the other readings of the question, each a line that a tap copies, or a button."""
    if has_buttons and any(map(make_question_label, answer.suggestions)):
        return RichText(gettext("Did you mean:"))
    questions = format_questions(answer.suggestions[:_MOST_SUGGESTIONS])
    if not questions.text:
        return questions
    # Translators: questions follow, one on each line.
    return join_pieces((RichText(gettext("Did you mean:")), questions), "\n")


def format_questions(questions: Iterable[str]) -> RichText:
    """Return questions line by line; a tap on one copies it."""
    lines = (shorten_line(question, _LONGEST_QUESTION) for question in questions)
    return join_pieces((format_entity(line, "code") for line in lines if line), "\n")


def list_confirmations(quotes: Sequence[Quote]) -> RichText:
    """Return the other sources that say the same as ``quotes``, each linked, empty without any."""
    confirmations = (article for quote in quotes for article in quote.confirmations)
    articles = list_further_sources(confirmations, (quote.article for quote in quotes))
    if not articles:
        return RichText()
    links = (isolate_piece(name_source(article)) for article in articles[:_MOST_SOURCES])
    sources = join_pieces(links, get_localizer().list_separator)
    surplus = len(articles) - _MOST_SOURCES
    if surplus <= 0:
        # Translators: other sources that say the same as a quotation.
        return fill_template(gettext("Also: {sources}"), sources=sources)
    # Translators: other sources that say the same as a quotation.
    message = ngettext(
        "Also: {sources} and {count} more", "Also: {sources} and {count} more", surplus
    )
    return fill_template(message, sources=sources, count=RichText(format_number(surplus)))


def _credit_value(value: DifferingValue, answer: Answer) -> RichText:
    text = shorten_line(value.text, _LONGEST_VALUE)
    if not text or not is_sendable(text):
        return RichText()
    article: Article = value.article
    day = format_days(article.published, article.published, answer.at)
    # Translators: a number or a name, who gives it, and when.
    return fill_template(
        gettext("{value} ({source}, {day})"),
        value=RichText(isolate(text)),
        source=isolate_piece(name_source(article)),
        day=RichText(day),
    )


def _write_as_of(answer: Answer) -> str:
    """Return the day of the newest article, where people may expect newer ones."""
    last, fit = answer.stats.last, answer.fit
    if last is None or fit.newest:
        return ""
    is_old = last < answer.at - timedelta(1)
    if not is_old and not (last < answer.at and fit.range and _includes_day(fit.range, answer)):
        return ""
    count = answer.stats.articles
    # Translators: {day} is the day of the newest article.
    message = ngettext("As of {day} · {count} article", "As of {day} · {count} articles", count)
    return message.format(day=format_day(last), count=format_number(count))


def _includes_day(days: DayRange, answer: Answer) -> bool:
    return (days.first or answer.at) <= answer.at <= (days.last or answer.at)
