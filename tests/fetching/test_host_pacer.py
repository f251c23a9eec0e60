import asyncio

import pytest

from bot.fetching.host_pacer import HostPacer
from tests.waiting import wait_for_async


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.naps: list[float] = []

    def read(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


async def test_a_host_gets_one_request_at_a_time_with_a_pause_between() -> None:
    time = FakeTime()
    pacer = HostPacer(time.read, time.sleep)
    spans: list[tuple[float, float]] = []

    async def ask(host: str) -> None:
        async with pacer.take_turn(host, 2.0):
            begin = time.now
            time.now += 5.0
            await asyncio.sleep(0)
            spans.append((begin, time.now))

    await asyncio.gather(*(ask(host) for host in ["news.example", "NEWS.example"] * 3))
    assert spans == [(n * 7.0, n * 7.0 + 5.0) for n in range(6)]


async def test_hosts_do_not_wait_for_each_other() -> None:
    pacer = HostPacer()
    async with pacer.take_turn("a.example", 60.0), pacer.take_turn("b.example", 60.0):
        assert len(pacer) == 2


async def test_a_request_that_fails_or_gives_up_lets_the_next_come() -> None:
    time = FakeTime()
    pacer = HostPacer(time.read, time.sleep)
    with pytest.raises(ValueError, match="failed"):
        async with pacer.take_turn("a.example", 1.0):
            raise ValueError("failed")
    async with pacer.take_turn("a.example", 1.0):
        impatient = asyncio.create_task(pacer.take_turn("a.example", 1.0).__aenter__())
        await asyncio.sleep(0)
        impatient.cancel()
        await wait_for_async(impatient.done, "the impatient request")
    async with pacer.take_turn("a.example", 1.0):
        assert time.naps == [1.0, 1.0]


async def test_hosts_that_nobody_asks_are_forgotten() -> None:
    time = FakeTime()
    pacer = HostPacer(time.read, time.sleep)
    for number in range(10_000):
        async with pacer.take_turn(f"n{number}.example", 1.0):
            time.now += 1.0
    assert len(pacer) < 200


async def test_a_host_is_not_forgotten_before_its_pause_is_over() -> None:
    time = FakeTime()
    pacer = HostPacer(time.read, time.sleep)
    async with pacer.take_turn("slow.example", 30.0):
        pass
    for number in range(500):
        async with pacer.take_turn(f"n{number}.example", 0.0):
            pass
    async with pacer.take_turn("slow.example", 30.0):
        assert time.naps == [30.0]


async def test_a_clock_that_stands_still_is_waited_for() -> None:
    naps = []

    async def sleep(seconds: float) -> None:
        naps.append(seconds)

    readings = iter([0.0, 0.0, 0.0, 0.5, 0.5, 1.0, 1.0, 1.0, 1.0])
    pacer = HostPacer(lambda: next(readings), sleep)
    async with pacer.take_turn("a.example", 1.0):
        pass
    async with pacer.take_turn("a.example", 1.0):
        assert naps[-1] == 0.5
