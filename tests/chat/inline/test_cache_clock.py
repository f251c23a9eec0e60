from dataclasses import replace
from datetime import date

import pytest

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.answers.question.time_focus import TimeFit
from bot.chat.inline.cache_clock import LONGEST_SECONDS, SHORTEST_SECONDS, CacheClock
from bot.language.temporal.calendar import DayRange
from tests.chat.samples import ONE_ARTICLE, TODAY, answer, article, quote

TWO_ARTICLES = replace(ONE_ARTICLE, articles=2)
FACT = answer(quote(article()))


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(clock: Clock) -> CacheClock:
    clock_of_cache = CacheClock(clock)
    clock_of_cache.choose_seconds(FACT, ONE_ARTICLE)
    return clock_of_cache


def test_an_answer_is_kept_as_long_as_the_articles_stayed_the_same(
    cache: CacheClock, clock: Clock
) -> None:
    clock.seconds += 120
    assert cache.choose_seconds(FACT, ONE_ARTICLE) == 120


def test_it_is_kept_neither_for_less_nor_for_more_than_the_bounds(
    cache: CacheClock, clock: Clock
) -> None:
    assert cache.choose_seconds(FACT, ONE_ARTICLE) == SHORTEST_SECONDS
    clock.seconds += 10**6
    assert cache.choose_seconds(FACT, ONE_ARTICLE) == LONGEST_SECONDS


def test_a_new_article_begins_it_anew(cache: CacheClock, clock: Clock) -> None:
    clock.seconds += 10**6
    assert cache.choose_seconds(FACT, TWO_ARTICLES) == SHORTEST_SECONDS


@pytest.mark.parametrize(
    "fleeting",
    [
        replace(FACT, kind=QuestionKind.BROWSE),
        replace(FACT, kind=QuestionKind.TOPIC),
        replace(FACT, fit=TimeFit(DayRange(TODAY, TODAY))),
        replace(FACT, fit=TimeFit(DayRange(date(2026, 1, 1), None))),
        replace(FACT, fit=TimeFit(newest=date(2026, 1, 7))),
    ],
    ids=["news", "topic", "today", "since", "latest"],
)
def test_what_the_next_article_may_change_is_kept_shortly(
    cache: CacheClock, clock: Clock, fleeting: Answer
) -> None:
    clock.seconds += 10**6
    assert cache.choose_seconds(fleeting, ONE_ARTICLE) == SHORTEST_SECONDS


def test_days_that_are_over_are_kept_like_anything_else(cache: CacheClock, clock: Clock) -> None:
    clock.seconds += 10**6
    over = replace(FACT, fit=TimeFit(DayRange(date(2026, 1, 1), date(2026, 1, 7))))
    assert cache.choose_seconds(over, ONE_ARTICLE) == LONGEST_SECONDS
