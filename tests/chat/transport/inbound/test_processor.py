import asyncio
from datetime import date
from pathlib import Path

import pytest
from telegram import Update

from bot.chat.storage.state import State
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.inbound.processor import Processor
from bot.localization.current import format_near_day
from tests.waiting import wait_for_async


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


def update(number: int, chat: int = 5) -> Update:
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}}
    return Update.de_json({"update_id": number, "message": message}, None)


async def test_one_chat_is_handled_in_order_and_others_beside_it(state: State) -> None:
    processor = Processor(Inbox(state))
    events: list[str] = []
    gate = asyncio.Event()

    async def handle(name: str, *, waits: bool = False) -> None:
        events.append(f"{name} begins")
        if waits:
            await gate.wait()
        events.append(f"{name} ends")

    async with asyncio.TaskGroup() as group:
        group.create_task(processor.process_update(update(1), handle("first", waits=True)))
        group.create_task(processor.process_update(update(2), handle("second")))
        group.create_task(processor.process_update(update(3, chat=6), handle("other")))
        await wait_for_async(lambda: "other ends" in events, "the other")
        assert events == ["first begins", "other begins", "other ends"]
        gate.set()
    assert events[3:] == ["first ends", "second begins", "second ends"]


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


async def test_locks_are_dropped_when_nobody_waits_for_them(state: State) -> None:
    processor = Processor(Inbox(state))
    await processor.process_update(update(1), asyncio.sleep(0))
    assert processor._lanes == {}


async def test_what_is_abandoned_waits_for_the_next_start(state: State) -> None:
    inbox = Inbox(state)
    processor = Processor(inbox)
    for number in (1, 2):
        await inbox.put(update(number))
    started = asyncio.Event()

    async def never() -> None:
        started.set()
        await asyncio.Event().wait()

    tasks = [
        asyncio.create_task(processor.process_update(update(number), never())) for number in (1, 2)
    ]
    await started.wait()
    await processor.abandon()
    assert all(task.cancelled() for task in tasks)
    assert [(each.id, each.attempts) for each in state.updates.pending()] == [(1, 0), (2, 0)]


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
