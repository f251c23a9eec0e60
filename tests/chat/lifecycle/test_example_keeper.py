"""What keeps the example questions in step with the articles."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date

import pytest

from bot.chat.lifecycle.example_keeper import ExampleKeeper
from bot.errors import UnavailableError
from tests.waiting import wait_for_async

_PAUSE = 0.01  # seconds
_LONG_REST = 3600.0


class Articles:
    """What a keeper asks: how often the articles changed, the day, and the questions."""

    def __init__(self) -> None:
        self.update_count = 0
        self.day = date(2026, 3, 2)
        self.questions: Sequence[str] = ("Who won?",)
        self.failure: Exception | None = None
        self.searches = 0
        self.looks = 0
        self.stopped_searches = 0
        self.gate = threading.Event()
        self.gate.set()

    def count_updates(self) -> int:
        self.looks += 1
        return self.update_count

    def today(self) -> date:
        return self.day

    def find(self, is_stopped: Callable[[], bool]) -> Sequence[str]:
        while not self.gate.wait(0.01):
            if is_stopped():
                self.stopped_searches += 1
                return ()
        self.searches += 1
        if self.failure:
            raise self.failure
        return self.questions


def make_keeper(articles: Articles, rest_seconds: float = 0.0) -> ExampleKeeper:
    return ExampleKeeper(
        articles.find,
        articles.count_updates,
        articles.today,
        pause_seconds=_PAUSE,
        rest_seconds=rest_seconds,
    )


@asynccontextmanager
async def kept(
    articles: Articles, keeper: ExampleKeeper | None = None
) -> AsyncIterator[ExampleKeeper]:
    keeper = keeper or make_keeper(articles)
    task = asyncio.create_task(keeper.run())
    try:
        yield keeper
    finally:
        task.cancel()
        await asyncio.wait({task})


async def look_twice(articles: Articles) -> None:
    """Wait until a look that began from now on is over."""
    looks = articles.looks
    await wait_for_async(lambda: articles.looks >= looks + 2, "two looks")


async def test_nothing_waits_for_the_first_questions() -> None:
    articles = Articles()
    articles.gate.clear()
    async with kept(articles) as keeper:
        await wait_for_async(lambda: articles.looks > 0, "the first look")
        assert keeper.list_questions() == ()
        articles.gate.set()
        await wait_for_async(lambda: keeper.list_questions() == ("Who won?",), "the questions")


async def test_the_first_questions_can_be_waited_for() -> None:
    articles = Articles()
    keeper = make_keeper(articles)
    keeper.find_first()
    assert keeper.list_questions() == ("Who won?",)
    async with kept(articles, keeper):
        await look_twice(articles)
    assert articles.searches == 1


async def test_an_index_that_is_away_at_first_is_asked_again() -> None:
    articles = Articles()
    articles.failure = UnavailableError("away")
    keeper = make_keeper(articles)
    keeper.find_first()
    assert keeper.list_questions() == ()
    articles.failure = None
    async with kept(articles, keeper):
        await wait_for_async(keeper.list_questions, "the questions")
    assert keeper.list_questions() == ("Who won?",)


async def test_other_questions_are_found_when_articles_came() -> None:
    articles = Articles()
    async with kept(articles) as keeper:
        await wait_for_async(lambda: keeper.list_questions() == ("Who won?",), "the questions")
        articles.questions = ("Who lost?",)
        await look_twice(articles)
        assert (keeper.list_questions(), articles.searches) == (("Who won?",), 1)
        articles.update_count += 1
        await wait_for_async(lambda: keeper.list_questions() == ("Who lost?",), "other questions")


def test_a_fault_at_the_start_is_logged_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    articles = Articles()
    articles.failure = ZeroDivisionError()
    keeper = make_keeper(articles)
    keeper.find_first()
    assert keeper.list_questions() == ()
    assert [record.message for record in caplog.records] == ["No example questions could be found."]


async def test_questions_of_today_stay_for_a_while_whatever_comes() -> None:
    articles = Articles()
    keeper = make_keeper(articles, rest_seconds=_LONG_REST)
    async with kept(articles, keeper):
        await wait_for_async(keeper.list_questions, "the questions")
        articles.update_count += 1
        await look_twice(articles)
        assert articles.searches == 1
        articles.day = date(2026, 3, 3)
        await wait_for_async(lambda: articles.searches == 2, "the next day's search")
    assert keeper.list_questions() == ("Who won?",)


async def test_questions_that_are_still_missing_are_looked_for_whenever_articles_come() -> None:
    articles = Articles()
    articles.questions = ()
    keeper = make_keeper(articles, rest_seconds=_LONG_REST)
    async with kept(articles, keeper):
        await wait_for_async(lambda: articles.searches == 1, "the first search")
        articles.questions = ("Who won?",)
        await look_twice(articles)
        assert keeper.list_questions() == ()
        articles.update_count += 1
        await wait_for_async(keeper.list_questions, "the questions")
    assert articles.searches == 2


async def test_other_questions_are_found_on_another_day() -> None:
    articles = Articles()
    async with kept(articles) as keeper:
        await wait_for_async(lambda: bool(keeper.list_questions()), "the questions")
        articles.questions, articles.day = ("Who lost?",), date(2026, 3, 3)
        await wait_for_async(lambda: articles.searches == 2, "the second search")
        await look_twice(articles)
        assert (keeper.list_questions(), articles.searches) == (("Who lost?",), 2)


@pytest.mark.parametrize("failure", [UnavailableError("away"), TimeoutError()])
async def test_the_questions_of_before_stay_while_the_index_is_away(failure: Exception) -> None:
    articles = Articles()
    async with kept(articles) as keeper:
        await wait_for_async(lambda: bool(keeper.list_questions()), "the questions")
        articles.failure = failure
        articles.update_count += 1
        await wait_for_async(lambda: articles.searches >= 3, "a third search")  # it is tried again
        assert keeper.list_questions() == ("Who won?",)
        articles.failure, articles.questions = None, ("Who lost?",)
        await wait_for_async(lambda: keeper.list_questions() == ("Who lost?",), "other questions")


async def test_a_fault_is_logged_once_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    articles = Articles()
    articles.failure = ZeroDivisionError()
    async with kept(articles) as keeper:
        await wait_for_async(lambda: articles.searches == 1, "the first search")
        await look_twice(articles)
        assert articles.searches == 1
        articles.failure = None
        articles.update_count += 1
        await wait_for_async(lambda: keeper.list_questions() == ("Who won?",), "the questions")
    assert [record.message for record in caplog.records] == ["No example questions could be found."]


async def test_a_search_ends_before_the_keeper_does() -> None:
    articles = Articles()
    articles.gate.clear()
    async with kept(articles):
        await wait_for_async(lambda: articles.looks > 0, "the first look")
        assert articles.stopped_searches == 0
    assert articles.stopped_searches == 1
