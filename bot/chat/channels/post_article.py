"""Post articles: what of a channel's post is an article."""

import logging
import re
from datetime import tzinfo

from bot.articles.findings import ArticleError
from bot.chat.channels.channel_post import ChannelPost
from bot.feeds.feed_document import FeedEntry
from bot.feeds.subscription import Subscription
from bot.language.bigrams import RUN
from bot.reading.dates.parse import Published
from bot.reading.headlines import find_headline
from bot.reading.record import build_article

_LOGGER = logging.getLogger(__name__)

_LONGEST_TITLE = 200
_FEWEST_WORDS = 3
_FEWEST_CHARACTERS = 6  # where words are not divided
_NO_WORD = re.compile(r"(?:[a-z]+://|www\.|t\.me/|[@#$/])\S*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_RUN_CHARACTER = re.compile(rf"[{RUN}]")
_LINE = re.compile(r"[^\n\r\u2028\u2029]*")


def make_entry(post: ChannelPost, subscription: Subscription, zone: tzinfo) -> FeedEntry | None:
    """Return a post as an article of its day in a time zone, None where it says no sentence."""
    raw_text = post.text.replace("\0", " ")
    text, opening = raw_text.strip(), len(raw_text) - len(raw_text.lstrip())
    if not has_sentence(text):
        return None
    title, body = find_title(text, post.bold_end - opening)
    moment = post.moment.astimezone(zone)
    fields: dict[str, object] = {
        "id": post.key,
        "title": title,
        "source": post.origin or post.channel_title or subscription.title,
        "url": post.url,
        "authors": [post.author] if post.author else [],
        "language": subscription.language,
    }
    try:
        article = build_article(
            fields, "", text=text, body=body, published=Published(moment.date(), moment)
        )
    except ArticleError as error:
        _LOGGER.info("A post of a channel is no article: %s.", error.reason)
        return None
    return FeedEntry(post.key, article, has_own_id=True)


def has_sentence(text: str) -> bool:
    """Tell whether a line of a text has the words of a sentence, beside links and hashtags."""
    for line in text.splitlines():
        words = _NO_WORD.sub(" ", line)
        if len(_RUN_CHARACTER.findall(words)) >= _FEWEST_CHARACTERS:
            return True
        if len(_WORD.findall(words)) >= _FEWEST_WORDS:
            return True
    return False


def find_title(text: str, bold_end: int) -> tuple[str, int]:
    """Return the title of a post, empty where it has none, and where its prose begins.

    That is a first line in bold type, which ends at ``bold_end``, or one that is set off.
    """
    line = _LINE.match(text)
    end = line.end() if line else 0
    title, prose = text[:end].strip(), text[end:]
    is_bold = bold_end > 0 and not any(map(str.isalnum, text[bold_end:end]))
    if is_bold and len(title) <= _LONGEST_TITLE and any(map(str.isalnum, title)):
        return (title, end + len(prose) - len(prose.lstrip())) if has_sentence(prose) else ("", 0)
    title, body = find_headline(text, 0)
    return (title, body) if title and has_sentence(text[body:]) else ("", 0)
