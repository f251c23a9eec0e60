from datetime import date

import pytest

from bot.answers.kinds.browse import DayStories, browse_days
from bot.answers.question.time_focus import find_focus
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.newsroom import ARTICLES, TODAY

SNAPSHOT = MemoryIndex(ARTICLES, Analyzer()).snapshot()


def browsed(question: str, at: date = TODAY) -> DayStories:
    return browse_days(find_focus(question, at), SNAPSHOT, SNAPSHOT.stats(until=at), Analyzer())


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("what happened last week", date(2026, 3, 9), date(2026, 3, 15)),
        ("top stories", date(2026, 3, 19), TODAY),
        ("news from 6 March to 8 March", date(2026, 3, 6), date(2026, 3, 8)),
    ],
)
def test_quotes_are_of_the_asked_days(question: str, first: date, last: date) -> None:
    answer = browsed(question)
    days = [quote.article.published for quote in (*answer.quotes, *answer.remainder)]
    assert len(answer.quotes) >= 2
    assert all(first <= day <= last for day in days)


def test_a_story_is_told_once_by_its_newest_report() -> None:
    quotes = browsed("what happened on 20 March 2026").quotes
    milk = [quote for quote in quotes if "tractors" in quote.text]
    assert len(milk) == 1
    assert len(milk[0].confirmations) == 1


def test_what_several_sources_tell_comes_before_what_one_tells() -> None:
    quotes = browsed("what happened from 6 March to 8 March").quotes
    assert all(quote.confirmations for quote in quotes[:2])
    assert not quotes[-1].confirmations or len(quotes) == 2


def test_no_day_is_answered_with_what_came_later() -> None:
    answer = browsed("what happened in March", date(2026, 3, 4))
    assert answer.quotes
    assert all(quote.article.published <= date(2026, 3, 4) for quote in answer.quotes)


def test_days_without_articles_are_said_with_the_nearest() -> None:
    answer = browsed("what happened on 3 May 2020")
    assert answer.fit.range is not None
    assert answer.fit.nearest == date(2026, 2, 20)
    assert {quote.article.published for quote in answer.quotes} == {answer.fit.nearest}
