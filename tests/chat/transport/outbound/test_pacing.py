import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.storage.state import State
from bot.chat.storage.wait_store import ALL_CHATS, WaitStore
from bot.chat.transport.outbound import overall_limiter, pacing
from bot.chat.transport.outbound.message_rates import MessageRates
from bot.chat.transport.outbound.pacing import Pacer
from bot.chat.transport.outbound.retry import UndeliveredError
from tests.chat.transport.outbound.clocks import Clock
from tests.telegram.floods import FloodLimits
from tests.telegram.refusals import RefusalError

PERSON, GROUP = 5, -5


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    clock.replace(monkeypatch, pacing, overall_limiter)
    return clock


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


class Sender:
    """Sends through a pacer; ``times`` has when each message of a chat went, after the start."""

    def __init__(self, pacer: Pacer, clock: Clock) -> None:
        self.times: dict[int, list[float]] = defaultdict(list)
        self._pacer = pacer
        self._clock = clock
        self._start = clock.seconds

    @property
    def all_times(self) -> list[float]:
        return sorted(each for times in self.times.values() for each in times)

    async def send(self, chat: int, count: int = 1, *, is_bulk: bool = False) -> None:
        for _ in range(count):
            async with self._pacer.turn(chat, is_bulk=is_bulk):
                self.times[chat].append(self._clock.seconds - self._start)


async def take_turns(pacer: Pacer, chat: int, count: int, clock: Clock) -> list[float]:
    """Return when each turn came, in seconds after the start."""
    sender = Sender(pacer, clock)
    await clock.run(sender.send(chat, count))
    return sender.times[chat]


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


@pytest.mark.parametrize(("rate", "duration"), [(600, 3.9), (6, 390), (2, 1140)])
async def test_the_rate_of_a_chat_is_a_setting(
    state: State, clock: Clock, rate: int, duration: float
) -> None:
    times = await take_turns(
        Pacer(state.waits, MessageRates(chat_per_minute=rate)), PERSON, 40, clock
    )
    assert times[-1] == pytest.approx(duration)
    assert all(times[index + rate] - times[index] >= 60 for index in range(40 - rate))


async def test_without_rates_nothing_is_delayed(state: State, clock: Clock) -> None:
    times = await take_turns(Pacer(state.waits, MessageRates(0, 0, 0)), GROUP, 100, clock)
    assert times == [0] * 100


async def test_thirty_messages_a_second_go_to_all_chats(state: State, clock: Clock) -> None:
    sender = Sender(Pacer(state.waits), clock)
    await clock.run(*(sender.send(chat) for chat in range(1, 101)))
    times = sender.all_times
    assert times[29] == 0
    assert all(times[index + 30] - times[index] >= 1 for index in range(70))
    assert times[-1] < 4


async def test_answers_need_not_wait_for_what_many_chats_get(state: State, clock: Clock) -> None:
    sender = Sender(Pacer(state.waits), clock)
    answers = range(1, 11)

    async def ask_later(chat: int) -> None:
        await clock.sleep(1.5)
        await sender.send(chat)

    await clock.run(
        *(sender.send(chat, is_bulk=True) for chat in range(100, 200)), *map(ask_later, answers)
    )
    assert [sender.times[chat] for chat in answers] == [[1.5]] * 10
    bulk = sender.all_times
    assert 4 < bulk[-1] < 8  # twenty a second, and so a third is left to answers


async def test_what_many_chats_get_waits_as_long_as_answers_do(state: State, clock: Clock) -> None:
    sender = Sender(Pacer(state.waits), clock)
    await clock.run(
        *(sender.send(chat) for chat in range(1, 100)), sender.send(PERSON + 1000, is_bulk=True)
    )
    answers = [times[0] for chat, times in sender.times.items() if chat < 100]
    assert sender.times[PERSON + 1000][0] >= max(answers)


async def test_what_hangs_holds_up_the_others_for_seconds_only(state: State, clock: Clock) -> None:
    pacer = Pacer(state.waits)

    async def hang(chat: int) -> None:
        async with pacer.turn(chat):
            await clock.sleep(100)

    sender = Sender(pacer, clock)
    await clock.run(*(hang(chat) for chat in range(1, 31)), sender.send(PERSON + 1000))
    assert sender.times[PERSON + 1000][0] < 7


async def test_a_wait_holds_for_its_chat_alone_and_in_the_next_process(
    state: State, clock: Clock
) -> None:
    Pacer(state.waits).hold(PERSON, 50)
    pacer = Pacer(state.waits)
    assert await take_turns(pacer, PERSON + 1, 1, clock) == [0]
    assert await take_turns(pacer, PERSON, 1, clock) == [50]
    assert state.waits.find(PERSON) == 0


