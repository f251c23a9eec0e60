import asyncio
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.chat.storage.state import State
from bot.chat.transport.outbound import pacing
from bot.chat.transport.outbound.pacing import Pacer

PERSON, GROUP = 5, -5


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += max(seconds, 0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pacing, "time", SimpleNamespace(monotonic=clock, time=clock))
    monkeypatch.setattr(pacing, "asyncio", SimpleNamespace(sleep=clock.sleep, Lock=asyncio.Lock))
    return clock


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


async def take_turns(pacer: Pacer, chat: int, count: int, clock: Clock) -> list[float]:
    """Return when each turn came, in seconds after the first."""
    times = []
    for _ in range(count):
        async with pacer.turn(chat):
            times.append(clock.seconds)
    return [each - times[0] for each in times]


async def test_three_messages_at_once_are_not_delayed(state: State, clock: Clock) -> None:
    pacer = Pacer(state.waits)
    assert await take_turns(pacer, PERSON, 3, clock) == [0, 0, 0]
    assert await take_turns(pacer, PERSON + 1, 3, clock) == [0, 0, 0]


async def test_a_chat_gets_three_messages_in_three_seconds(state: State, clock: Clock) -> None:
    times = await take_turns(Pacer(state.waits), PERSON, 40, clock)
    assert all(times[index + 3] - times[index] >= 3 for index in range(37))
    assert times[-1] == pytest.approx(39)


async def test_a_group_gets_twenty_messages_in_a_minute(state: State, clock: Clock) -> None:
    times = await take_turns(Pacer(state.waits), GROUP, 45, clock)
    assert all(times[index + 20] - times[index] >= 60 for index in range(25))
    assert times[19] < 20


async def test_a_wait_holds_for_its_chat_alone_and_in_the_next_process(
    state: State, clock: Clock
) -> None:
    Pacer(state.waits).hold(PERSON, 50)
    pacer = Pacer(state.waits)
    start = clock.seconds
    async with pacer.turn(PERSON + 1):
        assert clock.seconds == start
    async with pacer.turn(PERSON):
        assert clock.seconds == start + 50
    assert state.waits.find(PERSON) == 0


async def test_a_clock_that_is_set_back_does_not_prolong_a_wait_for_ever(
    state: State, clock: Clock
) -> None:
    Pacer(state.waits).hold(PERSON, 50)
    clock.seconds -= 100_000
    start = clock.seconds
    async with Pacer(state.waits).turn(PERSON):
        assert clock.seconds - start == 3600


async def test_one_message_of_a_chat_is_sent_at_a_time(state: State) -> None:
    pacer = Pacer(state.waits)
    inside = 0

    async def write() -> None:
        nonlocal inside
        async with pacer.turn(PERSON):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(write(), write(), write())


async def test_a_state_that_fails_delays_nobody(
    state: State, caplog: pytest.LogCaptureFixture
) -> None:
    state.close()
    pacer = Pacer(state.waits)
    pacer.hold(PERSON, 100)
    start = time.monotonic()
    async with pacer.turn(PERSON):
        assert time.monotonic() - start < 50
    assert "cannot be noted in state.db" in caplog.text
