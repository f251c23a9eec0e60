"""FeedDocument: what a feed says at one time."""

import hashlib
from dataclasses import dataclass

from bot.articles.article import Article
from bot.articles.codec import encode_article
from bot.articles.findings import Rejection


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed as an article.

    ``key`` is by what the feed itself knows the entry again: its id, or else its address, or its
    title and day. ``is_teaser`` says that the feed holds only the beginning of its text.
    ``is_undated`` says that the feed tells no day, so that the article has the day on which the
    feed was read.
    """

    key: str
    article: Article
    is_teaser: bool = False
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """What a feed holds, its entries in the order in which it lists them.

    ``minutes`` is how long the feed asks readers to wait between two looks, None where it does
    not say. ``address`` is what the feed itself says where it is, empty where it does not.
    """

    title: str
    site: str
    language: str
    minutes: float | None
    entries: tuple[FeedEntry, ...]
    rejections: tuple[Rejection, ...] = ()
    address: str = ""


def digest_entry(article: Article) -> str:
    """Return a short name of what an entry says, another one where it says something else."""
    return hashlib.sha256(encode_article(article)).hexdigest()[:16]
