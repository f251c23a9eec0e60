"""The newsroom's articles as they come in."""

from collections.abc import Iterable

from bot.answers.answerer import Answerer
from bot.articles.article import Article
from bot.follows.arrivals import Arrivals
from bot.follows.follow import Follow, Match
from bot.follows.matching import find_matches
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from tests.newsroom import ARTICLES, TODAY, newsroom_answerer

ANALYZER = Analyzer()


def titled(*titles: str) -> list[Article]:
    """Return the newsroom's articles with these titles."""
    by_title = {article.title: article for article in ARTICLES}
    return [by_title[title] for title in titles]


def arrive(snapshot: Snapshot, articles: Iterable[Article]) -> Arrivals:
    """Return articles of a snapshot as arrivals."""
    ids = frozenset(article.id for article in articles)
    return Arrivals(snapshot, ids, ids)


def newsroom_snapshot() -> Snapshot:
    """Return all articles of the newsroom."""
    return MemoryIndex(ARTICLES, ANALYZER).snapshot()


SNAPSHOT = newsroom_snapshot()


def match(*topics: str, articles: Iterable[Article] = ARTICLES) -> list[Match]:
    """Return what answers topics, of articles of the newsroom that just came in."""
    follows = [Follow(number, topic) for number, topic in enumerate(topics)]
    return find_matches(follows, arrive(SNAPSHOT, articles), newsroom_answerer(), TODAY)


def match_among(
    topic: str, added: Iterable[Article], earlier: Iterable[Article], reader: str = ""
) -> list[Match]:
    """Return what answers a topic, of articles that were added to others."""
    added = list(added)
    index = MemoryIndex([*earlier, *added], ANALYZER)
    answerer = Answerer(index, ANALYZER)
    arrivals = arrive(index.snapshot(), added)
    return find_matches([Follow(1, topic, reader)], arrivals, answerer, TODAY)
