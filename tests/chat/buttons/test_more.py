from functools import partial

import pytest

from bot.chat import application
from bot.chat.buttons import more
from bot.chat.executor import SearchExecutor, today
from bot.chat.keyboard import digest_question
from bot.errors import UnavailableError
from tests.chat.conftest import Room
from tests.telegram.client import Group, button, quotes
from tests.telegram.shapes import Message

QUESTION = "More about the bridge?"


def longer(question: str) -> list[str]:
    return [f"Somebody asked: {question}", f"Somebody asked on {today()}: {question}"]


async def toast(room: Room, query: str) -> str:
    await room.world.wait_for(lambda: query in room.world.toasts, "a toast")
    return room.world.toasts[query]


def has_button(message: Message) -> bool:
    return "reply_markup" in message


async def test_the_button_makes_the_reply_the_longer_one(room: Room) -> None:
    person = room.private()
    short = await person.ask(QUESTION)
    assert quotes(short) == longer(QUESTION)[:1]
    long = await person.pressed(short, "More")
    assert quotes(long) == longer(QUESTION)
    assert not has_button(long)
    assert len(person.answers) == 1


async def test_where_there_is_no_more_there_is_no_button(room: Room) -> None:
    assert not has_button(await room.private().ask("When did the bridge open?"))


@pytest.mark.parametrize("opening", ["/ask ", "{mention} "])
async def test_it_works_in_groups_for_everybody(room: Room, opening: str) -> None:
    group = Group(room.world)
    asked = group.send(opening.format(mention=group.mention) + QUESTION)
    answer = (await group.reply_to(asked)).message
    group.press(room.world.user("Carl"), answer, button(answer, "More"))
    assert quotes(await group.edit_of(answer)) == longer(QUESTION)


async def test_it_works_where_ask_replied_to_what_somebody_else_said(room: Room) -> None:
    group = Group(room.world)
    other = group.send(QUESTION, user=room.world.user("Carl"))
    answer = (await group.reply_to(group.send("/ask", reply_to=other))).message
    group.press(group.user, answer, button(answer, "More"))
    assert quotes(await group.edit_of(answer)) == longer(QUESTION)


async def test_it_works_after_a_restart(idle: Room) -> None:
    person = idle.private()
    async with idle.served():
        short = await person.ask(QUESTION)
    async with idle.served():
        assert quotes(await person.pressed(short, "More")) == longer(QUESTION)


async def test_the_day_of_the_question_stays(room: Room) -> None:
    person = room.private()
    short = await person.ask(QUESTION)
    person.press(person.user, short, f"1|m|20260101|{digest_question(QUESTION)}")
    assert "asked on 2026-01-01" in quotes(await person.edit_of(short))[1]


async def test_a_second_press_changes_nothing_and_is_no_error(room: Room) -> None:
    person = room.private()
    short = await person.ask(QUESTION)
    await person.pressed(short, "More")
    assert await toast(room, person.press(person.user, short, button(short, "More"))) == ""
    assert len(person.answers) == 1


async def test_a_question_that_changed_or_is_gone_is_said(room: Room) -> None:
    person = room.private()
    short = await person.ask(QUESTION)
    data = button(short, "More")
    gone = {**short}
    del gone["reply_to_message"]
    changed = {**short, "reply_to_message": {**short["reply_to_message"], "text": "Who?"}}
    for message in (gone, changed):
        query = person.press(person.user, message, data)  # type: ignore[arg-type]
        assert "gone or has changed" in await toast(room, query)


@pytest.mark.parametrize("data", ["1|m|", "1|m|today|x", "1|m|20261399|x", "0|x|y", "anything"])
async def test_a_stale_button_is_answered_politely(room: Room, data: str) -> None:
    person = room.private()
    short = await person.ask(QUESTION)
    assert await toast(room, person.press(person.user, short, data)) == more.STALE


async def test_an_engine_that_is_away_is_said_in_a_toast(room: Room) -> None:
    def fail(question: str) -> None:
        raise UnavailableError("the cluster does not answer")

    person = room.private()
    short = await person.ask(QUESTION)
    room.echo.before = fail
    query = person.press(person.user, short, button(short, "More"))
    assert "unavailable" in await toast(room, query)


async def test_a_search_beyond_its_time_is_said_in_a_toast(
    idle: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = idle.private()
    async with idle.served():
        short = await person.ask(QUESTION)
    monkeypatch.setattr(application, "SearchExecutor", partial(SearchExecutor, limit=0))
    async with idle.served():
        query = person.press(person.user, short, button(short, "More"))
        assert "took too long" in await toast(idle, query)


def test_the_memory_forgets_the_oldest_question() -> None:
    memory = more.QuestionMemory()
    for number in range(1001):
        memory.remember(f"Question {number}?")
    assert memory.recall(digest_question("Question 0?")) is None
    assert memory.recall(digest_question("Question 1000?")) == "Question 1000?"
