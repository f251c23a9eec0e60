import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from telegram import Update

from bot.chat.storage.state import State
from bot.chat.transport.inbound.fairness.queue_limits import QueueLimits
from bot.chat.transport.inbound.inbox import MOST_ATTEMPTS, Inbox
from bot.chat.transport.inbound.processor import Processor
from bot.chat.transport.outbound.press_responder import PressResponder
from bot.chat.transport.outbound.toasts import is_answered, show_toast
from tests.chat.transport.outbound.presser import Presser
from tests.waiting import wait_for_async

EXCESS = "Too many buttons at once: please wait a moment, then press again."
LATE = "I could not do this in time. Please press the button again."
SOON = 0.01
NEVER = 10_000.0


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


def make_inbox(
    state: State,
    longest: float,
    limits: QueueLimits | None = None,
    clock: Callable[[], float] = time.time,
) -> Inbox:
    inbox = Inbox(state, limits, clock=clock)
    inbox.watcher = PressResponder(inbox.journal.note_answer, longest=longest)
    return inbox


def list_pending(state: State) -> list[int]:
    return [pending.id for pending in state.updates.pending()]


async def handle_next(inbox: Inbox, words: str = "") -> None:
    """Handle what has its turn, which says something of its button."""
    update = await inbox.get()
    assert isinstance(update, Update)
    await Processor(inbox).process_update(update, show_toast(update, words))


async def test_a_button_that_nothing_answers_is_answered_in_the_end(presser: Presser) -> None:
    query, update = presser.press()
    async with PressResponder().answer(update):
        assert presser.calls == 0
    assert presser.toasts == {query: ""}
    assert presser.calls == 1


async def test_a_button_whose_effect_takes_long_is_answered_early_and_then_no_more(
    presser: Presser,
) -> None:
    query, update = presser.press()
    async with PressResponder(longest=SOON).answer(update):
        await presser.server.world.toast(query)
        assert is_answered(update)
        await show_toast(update, "Done")
    assert presser.toasts == {query: ""}
    assert presser.calls == 1


async def test_what_is_no_button_is_not_answered(presser: Presser) -> None:
    responder = PressResponder(longest=SOON)
    responder.watch(Update(1))
    async with responder.answer(Update(1)):
        pass
    await responder.close()
    assert presser.calls == 0


async def test_a_button_whose_turn_has_not_come_is_answered_all_the_same(
    state: State, presser: Presser
) -> None:
    inbox = make_inbox(state, SOON)
    (first, update), (second, other) = presser.press(), presser.press()
    await inbox.put(update)
    await inbox.put(other)
    await presser.server.world.toast(second)
    for _ in range(2):
        await handle_next(inbox, "Done")
    assert presser.toasts == {first: "", second: ""}
    assert presser.calls == 2


async def test_a_button_whose_turn_comes_soon_is_answered_by_its_effect(
    state: State, presser: Presser
) -> None:
    inbox = make_inbox(state, NEVER)
    query, update = presser.press()
    await inbox.put(update)
    await inbox.put(update)
    await handle_next(inbox, "Done")
    assert presser.toasts == {query: "Done"}
    assert presser.calls == 1


@pytest.mark.parametrize(
    "limits", [QueueLimits(presses=2), QueueLimits(waiting=1)], ids=["of a person", "in a chat"]
)
async def test_too_many_buttons_do_nothing_and_say_to_wait(
    state: State, presser: Presser, limits: QueueLimits
) -> None:
    inbox = make_inbox(state, NEVER, limits)
    presses = [presser.press() for _ in range(30)]
    for _, update in presses:
        await inbox.put(update)
    await wait_for_async(lambda: len(list_pending(state)) == 2, "the others to be declined")
    for _ in range(2):
        await handle_next(inbox, "Done")
    assert sorted(presser.toasts) == sorted(query for query, _ in presses)
    assert sorted(presser.toasts.values()) == ["Done"] * 2 + [EXCESS] * 28
    assert presser.calls == 30
    assert list_pending(state) == []


async def test_after_a_restart_a_button_is_answered_once_and_not_what_was_answered_before(
    state: State, presser: Presser
) -> None:
    inbox = make_inbox(state, SOON)
    (first, update), (second, other) = presser.press(), presser.press()
    await inbox.put(update)
    await presser.server.world.toast(first)
    await wait_for_async(lambda: "is_answered" in next(state.updates.pending()).body, "the note")
    inbox.clear()  # as good as killed
    state.updates.add(other.update_id, other.to_json())
    inbox = make_inbox(state, NEVER)
    assert await inbox.replay(presser.bot) == 2
    for _ in range(2):
        await handle_next(inbox, "Done")
    assert presser.toasts == {first: "", second: "Done"}
    assert presser.calls == 2


async def test_a_button_that_waits_for_a_suspect_to_be_handled_alone_is_answered(
    state: State, presser: Presser
) -> None:
    message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}
    suspect = Update.de_json({"update_id": 10_000, "message": message}, presser.bot)
    state.updates.add(suspect.update_id, suspect.to_json())
    state.updates.begin(suspect.update_id)
    query, update = presser.press()
    state.updates.add(update.update_id, update.to_json())
    inbox = make_inbox(state, SOON)
    await inbox.replay(presser.bot)
    assert inbox.qsize() == 1
    await presser.server.world.toast(query)
    assert presser.calls == 1


async def test_a_button_that_was_pressed_long_before_the_start_says_to_press_again(
    state: State, presser: Presser
) -> None:
    query, update = presser.press()
    state.updates.add(update.update_id, update.to_json())
    inbox = make_inbox(state, NEVER, clock=lambda: time.time() + 3600)
    assert await inbox.replay(presser.bot) == 0
    await wait_for_async(lambda: not list_pending(state), "the end")
    assert presser.toasts == {query: LATE}
    assert presser.calls == 1


async def test_a_button_that_is_set_aside_is_answered_once(state: State, presser: Presser) -> None:
    query, update = presser.press()
    state.updates.add(update.update_id, update.to_json())
    for _ in range(MOST_ATTEMPTS):
        state.updates.begin(update.update_id)
    inbox = make_inbox(state, NEVER)
    await inbox.replay(presser.bot)
    await handle_next(inbox, "Done")
    assert presser.toasts == {query: ""}
    assert presser.calls == 1


async def test_at_the_end_what_is_left_for_the_next_start_is_answered_and_kept(
    state: State, presser: Presser
) -> None:
    inbox = make_inbox(state, NEVER)
    (first, update), (second, other) = presser.press(), presser.press()
    await inbox.put(update)
    await inbox.put(other)
    processor, started = Processor(inbox), asyncio.Event()

    async def never() -> None:
        started.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(processor.process_update(await inbox.get(), never()))
    await started.wait()
    inbox.clear()
    await processor.abandon()
    assert task.cancelled()
    assert presser.toasts == {first: "", second: ""}
    inbox = make_inbox(state, NEVER)
    assert await inbox.replay(presser.bot) == 2
    for _ in range(2):
        await handle_next(inbox, "Done")
    assert presser.calls == 2
    assert list_pending(state) == []


async def test_a_button_whose_effect_fails_is_answered(presser: Presser) -> None:
    query, update = presser.press()

    async def fail() -> None:
        async with PressResponder().answer(update):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert presser.toasts == {query: ""}
    assert presser.calls == 1
