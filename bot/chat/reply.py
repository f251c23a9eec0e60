"""From an Answer to the text and entities of one message; pure."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.answers.answer import Answer, Quote
from bot.answers.question.time_focus import TimeFit
from bot.articles.article import Article
from bot.chat.rich_text import (
    MOST_ENTITIES,
    MOST_UNITS,
    Reply,
    RichText,
    count_units,
    format_entity,
    join_pieces,
)
from bot.index.protocol import IndexStats
from bot.language.analyzer import Analyzer
from bot.language.temporal.calendar import DayRange
from bot.language.wording import count_noun, format_day, format_day_range, format_period

_COLLAPSED_ABOVE = 300
_LONGEST_TITLE = 200
_LONGEST_SOURCE = 80
_LONGEST_WORD = 40
_LONGEST_URL = 2048
_MOST_WORDS = 8
_MOST_DATES = 3
_LONGEST_DATE = 100

_HOST = re.compile(r"[\w-]+(\.[\w-]+)+")


def render(answer: Answer) -> Reply:
    """Return the message that shows ``answer``, within Telegram's limits.

    A quote is whole or absent: the best quotes that fit are shown, in their order.
    """
    if not answer.quotes:
        return Reply(_write_refusal(answer))
    time_note = _write_time_note(answer.fit)
    header = RichText(f"{time_note}\n\n" if time_note else "")
    footer = RichText("\n\n" + _write_as_of(answer.stats))
    body = RichText()
    for quote in answer.quotes:
        longer = join_pieces((body, _render_quote(quote)), "\n\n")
        if _fits(header + longer + footer):
            body = longer
        elif not body.text:
            body = join_pieces((RichText(_write_omission(quote)), _credit(quote.article)), "\n")
    message = header + body + footer
    return Reply(message.text, message.entities)


def describe_coverage(stats: IndexStats) -> str:
    """Return the number of articles and their first and last day, without a full stop."""
    articles = count_noun("article", stats.articles)
    if stats.first is None or stats.last is None:
        return articles
    return f"{articles}, from {format_day_range(stats.first, stats.last)}"


def shorten_line(text: str, longest: int) -> str:
    """Return ``text`` on one line without control and direction characters, cut with "…".

    A right-to-left override in a title would reverse the words after it.
    """
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    line = " ".join(visible.split())
    if count_units(line) <= longest:
        return line
    start = line[:longest]
    while count_units(start) > longest - 1:
        start = start[:-1]
    return start.rstrip() + "…"


def _fits(message: RichText) -> bool:
    return message.units <= MOST_UNITS and len(message.entities) <= MOST_ENTITIES


def _render_quote(quote: Quote) -> RichText:
    # Telegram cuts white space off a message's ends, which would shift every entity.
    text = quote.text.strip()
    if not text or not _is_sendable(text):
        return RichText()
    kind = "expandable_blockquote" if len(text) > _COLLAPSED_ABOVE else "blockquote"
    dates = RichText(_write_dates(quote))
    return join_pieces((format_entity(text, kind), _credit(quote.article), dates), "\n")


def _write_dates(quote: Quote) -> str:
    """Return what the quote's relative dates mean, such as "Monday = 5 January 2026"."""
    lines = dict.fromkeys(shorten_line(str(date), _LONGEST_DATE) for date in quote.dates)
    return " · ".join(list(lines)[:_MOST_DATES])


def _is_sendable(text: str) -> bool:
    """Tell whether ``text`` can be sent at all: half a surrogate pair is not a character."""
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def _write_omission(quote: Quote) -> str:
    reason = "is too long to show here" if _is_sendable(quote.text) else "cannot be shown here"
    return f"The sentence that answers this {reason}. It is in this article:"


def _credit(article: Article) -> RichText:
    """Return the title, linked where that is possible, and below it the source and the date.

    The title has a line of its own, so that one written from right to left cannot reorder
    the date.
    """
    title = shorten_line(article.heading, _LONGEST_TITLE)
    is_linked = is_link(article.url)
    heading = format_entity(title, "text_link", article.url) if is_linked else RichText(title)
    source = shorten_line(article.origin, _LONGEST_SOURCE)
    details = " · ".join(part for part in (source, format_day(article.published)) if part)
    return join_pieces((heading if title else RichText(), RichText(details)), "\n")


def is_link(url: str) -> bool:
    """Tell whether Telegram takes ``url`` as a link's target."""
    if len(url) > _LONGEST_URL or " " in url or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and not parts.netloc.endswith(":")
        and "@" not in parts.netloc
        and bool(_HOST.fullmatch(host))
    )


def _write_time_note(fit: TimeFit) -> str:
    """Return a line on the days that were asked for, empty where there are articles on them."""
    parts = []
    if fit.newest:
        parts.append(f"I have nothing newer than {format_day(fit.newest)}.")
    start = fit.range.first if fit.range else None
    if fit.range and fit.nearest and not (fit.newest and start and start > fit.newest):
        days = _write_range(fit.range)
        parts.append(f"I have nothing on this {days}; the nearest is from {_write_nearest(fit)}.")
    return " ".join(parts)


def _write_range(days: DayRange) -> str:
    if days.first and days.last:
        return f"from {format_period(days.first, days.last)}"
    if days.first:
        return f"since {format_day(days.first)}"
    return f"up to {format_day(days.last)}" if days.last else "from these days"


def _write_nearest(fit: TimeFit) -> str:
    """Return the nearest day, without its year where the line has just named it."""
    if fit.nearest is None:
        return ""
    day = format_day(fit.nearest)
    ends = (fit.range.first, fit.range.last) if fit.range else ()
    years = {end.year for end in ends if end}
    return day.removesuffix(f" {fit.nearest.year}") if years == {fit.nearest.year} else day


def _write_as_of(stats: IndexStats) -> str:
    newest = f"As of {format_day(stats.last)} · " if stats.last else ""
    return newest + count_noun("article", stats.articles)


def _write_refusal(answer: Answer) -> str:
    if answer.stats.articles == 0:
        return (
            f"I have no articles from {format_day(answer.at)} or earlier, so I cannot answer "
            "anything yet.\nTo add some, put article files into the bot's corpus folder."
        )
    coverage = f"I searched {describe_coverage(answer.stats)}."
    if not Analyzer().terms(answer.question):
        return f"There is no word in this that I can search for.\n{coverage}"
    lines = (
        _write_time_note(answer.fit),
        "The articles do not answer this.",
        _write_reason(answer.missing),
        _write_closest(answer.closest) if answer.closest else "",
        coverage,
    )
    return "\n".join(filter(None, lines))


def _write_closest(article: Article) -> str:
    """Return two lines on the closest article, so that nobody takes it for an answer.

    The headline is neither a link nor a quote, and has a line of its own, as below a quote.
    """
    headline = shorten_line(article.heading, _LONGEST_TITLE)
    if not headline or not _is_sendable(headline):
        return ""
    return f"Closest headline (not an answer), {format_day(article.published)}:\n{headline}"


def _write_reason(missing: Sequence[str]) -> str:
    words = [shorten_line(word, _LONGEST_WORD) for word in missing]
    words = list(dict.fromkeys(f"“{word}”" for word in words if word))
    if not words:
        return (
            "They contain every word of your question, but I am not confident enough in any answer."
        )
    if len(words) > _MOST_WORDS:
        words = [*words[:_MOST_WORDS], "other words of your question"]
    listing = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"None of them mentions {listing}."
