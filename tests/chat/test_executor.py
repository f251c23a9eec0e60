import asyncio
import threading
from contextlib import suppress
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.answers.answer import Answer
from bot.chat.executor import SearchExecutor, explain_timeout, today
from bot.chat.transport.inbound.fairness.asker import Asker, use_asker
from bot.chat.transport.inbound.fairness.turns import OverloadError
from tests.chat.samples import Echo
from tests.waiting import LAST_RESORT, wait_for_async

DAY = date(2026, 3, 2)


def search(
    echo: Echo, *, workers: int = 2, limit: float = 5, patience: float = 5
) -> SearchExecutor:
    return SearchExecutor(echo, workers=workers, limit=limit, patience=patience, today=lambda: DAY)


async def test_a_question_is_asked_on_the_day_of_today() -> None:
    answer = await search(Echo()).answer("When?")
    assert answer.at == DAY


def test_a_day_begins_at_midnight_of_the_time_zone() -> None:
    first, last = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Etc/GMT+12")
    assert timedelta(1) <= today(first) - today(last) <= timedelta(2)


async def test_no_more_searches_run_at_once_than_there_are_workers() -> None:
    running: list[str] = []
    most: list[int] = []
    lock = threading.Lock()
    both = threading.Barrier(2)

    def watch(question: str) -> None:
        with lock:
            running.append(question)
            most.append(len(running))
        both.wait(LAST_RESORT)
        with lock:
            running.remove(question)

    echo = Echo()
    echo.before = watch
    asked = search(echo, workers=2)
    await asyncio.gather(*(asked.answer(str(number)) for number in range(20)))
    assert max(most) == 2


async def test_the_event_loop_runs_on_while_a_search_does() -> None:
    free = threading.Event()
    echo = Echo()
    echo.before = lambda question: void(free.wait(LAST_RESORT))
    answer = asyncio.create_task(search(echo).answer("When?"))
    await asyncio.sleep(0.01)
    assert not answer.done()
    free.set()
    assert (await answer).quotes


async def test_a_search_beyond_its_limit_is_given_up_but_keeps_its_worker() -> None:
    free = threading.Event()
    echo = Echo()
    echo.before = lambda question: void(free.wait(LAST_RESORT))
    asked = search(echo, workers=1, limit=0.05, patience=0.1)
    with pytest.raises(TimeoutError):
        await asked.answer("Slow?")
    with pytest.raises(TimeoutError):
        await asked.answer("Waits in vain?")
    assert echo.asked == ["Slow?"]
    free.set()
    echo.before = void
    assert (await answer_at_last(asked, "Quick?")).quotes


async def test_waiting_for_a_turn_does_not_count_as_searching() -> None:
    free = threading.Event()
    echo = Echo()
    echo.before = lambda question: void(question == "Slow?" and free.wait(LAST_RESORT))
    asked = search(echo, workers=1, limit=2, patience=LAST_RESORT)
    slow, waiting = (asyncio.create_task(asked.answer(text)) for text in ("Slow?", "Waiting?"))
    with pytest.raises(TimeoutError):
        await slow
    assert not waiting.done()
    free.set()
    assert (await waiting).quotes


async def test_who_waits_is_told_once_and_answered_all_the_same() -> None:
    free = threading.Event()
    echo = Echo()
    echo.before = lambda question: void(question == "Slow?" and free.wait(LAST_RESORT))
    asked = SearchExecutor(echo, workers=1, limit=LAST_RESORT, calm=0.01)
    reports: list[float] = []

    async def report(seconds: float) -> None:
        reports.append(seconds)

    slow = asyncio.create_task(asked.answer("Slow?"))
    await wait_for_async(lambda: echo.asked, "the slow search")
    with use_asker(Asker("Ada", report)):
        waiting = asyncio.create_task(asked.answer("Waiting?"))
    await wait_for_async(lambda: reports, "the report")
    assert not waiting.done()
    free.set()
    assert (await waiting).quotes
    assert (await slow).quotes
    assert len(reports) == 1


async def test_a_person_with_many_questions_keeps_no_other_waiting() -> None:
    free = threading.Event()
    echo = Echo()
    echo.before = lambda question: void(question == "Slow?" and free.wait(LAST_RESORT))
    asked = SearchExecutor(echo, workers=1, limit=LAST_RESORT)
    tasks = [asyncio.create_task(asked.answer("Slow?"))]
    for person, questions in (("Ada", "abcdefgh"), ("Bea", "z")):
        with use_asker(Asker(person)):
            tasks += [asyncio.create_task(asked.answer(question)) for question in questions]
    await wait_for_async(lambda: echo.asked, "the slow search")
    free.set()
    await asyncio.gather(*tasks)
    assert echo.asked[:4] == ["Slow?", "a", "z", "b"]


def test_a_question_without_a_turn_and_one_without_an_end_get_different_words() -> None:
    assert "Too many people" in explain_timeout(OverloadError())
    assert "took too long" in explain_timeout(TimeoutError())


async def test_a_failed_search_raises_its_own_error_and_frees_its_worker() -> None:
    def fail(question: str) -> None:
        raise ZeroDivisionError(question)

    echo = Echo()
    echo.before = fail
    asked = search(echo, workers=1)
    for question in ("one", "two"):
        with pytest.raises(ZeroDivisionError, match=question):
            await asked.answer(question)


async def answer_at_last(asked: SearchExecutor, question: str) -> Answer:
    """Ask until there is time for an answer."""
    async with asyncio.timeout(LAST_RESORT):
        while True:
            with suppress(TimeoutError):
                return await asked.answer(question)


def void(value: object) -> None:
    """Take a value and give none."""
