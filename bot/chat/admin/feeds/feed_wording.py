"""Feed wording: how a feed, its state and its entries are called in messages; pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.articles.article import Article
from bot.chat.replies.links import link_text
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Entity, RichText, format_entity, join_pieces
from bot.corpus.sample import Sample
from bot.feeds.subscription import Subscription
from bot.fetching.web_address import hide_credentials
from bot.language.sentences import split_sentences
from bot.localization.current import (
    format_count,
    format_day,
    format_day_range,
    format_distance,
    format_duration,
    format_number,
    gettext,
    isolate,
    ngettext,
)
from bot.localization.stored_messages import translate_stored

if TYPE_CHECKING:
    from bot.feeds.polling.feed_reports import FeedStatus

_LONGEST_TITLE = 100
_LONGEST_ADDRESS = 120
_LONGEST_QUOTE = 220
_LONGEST_ERROR = 200
_FAILURES_OF_FAULT = 5


@dataclass(frozen=True, slots=True)
class FeedArticles:
    """How many articles of a feed are in the corpus, and their first and last day."""

    count: int = 0
    first: date | None = None
    last: date | None = None


class HealthSign(StrEnum):
    """What stands before a feed in a list, so that its state is seen at a glance."""

    SOUND = "🟢"
    UNSURE = "🟡"
    FAULT = "🔴"
    PAUSE = "⏸"
    SILENT = "💤"
    NEW = "⚪"


def choose_sign(status: "FeedStatus") -> HealthSign:
    """Return the sign of a feed's state."""
    if status.error and (status.subscription.is_paused or status.failures >= _FAILURES_OF_FAULT):
        return HealthSign.FAULT
    if status.subscription.is_paused:
        return HealthSign.PAUSE
    if status.error:
        return HealthSign.UNSURE
    if status.last_success is None:
        return HealthSign.NEW
    return HealthSign.SILENT if status.is_silent else HealthSign.SOUND


def write_title(subscription: Subscription) -> str:
    """Return what a feed is called, on one line."""
    title = isolate(shorten_line(subscription.title, _LONGEST_TITLE))
    return title or write_address(subscription.address) or "–"


def embolden_title(subscription: Subscription) -> RichText:
    """Return a feed's title in bold, as a link to its site where it has one."""
    piece = link_text(write_title(subscription), subscription.site)
    if any(entity.type == "code" for entity in piece.entities):
        return piece
    return RichText(piece.text, (Entity("bold", 0, piece.units), *piece.entities))


def write_address(address: str) -> str:
    """Return an address as it is shown: short, and without credentials."""
    visible = hide_credentials(address).removeprefix("https://").removeprefix("http://")
    return isolate(shorten_line(visible.rstrip("/"), _LONGEST_ADDRESS))


def write_rate(articles_a_day: float) -> str:
    """Return how many articles a day a feed brings, nothing where it brings none."""
    if articles_a_day <= 0:
        return ""
    if articles_a_day < 1:
        return gettext("less than an article a day")
    number = math.floor(articles_a_day + 0.5)
    return format_count("{count} article a day", "{count} articles a day", number)


def write_age(status: "FeedStatus", moment: datetime) -> str:
    """Return when a feed was last fetched well, as in ``12 minutes ago``."""
    if status.last_success is None:
        # Translators: of a feed, in a list.
        return gettext("not fetched yet")
    return format_distance((status.last_success - moment).total_seconds())


def write_interval(status: "FeedStatus") -> str:
    """Return about how often a feed is looked at, as in ``30 minutes``; nothing where unknown."""
    if status.subscription.minutes:
        return format_duration(status.subscription.minutes * 60)
    if status.due is None or status.last_attempt is None:
        return ""
    seconds = (status.due - status.last_attempt).total_seconds()
    return format_duration(seconds) if seconds > 0 else ""


def write_error(status: "FeedStatus") -> str:
    """Return why a feed could not be fetched, on one line; nothing where all is well."""
    return isolate(shorten_line(translate_stored(status.error), _LONGEST_ERROR))


def write_article_count(articles: FeedArticles) -> str:
    """Return a number of articles with their days."""
    count, first, last = articles.count, articles.first, articles.last
    if first is None or last is None:
        return format_count("{count} article", "{count} articles", count)
    # Translators: {days} is a day, or the first and the last of several.
    message = ngettext("{count} article, {days}", "{count} articles, {days}", count)
    return message.format(count=format_number(count), days=format_day_range(first, last))


def quote_articles(articles: Sequence[Article], source: str) -> RichText:
    """Return articles as readers will see them: a sentence, who published it, and when.

    ``source`` is who published those that do not say it.
    """
    return join_pieces((_quote_article(article, source) for article in articles), "\n")


def _quote_article(article: Article, source: str) -> RichText:
    sentence = _take_sentence(Sample.from_article(article).text)
    name = shorten_line(article.source or source or article.origin, _LONGEST_TITLE)
    credit = f"{isolate(name)} · {format_day(article.published)}"
    quote = format_entity(sentence, "blockquote") if sentence else RichText()
    return join_pieces((quote, RichText(credit)), "\n")


def _take_sentence(text: str) -> str:
    text = text.encode("utf-8", "replace").decode().strip()
    span = next(iter(split_sentences(text)), None)
    sentence = span.slice(text).strip() if span else text
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence
    return sentence[: _LONGEST_QUOTE - 1].rstrip() + "…"
