"""Headers: the line above the quotes that says how they differ from what was asked."""

from datetime import date

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.chat.replies.text_lines import format_days, shorten_line
from bot.language.temporal.calendar import DayRange
from bot.localization.current import (
    format_day,
    gettext,
    isolate,
    join_names,
    name_language,
)

_LONGEST_WORD = 40
_MOST_CORRECTIONS = 4
_MOST_LANGUAGES = 8


def write_header(answer: Answer) -> str:
    """Return a line on corrected words, on days without articles, and on how near the rest is.

    Empty where the quotes answer what was asked as it was asked.
    """
    parts = (write_corrections(answer), write_time_note(answer))
    line = " ".join(filter(None, parts))
    if answer.missing_language and answer.quotes:
        heading = gettext("The names and numbers of your question find this:")
        return " ".join(filter(None, (line, write_language_note(answer), heading)))
    if answer.is_nearest and answer.quotes and not answer.fit.nearest:
        # Translators: quotations follow that may not answer the question.
        heading = gettext("The nearest I have:")
        return f"{line} {heading}".strip()
    return line


def write_language_note(answer: Answer) -> str:
    """Return that no article is in the question's language, empty where some are."""
    if not answer.missing_language:
        return ""
    # Translators: {language} and {languages} are names of languages, in the nominative.
    message = gettext(
        "I have no articles in the language of your question ({language}). "
        "Languages of the articles: {languages}."
    )
    names = [name_language(code) for code in answer.languages[:_MOST_LANGUAGES]]
    return message.format(language=name_language(answer.language), languages=join_names(names))


def write_corrections(answer: Answer) -> str:
    """Return which words were searched for instead of those that were taken for misspelt."""
    words = (
        shorten_line(correction.replacement, _LONGEST_WORD)
        for correction in answer.corrections[:_MOST_CORRECTIONS]
    )
    names = [isolate(word) for word in dict.fromkeys(filter(None, words))]
    if not names:
        return ""
    # Translators: words that were searched for instead of those of the question.
    return gettext("Searched for {words}.").format(words=join_names(names, "and"))


def write_time_note(answer: Answer) -> str:
    """Return a line on the days that were asked for, empty where there are articles on them."""
    fit = answer.fit
    parts = []
    if fit.newest:
        message = gettext("I have nothing newer than {day}.")
        parts.append(message.format(day=format_day(fit.newest)))
    start = fit.range.first if fit.range else None
    if fit.range and fit.nearest and not (fit.newest and start and start > fit.newest):
        is_browsing = answer.kind == QuestionKind.BROWSE
        parts.append(_note_nearest(fit.range, fit.nearest, answer.at, is_browsing=is_browsing))
    return " ".join(parts)


def write_no_articles(days: DayRange, at: date) -> str:
    """Return that there are no articles from the days that were asked for."""
    if days.first and days.last:
        # Translators: {days} is a day or a period such as "3 to 9 February".
        message = gettext("I have no articles from {days}.")
    elif days.first:
        message = gettext("I have no articles since {days}.")
    elif days.last:
        message = gettext("I have no articles up to {days}.")
    else:
        message = gettext("I have no articles from these days.")
    return message.format(days=_format_range(days, at))


def _note_nearest(days: DayRange, nearest: date, at: date, *, is_browsing: bool) -> str:
    message = _choose_general_note(days) if is_browsing else _choose_note(days)
    day = format_days(nearest, nearest, at)
    return message.format(days=_format_range(days, at), nearest=day)


def _choose_note(days: DayRange) -> str:
    if days.first and days.last:
        # Translators: {days} is a day or a period such as "3 to 9 February", {nearest} a day.
        return gettext("Nothing on this from {days}; the nearest is from {nearest}.")
    if days.first:
        return gettext("Nothing on this since {days}; the nearest is from {nearest}.")
    if days.last:
        return gettext("Nothing on this up to {days}; the nearest is from {nearest}.")
    return gettext("Nothing on this from these days; the nearest is from {nearest}.")


def _choose_general_note(days: DayRange) -> str:
    if days.first and days.last:
        # Translators: {days} is a day or a period such as "3 to 9 February", {nearest} a day.
        return gettext("Nothing from {days}; the nearest is from {nearest}.")
    if days.first:
        return gettext("Nothing since {days}; the nearest is from {nearest}.")
    if days.last:
        return gettext("Nothing up to {days}; the nearest is from {nearest}.")
    return gettext("Nothing from these days; the nearest is from {nearest}.")


def _format_range(days: DayRange, at: date) -> str:
    """Return the days that a question names, empty where they are not known."""
    if days.first:
        return format_days(days.first, days.last or days.first, at)
    return format_day(days.last) if days.last else ""
