"""Refusals: what the articles do not say, what is nearest, and what to try."""

from collections.abc import Sequence

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.articles.article import Article
from bot.chat.replies.credits import link_title
from bot.chat.replies.footers import ask_back, describe_coverage
from bot.chat.replies.headers import write_corrections, write_time_note
from bot.chat.replies.text_lines import format_range, is_sendable, list_words, shorten_line
from bot.chat.rich_text import RichText, join_pieces
from bot.language.wording import format_day

_LONGEST_WORD = 40
_MOST_WORDS = 6


def refuse(answer: Answer) -> RichText:
    """Return why there are no quotes, in words that help to ask again."""
    if answer.stats.articles == 0:
        return RichText(
            f"I have no articles from {format_day(answer.at)} or earlier, so I cannot answer "
            "anything yet.\nTo add some, put article files into the bot's corpus folder."
        )
    reading = ask_back(answer)
    lines = (
        RichText(write_corrections(answer)),
        RichText(write_time_note(answer)),
        RichText(_write_reason(answer)),
        _name_closest(answer.closest) if answer.closest else RichText(),
        reading if reading.text else RichText(_advise(answer)),
        RichText(f"I searched {describe_coverage(answer.stats)}."),
    )
    return join_pieces(lines, "\n")


def _write_reason(answer: Answer) -> str:
    if answer.kind == QuestionKind.BROWSE:
        days = f" {format_range(answer.fit.range, answer.at)}" if answer.fit.range else ""
        return f"I have no articles{days}." if not answer.fit.nearest else ""
    words = _quote_words(answer.missing)
    last, asked = answer.stats.last, answer.fit.range
    if not words and last and asked and asked.first and asked.first > last:
        return f"The articles end on {format_day(last)}, before the days that you ask about."
    if not words:
        return "I found no sentence in the articles that answers this."
    return f"None of the articles mentions {list_words(words, 'or')}."


def _quote_words(missing: Sequence[str]) -> list[str]:
    words = [shorten_line(word, _LONGEST_WORD) for word in missing]
    words = list(dict.fromkeys(f"“{word}”" for word in words if word))
    if len(words) > _MOST_WORDS:
        return [*words[:_MOST_WORDS], "other words of your question"]
    return words


def _name_closest(article: Article) -> RichText:
    """Return the closest article's title on a line of its own, so that it looks like no answer."""
    title = link_title(article)
    if not title.text or not is_sendable(title.text):
        return RichText()
    day = format_day(article.published)
    return RichText(f"The nearest I have, not an answer, is from {day}:\n") + title


def _advise(answer: Answer) -> str:
    if answer.kind == QuestionKind.BROWSE:
        return "Ask for other days, or for a topic."
    if answer.missing:
        return "Check how it is spelt, or try other words for it."
    return "Try other words, or the name of a person, a place or a thing."
