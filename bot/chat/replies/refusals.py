"""Refusals: what the articles do not say, what is nearest, and what to try."""

from collections.abc import Sequence

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.articles.article import Article
from bot.chat.replies.credits import link_title
from bot.chat.replies.footers import ask_back, describe_coverage
from bot.chat.replies.headers import (
    write_corrections,
    write_language_note,
    write_no_articles,
    write_time_note,
)
from bot.chat.replies.text_lines import is_sendable, shorten_line
from bot.chat.rich_text import RichText, join_pieces
from bot.localization.current import format_day, gettext, isolate, join_names

_LONGEST_WORD = 40
_MOST_WORDS = 6


def refuse(answer: Answer, *, has_buttons: bool = False) -> RichText:
    """Return why there are no quotes, in words that help to ask again.

    ``has_buttons``: whether other readings of the question are buttons below the message.
    """
    if answer.stats.articles == 0:
        message = gettext(
            "I have no articles from {day} or earlier, so I cannot answer anything yet.\n"
            "To add some, put article files into the bot's corpus folder."
        )
        return RichText(message.format(day=format_day(answer.at)))
    reading = ask_back(answer, has_buttons=has_buttons)
    # Translators: {coverage} is as in "7 articles, from 7 January 2026 to 2 March 2026".
    search = gettext("I searched {coverage}.").format(coverage=describe_coverage(answer.stats))
    endings = [reading if reading.text else RichText(_advise(answer)), RichText(search)]
    if has_buttons and reading.text:
        endings.reverse()  # the questions are buttons below the message
    lines = (
        RichText(write_corrections(answer)),
        RichText(write_time_note(answer)),
        RichText(_write_reason(answer)),
        _name_closest(answer.closest) if answer.closest else RichText(),
        *endings,
    )
    return join_pieces(lines, "\n")


def _write_reason(answer: Answer) -> str:
    if answer.kind == QuestionKind.BROWSE:
        if answer.fit.nearest:
            return ""
        days = answer.fit.range
        return write_no_articles(days, answer.at) if days else gettext("I have no articles.")
    if answer.kind == QuestionKind.ARTICLE:
        return gettext("None of my articles has this address.")
    if answer.missing_language:
        return write_language_note(answer)
    words = _quote_words(answer.missing)
    last, asked = answer.stats.last, answer.fit.range
    if not words and last and asked and asked.first and asked.first > last:
        message = gettext("The articles end on {day}, before the days that you ask about.")
        return message.format(day=format_day(last))
    if not words:
        return gettext("I found no sentence in the articles that answers this.")
    # Translators: {words} is a list as in “gold”, “silver” or “price”.
    message = gettext("None of the articles mentions {words}.")
    return message.format(words=join_names(words, "or"))


def _quote_words(missing: Sequence[str]) -> list[str]:
    words = [shorten_line(word, _LONGEST_WORD) for word in missing]
    # Translators: a word or a question, in quotation marks.
    marks = gettext("“{words}”")
    words = [marks.format(words=isolate(word)) for word in dict.fromkeys(words) if word]
    if len(words) > _MOST_WORDS:
        # Translators: the last item of a list of words.
        return [*words[:_MOST_WORDS], gettext("other words of your question")]
    return words


def _name_closest(article: Article) -> RichText:
    """Return the closest article's title on a line of its own, so that it looks like no answer."""
    title = link_title(article)
    if not title.text or not is_sendable(title.text):
        return RichText()
    # Translators: the title of an article follows.
    message = gettext("The nearest I have, not an answer, is from {day}:")
    return RichText(message.format(day=format_day(article.published)) + "\n") + title


def _advise(answer: Answer) -> str:
    if answer.missing_language:
        return gettext("Ask in one of these languages, or for a name or number.")
    if answer.kind == QuestionKind.BROWSE:
        return gettext("Ask for other days, or for a topic.")
    if answer.kind == QuestionKind.ARTICLE:
        return gettext(
            "Only the admins can have me fetch it. Send me the words of its title, or what you "
            "want to know."
        )
    if answer.missing:
        return gettext("Check how it is spelt, or try other words for it.")
    return gettext("Try other words, or the name of a person, a place or a thing.")
