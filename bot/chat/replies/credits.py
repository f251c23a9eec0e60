"""Credits: who published what is quoted, and when."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bot.answers.answer import Quote
from bot.articles.article import Article
from bot.chat.replies.links import is_link, link_text
from bot.chat.replies.text_lines import format_days, shorten_line
from bot.chat.rich_text import RichText, join_pieces
from bot.language.temporal.resolve import ResolvedDate
from bot.localization.current import format_near_day, gettext, isolate, join_names
from bot.localization.localizer import load_multilingualizer
from bot.localization.offered_languages import ENGLISH

# What sites append to a headline: " | The Example".
_SITE_NAME = re.compile(r"\s+\|\s[^|]{1,30}$")

_LONGEST_TITLE = 120
_LONGEST_SOURCE = 60
_LONGEST_WORDS = 60
_MOST_DATES = 3


def credit_quotes(quotes: Sequence[Quote]) -> RichText:
    """Return who published the article of ``quotes``, and when: one line below them.

    The source's name is the link. An article without an address has its title on a line of its
    own above, where one that is written from right to left cannot reorder the date.
    """
    article = quotes[0].article
    day = RichText(f"{format_near_day(article.published)}{explain_dates(quotes)}")
    source = name_source(article)
    line = join_pieces((isolate_piece(source), day), " · ")
    title = "" if is_link(article.url) else shorten_line(article.title, _LONGEST_TITLE)
    return join_pieces((link_text(title, ""), line), "\n")


def name_source(article: Article) -> RichText:
    """Return the name of an article's source, linked to the article where that is possible."""
    return link_text(shorten_source(article), article.url)


def isolate_piece(piece: RichText) -> RichText:
    """Return foreign text so that it cannot reorder the line around it."""
    if not piece.text:
        return piece
    opening, _, ending = isolate(piece.text).partition(piece.text)
    return RichText(opening) + piece + RichText(ending)


def shorten_source(article: Article) -> str:
    """Return the name of an article's source as text."""
    return shorten_line(article.origin, _LONGEST_SOURCE).removeprefix("www.")


def link_title(article: Article) -> RichText:
    """Return an article's title, linked where that is possible."""
    title = _SITE_NAME.sub("", article.heading) or article.heading
    return link_text(shorten_line(title, _LONGEST_TITLE), article.url)


def explain_dates(quotes: Iterable[Quote]) -> str:
    """Return what the quotes' relative dates mean, as in `` [Monday = 5 January]``."""
    dates = (_explain_date(day, quote.article.published) for quote in quotes for day in quote.dates)
    meanings = dict.fromkeys(filter(None, dates))
    return f" [{join_names(list(meanings)[:_MOST_DATES])}]" if meanings else ""


def list_further_sources(
    articles: Iterable[Article], neighbours: Iterable[Article]
) -> list[Article]:
    """Return the first article of each source that is not among the sources of ``neighbours``."""
    names = {article.origin for article in neighbours}
    further: dict[str, Article] = {}
    for article in articles:
        if article.origin not in names:
            further.setdefault(article.origin, article)
    return list(further.values())


def _explain_date(day: ResolvedDate, published: date) -> str:
    """Return what words for a day mean, empty where they say it themselves."""
    words = shorten_line(day.words, _LONGEST_WORDS)
    if day.first == day.last == published:
        return isolate(words)  # the day stands before it
    period = format_days(day.first, day.last, published)
    # Many articles are in English, where a date explains itself to readers of other languages too.
    english = load_multilingualizer(ENGLISH).format_period(day.first, day.last, published.year)
    if _split_words(words) in (_split_words(period), _split_words(english)):
        return ""
    # Translators: what words of an article for a day mean, as in "Monday = 5 January".
    return gettext("{words} = {days}").format(words=isolate(words), days=period)


def _split_words(text: str) -> list[str]:
    return sorted(text.casefold().split())
