"""Serving, from the first connection to the last; crashes are in tests/telegram."""

import asyncio
import logging
import time

import pytest

from bot.chat.lifecycle.serve import TokenRefusedError
from bot.chat.storage.state import State
from tests.chat.conftest import Room
from tests.telegram.client import Channel, Group, quotes
from tests.telegram.faults import Kind
from tests.waiting import LAST_RESORT


async def test_a_refused_token_at_the_start_is_an_error_without_the_token(idle: Room) -> None:
    idle.server.revoke_token()
    async with idle.served() as serving:
        with pytest.raises(TokenRefusedError, match="DATELINE_TELEGRAM_TOKEN") as refused:
            await serving
    assert idle.server.token.partition(":")[2] not in str(refused.value)


async def test_a_token_that_is_revoked_later_ends_the_service_without_a_traceback(
    idle: Room, caplog: pytest.LogCaptureFixture
) -> None:
    async with idle.served() as serving:
        idle.server.revoke_token()
        with pytest.raises(TokenRefusedError):
            await asyncio.wait_for(serving, LAST_RESORT)
    assert "Traceback" not in caplog.text


async def test_telegram_out_of_reach_at_the_start_is_waited_for(
    idle: Room, caplog: pytest.LogCaptureFixture
) -> None:
    idle.server.faults.add("getMe", Kind.DROP)
    async with idle.served():
        assert quotes(await idle.private().ask("Who won?"))
    assert "Telegram cannot be reached" in caplog.text


async def test_menus_that_cannot_be_set_stop_nothing_and_are_set_later(idle: Room) -> None:
    fault = idle.server.faults.add("setMyCommands", Kind.BAD_GATEWAY)
    async with idle.served():
        assert quotes(await idle.private().ask("Who won?"))
        await idle.world.wait_for(lambda: fault.over, "the failure")
        await idle.world.wait_for(lambda: idle.server.profile.commands, "the menus")


@pytest.mark.parametrize("kind", [Kind.GARBAGE, Kind.BAD_GATEWAY, Kind.DROP])
async def test_a_failed_poll_is_tried_again(idle: Room, kind: Kind) -> None:
    async with idle.served():
        person = idle.private()
        idle.server.faults.add("getUpdates", kind)
        assert quotes(await person.ask("Who won?"))


async def test_questions_that_wait_at_the_start_are_answered(idle: Room) -> None:
    async with idle.served():
        pass
    person = idle.private()
    question = person.send("Who won?")
    async with idle.served():
        assert await person.reply_to(question)
    assert len(person.answers) == 1


async def test_the_same_update_delivered_twice_is_answered_once(room: Room) -> None:
    person = room.private()
    question = person.send("Who won?")
    assert person.last_update is not None
    update = room.world.updates.find(person.last_update)
    await person.reply_to(question)
    room.world.updates.deliver_again(update)
    room.world.touch()
    await person.ask("And when?")
    assert len(person.answers) == 2


async def test_a_stop_does_not_wait_for_the_end_of_a_flood_limit_and_loses_nothing(
    idle: Room,
) -> None:
    person = idle.private()
    limit = LAST_RESORT
    async with idle.served():
        fault = idle.server.faults.add("sendMessage", Kind.FLOOD, seconds=limit)
        question = person.send("Who won?")
        await idle.world.wait_for(lambda: fault.over, "the refusal")
        refused = time.monotonic()
    assert time.monotonic() - refused < limit
    # The wait would hold over the restart, which another test is about.
    state = State(idle.folder, idle.world.bot["id"])
    assert state.waits.find(person.id)
    state.waits.forget(person.id)
    state.close()
    async with idle.served():
        await person.reply_to(question)
    assert len(person.answers) == 1


async def test_a_flood_limit_in_one_chat_holds_up_no_other(room: Room) -> None:
    slow, quick = room.private(), room.private()
    fault = room.server.faults.add("sendMessage", Kind.FLOOD, seconds=3, chat_id=slow.id)
    question = slow.send("Who won?")
    await room.world.wait_for(lambda: fault.over, "the refusal")
    assert quotes(await quick.ask("And when?"))
    assert slow.answers == []
    await slow.reply_to(question)


async def test_other_updates_are_ignored(room: Room) -> None:
    group, channel, person = Group(room.world), Channel(room.world), room.private()
    room.world.updates.allowed += ["channel_post", "poll", "business_message"]
    channel.publish("/ask Who won?")
    group.send("Hello all")
    group.send("/ask Who won?", user=room.world.user("Robot", is_bot=True))
    room.world.updates.add("poll", {"id": "1"})
    room.world.updates.add_raw({"some_future_kind": {"id": 1}})
    room.world.updates.add_raw({"message": "no object"})
    await person.ask("Who won?")
    await group.sentinel()
    assert (len(group.answers), len(channel.answers), len(person.answers)) == (1, 0, 1)


@pytest.mark.parametrize("text", ["🙂" * 2048, "ق" * 4096, "<b>&amp;", "\u202eabc", "a\x00b"])
async def test_any_text_is_answered(room: Room, text: str) -> None:
    reply = await room.private().ask(text)
    assert reply["text"].endswith("As of 7 January 2026 · 1 article")


async def test_half_a_surrogate_pair_is_answered(room: Room) -> None:
    person = room.private()
    message = person.send("Who won?")
    halved = {**message, "text": "Who \ud83d won?"}
    room.world.updates.add("message", halved)
    room.world.touch()
    await room.world.wait_for(lambda: "Who \ufffd won?" in room.echo.asked, "the question")
    await room.world.wait_for(lambda: len(person.answers) == 2, "both answers")
    assert "Somebody asked: Who \ufffd won?" in person.answers[-1]["text"]


async def test_what_people_write_is_not_in_the_log(
    idle: Room, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with idle.served():
        await idle.private().ask("A very private question?")
    assert "Serving Telegram" in caplog.text
    assert "very private" not in caplog.text
