"""Headers: the line above the quotes that says how they differ from what was asked."""

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.chat.replies.text_lines import format_days, format_range, list_words, shorten_line
from bot.language.wording import format_day

_LONGEST_WORD = 40
_MOST_CORRECTIONS = 4


def write_header(answer: Answer) -> str:
    """Return a line on corrected words, on days without articles, and on how near the rest is.

    Empty where the quotes answer what was asked as it was asked.
    """
    parts = (write_corrections(answer), write_time_note(answer))
    line = " ".join(filter(None, parts))
    if answer.is_nearest and answer.quotes and not answer.fit.nearest:
        return f"{line} The nearest I have:".strip()
    return line


def write_corrections(answer: Answer) -> str:
    """Return which words were searched for instead of those that were taken for misspelt."""
    words = (
        shorten_line(correction.replacement, _LONGEST_WORD)
        for correction in answer.corrections[:_MOST_CORRECTIONS]
    )
    listing = list_words(dict.fromkeys(filter(None, words)), "and")
    return f"Searched for {listing}." if listing else ""


def write_time_note(answer: Answer) -> str:
    """Return a line on the days that were asked for, empty where there are articles on them."""
    fit, at = answer.fit, answer.at
    parts = []
    if fit.newest:
        parts.append(f"I have nothing newer than {format_day(fit.newest)}.")
    start = fit.range.first if fit.range else None
    if fit.range and fit.nearest and not (fit.newest and start and start > fit.newest):
        matter = "" if answer.kind == QuestionKind.BROWSE else "on this "
        days = format_range(fit.range, at)
        nearest = format_days(fit.nearest, fit.nearest, at)
        parts.append(f"Nothing {matter}{days}; the nearest is from {nearest}.")
    return " ".join(parts)