async def test_the_same_wait_in_several_chats_holds_for_all_and_in_the_next_process(
    state: State, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    pacer = Pacer(state.waits)
    for chat in (1, 2, 3):
        pacer.hold(chat, 20)
    assert "all do" in caplog.text
    sender = Sender(pacer, clock)
    await clock.run(*(sender.send(chat) for chat in range(11, 31)))
    times = sender.all_times
    # After the wait come few messages, and then more and more.
    counts = Counter(int(each + 0.01) for each in times)
    assert [counts[second] for second in range(20, 24)] == [2, 4, 8, 6]
    state.waits.remember(ALL_CHATS, clock.seconds + 7)
    assert (await take_turns(Pacer(state.waits), PERSON, 1, clock))[0] == pytest.approx(7, abs=0.2)


@pytest.mark.parametrize("waits", [((1, 20), (1, 20), (1, 20)), ((1, 20), (2, 40), (3, 60))])
async def test_other_waits_hold_for_their_chats_alone(
    state: State, clock: Clock, waits: tuple[tuple[int, int], ...]
) -> None:
    pacer = Pacer(state.waits)
    for chat, seconds in waits:
        pacer.hold(chat, seconds)
    assert await take_turns(pacer, PERSON, 1, clock) == [0]


async def test_what_many_chats_get_does_not_wait_where_telegram_asks_for_long(
    state: State, clock: Clock
) -> None:
    pacer = Pacer(state.waits)
    pacer.hold(PERSON, 500)
    with pytest.raises(UndeliveredError) as error:
        await clock.run(Sender(pacer, clock).send(PERSON, is_bulk=True))
    assert error.value.pause == pytest.approx(500)


async def test_a_wait_of_hours_is_one_of_an_hour(state: State, clock: Clock) -> None:
    pacer = Pacer(state.waits)
    pacer.hold(PERSON, 10_000)
    assert await take_turns(pacer, PERSON, 1, clock) == [3600]


async def test_a_clock_that_is_set_back_does_not_prolong_a_wait_for_ever(
    state: State, clock: Clock
) -> None:
    Pacer(state.waits).hold(PERSON, 50)
    clock.seconds -= 100_000
    assert await take_turns(Pacer(state.waits), PERSON, 1, clock) == [3600]


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


@dataclass(frozen=True)
class Demand:
    """Messages of one chat, the first after ``start`` seconds, each on its way for ``latency``."""

    chat: int
    start: float
    latency: float
    count: int
    is_bulk: bool


class Telegram:
    """Takes messages a moment after they are sent, and counts those that break its limits."""

    def __init__(self, clock: Clock) -> None:
        self.limits = FloodLimits()
        self._clock = clock
        self._times: dict[int, list[float]] = defaultdict(list)

    async def take(self, chat: int, latency: float) -> None:
        await self._clock.sleep(latency / 2)
        now = self._clock.seconds
        times = sorted(each for times in self._times.values() for each in times)
        with suppress(RefusalError):
            self.limits.check_chat(self._times[chat], now, is_group=chat < 0)
            self.limits.check_all(times, now)
            self._times[chat].append(now)
        await self._clock.sleep(latency / 2)


class NoWaits(WaitStore):
    """Waits of which none is noted, because Telegram never asks for one."""

    def __init__(self) -> None:
        """Need no file."""

    def find(self, chat: int) -> float:
        return 0.0


async def meet_demands(demands: Sequence[Demand], rates: MessageRates) -> FloodLimits:
    """Send what people and the bot itself want to send, and return what Telegram says of it."""
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        clock.replace(patch, pacing, overall_limiter)
        pacer, telegram = Pacer(NoWaits(), rates), Telegram(clock)

        async def send(demand: Demand) -> None:
            await clock.sleep(demand.start)
            for _ in range(demand.count):
                async with pacer.turn(demand.chat, is_bulk=demand.is_bulk):
                    await telegram.take(demand.chat, demand.latency)

        await clock.run(*map(send, demands))
    return telegram.limits


any_demands = st.lists(
    st.builds(
        Demand,
        chat=st.integers(-3, 40),
        start=st.floats(0, 5),
        latency=st.floats(0, 0.4),
        count=st.integers(1, 6),
        is_bulk=st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


@given(demands=any_demands)
def test_telegram_has_nothing_to_refuse(demands: Sequence[Demand]) -> None:
    limits = asyncio.run(meet_demands(demands, MessageRates()))
    assert limits.refusals == 0


def test_without_rates_telegram_has_much_to_refuse() -> None:
    demands = [Demand(chat, 0, 0.1, 4, is_bulk=False) for chat in range(1, 41)]
    limits = asyncio.run(meet_demands(demands, MessageRates(0, 0, 0)))
    assert limits.refusals > 40
