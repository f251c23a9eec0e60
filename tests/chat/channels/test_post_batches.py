"""Posts that arrive within a moment are written together, and none is passed over."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.chat.channels.channel_post import ChannelPost
from bot.chat.channels.post_batches import PostBatches
from bot.corpus.lock import CorpusError
from tests.chat.channels.posts import make_post
from tests.waiting import wait_for_async


class Desk:
    """Writes posts down, and fails as it is told."""

    def __init__(self, *failures: Exception | None, poison: int = 0) -> None:
        self.failures = list(failures)
        self.poison = poison
        self.writes: list[list[int]] = []
        self.finished: list[int] = []
        self.batches = PostBatches(self.write, self.finished.extend, pause=0.01)

    async def write(self, posts: Sequence[ChannelPost]) -> None:
        failure = self.failures.pop(0) if self.failures else None
        if failure:
            raise failure
        numbers = [post.number for post in posts]
        if self.poison in numbers:
            raise ZeroDivisionError
        self.writes.append(numbers)

    async def add(self, *numbers: int) -> None:
        await asyncio.gather(*(self.batches.add(make_post(number=number)) for number in numbers))


async def test_posts_of_a_moment_are_one_write_in_the_order_of_their_arrival() -> None:
    desk = Desk()
    await desk.add(*range(1, 51))
    assert desk.writes == [list(range(1, 51))]
    assert desk.finished == list(range(1, 51))


async def test_ten_thousand_posts_are_a_few_writes() -> None:
    desk = Desk()
    await desk.add(*range(1, 10_001))
    assert [number for write in desk.writes for number in write] == list(range(1, 10_001))
    assert len(desk.writes) <= 11


async def test_a_later_post_is_written_later() -> None:
    desk = Desk()
    await desk.add(1)
    await desk.add(2)
    assert desk.writes == [[1], [2]]


async def test_what_cannot_be_written_is_tried_again_with_what_came_meanwhile(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk(CorpusError("the disk is full"), OSError("the disk is full"))
    first = asyncio.create_task(desk.add(1))
    await wait_for_async(lambda: desk.batches.fault, "the failure")
    assert str(desk.batches.fault) == "the disk is full"
    assert not desk.finished
    await desk.add(2)
    await first
    assert desk.writes == [[1, 2]]
    assert desk.batches.fault is None
    assert caplog.text.count("Posts of channels wait to be written: the disk is full") == 1


async def test_a_post_that_cannot_be_written_at_all_costs_no_other() -> None:
    desk = Desk(poison=2)
    await desk.add(1, 2, 3)
    assert desk.writes == [[1], [3]]
    assert desk.finished == [1, 2, 3]


async def test_flush_waits_for_what_was_added_before() -> None:
    desk = Desk()
    task = asyncio.create_task(desk.batches.add(make_post(number=1)))
    await asyncio.sleep(0)
    await desk.batches.flush()
    assert desk.finished == [1]
    await task
    await desk.batches.flush()


async def test_whoever_no_longer_waits_keeps_nobody_from_being_written() -> None:
    desk = Desk()
    task = asyncio.create_task(desk.batches.add(make_post(number=1)))
    await asyncio.sleep(0)
    task.cancel()
    await desk.add(2)
    assert desk.writes == [[1, 2]]
