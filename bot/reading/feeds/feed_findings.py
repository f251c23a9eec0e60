"""Feed findings: what reading a feed yields beside articles."""

from dataclasses import dataclass

from bot.articles.article import Article
from bot.articles.findings import Notice, Rejection


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed as an article.

    ``key`` is by what the feed itself knows the entry again: its id, or else its address, or its
    title and day. ``is_teaser`` says that the feed holds only the beginning of its text.
    ``is_undated`` says that the feed tells no day that can be, so that the article has the day on
    which the feed was read. ``feed_digest`` is a name of what the feed says, where the article
    has a longer text from elsewhere.
    """

    key: str
    article: Article
    is_teaser: bool = False
    is_undated: bool = False
    feed_digest: str = ""


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """What a feed says of itself.

    ``address`` is where it says that it is, empty where it does not; ``minutes`` is how long it
    asks readers to wait between two looks, None where it does not say.
    """

    title: str = ""
    site: str = ""
    language: str = ""
    address: str = ""
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class FeedLink:
    """The address of a feed that a page links to, and what the page calls it.

    It is a guess where the page says nothing of a feed, and sites often have one there.
    """

    address: str
    title: str = ""
    is_guess: bool = False


FeedDetail = FeedFacts | FeedEntry | FeedLink | Rejection | Notice
