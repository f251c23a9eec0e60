import asyncio
import threading
from collections import Counter

import pytest

from bot.chat.executor import SearchExecutor
from bot.chat.transport.inbound.attempts import count_attempt, suspend_attempt
from tests.chat.samples import Echo
from tests.waiting import wait_for_async


class Attempts:
    """The attempts at each update."""

    def __init__(self) -> None:
        self.counts: Counter[int] = Counter()

    def begin(self, update_id: int) -> None:
        self.counts[update_id] += 1

    def release(self, update_id: int) -> None:
        self.counts[update_id] -= 1


@pytest.fixture
def attempts() -> Attempts:
    return Attempts()


def test_an_attempt_counts_from_its_beginning(attempts: Attempts) -> None:
    with count_attempt(attempts, 7):
        assert attempts.counts == {7: 1}
    assert attempts.counts == {7: 1}


def test_an_attempt_does_not_count_while_it_is_suspended(attempts: Attempts) -> None:
    with count_attempt(attempts, 7):
        with suspend_attempt():
            assert attempts.counts[7] == 0
            with suspend_attempt():
                assert attempts.counts[7] == 0
            assert attempts.counts[7] == 0
        assert attempts.counts[7] == 1


def test_what_belongs_to_no_update_is_not_counted(attempts: Attempts) -> None:
    with suspend_attempt():
        assert attempts.counts == {}


def test_a_failure_counts(attempts: Attempts) -> None:
    with pytest.raises(ValueError, match="wrong"), count_attempt(attempts, 7), suspend_attempt():
        raise ValueError("wrong")
    assert attempts.counts[7] == 1


async def test_a_cancelled_attempt_does_not_count(attempts: Attempts) -> None:
    async def wait(*, suspended: bool) -> None:
        with count_attempt(attempts, 7 + suspended):
            if suspended:
                with suspend_attempt():
                    await asyncio.Event().wait()
            await asyncio.Event().wait()

    tasks = [asyncio.create_task(wait(suspended=item)) for item in (True, False)]
    await wait_for_async(lambda: attempts.counts == {7: 1, 8: 0}, "both to wait")
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    assert attempts.counts == {7: 0, 8: 0}


async def test_a_question_that_waits_for_its_search_does_not_count(attempts: Attempts) -> None:
    executor = SearchExecutor(Echo(), workers=1)
    gate = threading.Event()

    async def ask(number: int) -> None:
        with count_attempt(attempts, number):
            assert await executor.call(gate.wait)

    first = asyncio.create_task(ask(1))
    await wait_for_async(lambda: attempts.counts == {1: 1}, "the first search")
    second = asyncio.create_task(ask(2))
    await wait_for_async(lambda: 2 in attempts.counts, "the second question")
    assert attempts.counts == {1: 1, 2: 0}
    gate.set()
    await asyncio.gather(first, second)
    assert attempts.counts == {1: 1, 2: 1}
