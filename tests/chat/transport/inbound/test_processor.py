import asyncio
from datetime import date
from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.chat.storage.state import State
from bot.chat.transport.inbound.fairness import allowance
from bot.chat.transport.inbound.fairness.queue_limits import QueueLimits
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.inbound.processor import Processor
from bot.chat.transport.inbound.ticket import Excess
from bot.localization.current import format_near_day
from tests.waiting import wait_for_async


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


def update(number: int, chat: int = 5) -> Update:
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}}
    return Update.de_json({"update_id": number, "message": message}, None)


async def test_what_is_handled_to_its_end_is_done_with(state: State) -> None:
    inbox = Inbox(state)
    await inbox.put(update(1))
    await Processor(inbox).process_update(update(1), asyncio.sleep(0))
    assert list(state.updates.pending()) == []


async def test_what_is_cancelled_stays_for_the_next_start(state: State) -> None:
    inbox = Inbox(state)
    await inbox.put(update(1))
    await inbox.put(update(2))
    processor = Processor(inbox)
    tasks = [
        asyncio.create_task(processor.process_update(update(number), asyncio.sleep(10)))
        for number in (1, 2)
    ]
    await asyncio.sleep(0.01)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    assert [(pending.id, pending.attempts) for pending in state.updates.pending()] == [
        (1, 0),
        (2, 0),
    ]


async def test_other_objects_are_handled_at_once(state: State) -> None:
    ran = asyncio.Event()

    async def run() -> None:
        ran.set()

    await Processor(Inbox(state)).process_update("no update", run())
    assert ran.is_set()


class Notifier:
    """Notes what people are told."""

    def __init__(self) -> None:
        self.words: list[str] = []

    async def tell_skips(self, update: Update, count: int) -> None:
        self.words.append(f"{count} skipped")

    async def tell_set_aside(self, update: Update) -> None:
        self.words.append(f"{update.update_id} set aside")

    async def tell_excess(self, update: Update, excess: Excess) -> None:
        self.words.append(excess.name)

    async def tell_wait(self, update: Update, seconds: float) -> None:
        self.words.append(f"{update.update_id} waits")


async def test_what_crashed_the_bot_twice_is_told_and_not_handled(state: State) -> None:
    state.updates.add(1, update(1).to_json())
    for _ in range(2):
        state.updates.begin(1)
    inbox = Inbox(state)
    await inbox.replay(Bot("1:token"))
    processor = Processor(inbox)
    processor.notifier = notifier = Notifier()
    handled = asyncio.Event()

    async def handle() -> None:
        handled.set()

    await processor.process_update(update(1), handle())
    assert notifier.words == ["1 set aside"]
    assert not handled.is_set()
    assert list(state.updates.pending()) == []


async def test_who_asks_too_much_is_told_once_and_what_was_skipped_at_last(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowance, "_FIRST_PAUSE", 0.01)
    inbox = Inbox(state, QueueLimits(waiting=2, person=3))
    for number in range(1, 11):
        await inbox.put(update(number))
    processor = Processor(inbox)
    processor.notifier = notifier = Notifier()
    order: list[int] = []

    async def handle(number: int) -> None:
        order.append(number)

    while len(order) < 3:
        item = await inbox.get()
        assert isinstance(item, Update)
        await processor.process_update(item, handle(item.update_id))
    assert order == [1, 9, 10]
    assert notifier.words == ["PERSON", "7 skipped"]
    assert list(state.updates.pending()) == []


async def test_what_is_abandoned_waits_for_the_next_start(state: State) -> None:
    inbox = Inbox(state)
    processor = Processor(inbox)
    for number in (1, 2):
        await inbox.put(update(number, chat=number))
    started = asyncio.Event()

    async def never() -> None:
        started.set()
        await asyncio.Event().wait()

    tasks = [
        asyncio.create_task(processor.process_update(update(number, chat=number), never()))
        for number in (1, 2)
    ]
    await started.wait()
    await processor.abandon()
    assert all(task.cancelled() for task in tasks)
    assert [(item.id, item.attempts) for item in state.updates.pending()] == [(1, 0), (2, 0)]


ADA = {"id": 5, "is_bot": False, "first_name": "Ada"}
INLINE = {"inline_query": {"id": "1", "from": ADA, "query": "", "offset": ""}}
GUEST = {"guest_message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}}


@pytest.mark.parametrize("elsewhere", [INLINE, GUEST], ids=["inline query", "guest message"])
async def test_what_comes_from_another_chat_waits_for_none(
    state: State, elsewhere: dict[str, object]
) -> None:
    processor, gate = Processor(Inbox(state)), asyncio.Event()
    ends: list[int] = []

    async def handle(number: int, *, waits: bool = False) -> None:
        if waits:
            await gate.wait()
        ends.append(number)

    async with asyncio.TaskGroup() as group:
        group.create_task(processor.process_update(update(1), handle(1, waits=True)))
        for number in (2, 3):
            other = Update.de_json({"update_id": number, **elsewhere}, None)
            task = processor.process_update(other, handle(number, waits=number == 2))
            group.create_task(task)
        await wait_for_async(lambda: ends, "what waits for nothing")
        assert ends == [3]
        gate.set()
    assert sorted(ends) == [1, 2, 3]


async def test_what_is_said_is_said_on_the_day_of_its_handling(state: State) -> None:
    day = date(2026, 1, 8)
    words: list[str] = []

    async def say() -> None:
        words.append(format_near_day(day))

    processor = Processor(Inbox(state), today=lambda: day)
    await processor.process_update(update(1), say())
    assert words == ["8 January 2026 (today)"]
