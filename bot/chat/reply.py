"""From an Answer to the text and entities of one message; pure."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.answers.answer import Answer, Quote
from bot.answers.question.time_focus import TimeFit
from bot.articles.article import Article
from bot.chat.rich_text import MOST_ENTITIES, MOST_UNITS, Reply, RichText, joined, marked, units
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

    A quote is whole or absent: the best ones that fit are shown, in their order.
    """
    if not answer.quotes:
        return Reply(_refusal(answer))
    about_days = _about_days(answer.fit)
    header = RichText(f"{about_days}\n\n" if about_days else "")
    footer = RichText("\n\n" + _as_of(answer.stats))
    shown = RichText()
    for quote in answer.quotes:
        longer = joined((shown, _quoted(quote)), "\n\n")
        if _fits(header + longer + footer):
            shown = longer
        elif not shown.text:
            shown = joined((RichText(_too_long(quote)), _credit(quote.article)), "\n")
    whole = header + shown + footer
    return Reply(whole.text, whole.entities)


def coverage(holdings: IndexStats) -> str:
    """Return how many articles there are and from when to when, without a full stop."""
    articles = count_noun("article", holdings.articles)
    if holdings.first is None or holdings.last is None:
        return articles
    return f"{articles}, from {format_day_range(holdings.first, holdings.last)}"


def one_line(text: str, longest: int) -> str:
    """Return ``text`` on one line without control and direction characters, cut with "…".

    A right-to-left override in a title would turn the words after it around.
    """
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    line = " ".join(visible.split())
    if units(line) <= longest:
        return line
    cut = line[:longest]
    while units(cut) > longest - 1:
        cut = cut[:-1]
    return cut.rstrip() + "…"


def _fits(draft: RichText) -> bool:
    return draft.units <= MOST_UNITS and len(draft.entities) <= MOST_ENTITIES


def _quoted(quote: Quote) -> RichText:
    # Telegram cuts white space off a message's ends, which would shift every entity.
    text = quote.text.strip()
    if not text or not _sendable(text):
        return RichText()
    kind = "expandable_blockquote" if len(text) > _COLLAPSED_ABOVE else "blockquote"
    return joined((marked(text, kind), _credit(quote.article), RichText(_dates(quote))), "\n")


def _dates(quote: Quote) -> str:
    """Return what the quote's relative dates mean, such as "Monday = 5 January 2026"."""
    lines = dict.fromkeys(one_line(str(date), _LONGEST_DATE) for date in quote.dates)
    return " · ".join(list(lines)[:_MOST_DATES])


def _sendable(text: str) -> bool:
    """Tell whether ``text`` can be sent at all: half a surrogate pair is no character."""
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def _too_long(quote: Quote) -> str:
    reason = "is too long to show here" if _sendable(quote.text) else "cannot be shown here"
    return f"The sentence that answers this {reason}. It stands in:"


def _credit(article: Article) -> RichText:
    """Return the title, linked where that is possible, and below it the source and the date.

    The title has a line of its own, so that one written from right to left cannot reorder
    the date.
    """
    title = one_line(article.heading, _LONGEST_TITLE)
    heading = marked(title, "text_link", article.url) if is_link(article.url) else RichText(title)
    source = one_line(article.origin, _LONGEST_SOURCE)
    below = " · ".join(part for part in (source, format_day(article.published)) if part)
    return joined((heading if title else RichText(), RichText(below)), "\n")


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


def _about_days(fit: TimeFit) -> str:
    """Return a line on the days that are asked for, empty where there is news of them."""
    parts = []
    if fit.newest:
        parts.append(f"Nothing newer than {format_day(fit.newest)} here.")
    begins = fit.range.first if fit.range else None
    if fit.range and fit.nearest and not (fit.newest and begins and begins > fit.newest):
        parts.append(f"Nothing on this {_written(fit.range)} here; {_nearest(fit)}.")
    return " ".join(parts)


def _written(days: DayRange) -> str:
    if days.first and days.last:
        return f"from {format_period(days.first, days.last)}"
    if days.first:
        return f"since {format_day(days.first)}"
    return f"up to {format_day(days.last)}" if days.last else "of these days"


def _nearest(fit: TimeFit) -> str:
    """Return the nearest day, without its year where the line has just named it."""
    named = [end.year for end in (fit.range.first, fit.range.last) if end] if fit.range else []
    nearest = fit.nearest
    if nearest is None:
        return ""
    written_day = format_day(nearest)
    if named and set(named) == {nearest.year}:
        written_day = written_day.removesuffix(f" {nearest.year}")
    return f"the nearest is of {written_day}"


def _as_of(holdings: IndexStats) -> str:
    newest = f"As of {format_day(holdings.last)} · " if holdings.last else ""
    return newest + count_noun("article", holdings.articles)


def _refusal(answer: Answer) -> str:
    if answer.stats.articles == 0:
        return (
            f"I have no articles from {format_day(answer.at)} or earlier, so I cannot answer "
            "anything.\n"
            "Whoever runs this bot can put article files into its corpus folder."
        )
    covered = f"I searched {coverage(answer.stats)}."
    if not Analyzer().terms(answer.question):
        return f"I found no word in this that I could search for.\n{covered}"
    closest = _closest(answer.closest) if answer.closest else ""
    about_days = _about_days(answer.fit)
    opening = f"{about_days}\n" if about_days else ""
    return (
        f"{opening}The articles do not answer this.\n{_reason(answer.missing)}\n{closest}{covered}"
    )


def _closest(article: Article) -> str:
    """Return two lines on the article that comes closest, so that none takes it for an answer.

    The headline is neither a link nor a quote, and has a line of its own, as below a quote.
    """
    headline = one_line(article.heading, _LONGEST_TITLE)
    if not headline or not _sendable(headline):
        return ""
    return f"Closest headline, not an answer, of {format_day(article.published)}:\n{headline}\n"


def _reason(missing: Sequence[str]) -> str:
    words = [one_line(word, _LONGEST_WORD) for word in missing]
    words = list(dict.fromkeys(f"“{word}”" for word in words if word))
    if not words:
        return "All the words you asked with stand in them, but no answer to it is sure enough."
    if len(words) > _MOST_WORDS:
        words = [*words[:_MOST_WORDS], "other words"]
    listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"{listed} {'stands' if len(words) == 1 else 'stand'} nowhere in them."
