from datetime import date
from itertools import pairwise

from bot.answers.kinds.topic import TopicStories, find_topic_stories
from bot.answers.question.query_parser import parse_query
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.newsroom import ARTICLES, TODAY

SNAPSHOT = MemoryIndex(ARTICLES, Analyzer()).snapshot()
ANALYZER = Analyzer()


def asked(topic: str, at: date = TODAY) -> TopicStories:
    query = parse_query(topic, at, SNAPSHOT, SNAPSHOT.stats(until=at), ANALYZER)
    return find_topic_stories(query, SNAPSHOT, ANALYZER)


def test_stories_are_about_the_topic_and_the_newest_comes_first() -> None:
    quotes = asked("Pellworth").quotes
    assert quotes[0].article.published == date(2026, 3, 19)
    assert all("Pellworth" in quote.article.title for quote in quotes)
    assert all(a.article.published >= b.article.published for a, b in pairwise(quotes))


def test_an_article_that_mentions_a_topic_in_passing_is_not_about_it() -> None:
    assert all("earthquake" not in q.article.title.lower() for q in asked("Norhaven").quotes)


def test_a_topic_of_older_days_is_found_where_the_newest_have_nothing() -> None:
    assert [q.article.published.month for q in asked("infant formula").quotes] == [2]


def test_a_topic_with_a_time_keeps_to_it() -> None:
    quotes = asked("Oskarvik bridge on 7 March").quotes
    assert quotes
    assert all(quote.article.published <= date(2026, 3, 9) for quote in quotes)


def test_nothing_later_than_the_question_is_shown() -> None:
    at = date(2026, 3, 8)
    assert max(quote.article.published for quote in asked("Oskarvik", at).quotes) <= at


def test_nothing_is_shown_on_what_no_article_is_about() -> None:
    assert asked("Zephyrline") == TopicStories((), ())
    assert asked("") == TopicStories((), ())
