from dataclasses import replace
from functools import partial

import pytest

from bot.answers.answer import Answer
from bot.chat import application
from bot.chat.buttons.callback_data import STALE
from bot.chat.executor import SearchExecutor, today
from bot.chat.keyboard import digest_question
from bot.errors import UnavailableError
from tests.chat.conftest import Room
from tests.telegram.client import Group, button, buttons, quotes
from tests.telegram.faults import Kind
from tests.telegram.shapes import Message

QUESTION = "More about the bridge?"
SUGGESTION = "Who built the bridge?"


def longer(question: str) -> list[str]:
    return [f"Somebody asked: {question}", f"Somebody asked on {today()}: {question}"]


async def toast(room: Room, query: str) -> str:
    await room.world.wait_for(lambda: query in room.world.toasts, "a toast")
    return room.world.toasts[query]


async def test_more_makes_the_reply_the_longer_one_and_back_the_shorter(room: Room) -> None:
    person = room.private()
    short = await person.ask(QUESTION)
    assert quotes(short) == longer(QUESTION)[:1]
    long = await person.pressed(short, "More")
    assert quotes(long) == longer(QUESTION)
    assert buttons(long) == ["← Back"]
    again = await person.pressed(long, "← Back")
    assert (again["text"], buttons(again)) == (short["text"], buttons(short))
    assert len(person.answers) == 1


async def test_where_there_is_no_more_there_is_no_such_button(room: Room) -> None:
    assert "More" not in buttons(await room.private().ask("When did the bridge open?"))


@pytest.mark.parametrize("opening", ["/ask ", "{mention} "])
async def test_buttons_work_in_groups_for_everybody(room: Room, opening: str) -> None:
    group = Group(room.world, privacy=False)
    asked = group.send(opening.format(mention=group.mention) + QUESTION)
    answer = (await group.reply_to(asked)).message
    group.press(room.world.user("Carl"), answer, button(answer, "More"))
    assert quotes(await group.edit_of(answer)) == longer(QUESTION)


async def test_they_work_where_ask_replied_to_what_somebody_else_said(room: Room) -> None:
    group = Group(room.world)
    other = group.send(QUESTION, user=room.world.user("Carl"))
    answer = (await group.reply_to(group.send("/ask", reply_to=other))).message
    group.press(group.user, answer, button(answer, "More"))
    assert quotes(await group.edit_of(answer)) == longer(QUESTION)


async def test_they_work_after_a_restart(idle: Room) -> None:
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


async def test_without_the_state_the_question_comes_from_the_message_it_replies_to(
    room: Room,
) -> None:
    person = room.private()
    short = await person.ask(QUESTION)
    elsewhere: Message = {**short, "message_id": short["message_id"] + 1000}
    elsewhere["reply_to_message"] = person.send("Something else?")
    query = person.press(person.user, elsewhere, button(short, "More"))
    assert "gone or has changed" in await toast(room, query)


@pytest.mark.parametrize("data", ["1|m|", "1|m|today|x", "1|m|20261399|x", "0|x|y", "anything"])
async def test_a_stale_button_is_answered_politely(room: Room, data: str) -> None:
    person = room.private()
    short = await person.ask(QUESTION)
    assert await toast(room, person.press(person.user, short, data)) == STALE


async def test_an_engine_that_is_away_is_said_in_a_toast(room: Room) -> None:
    def fail(question: str) -> None:
        raise UnavailableError("the cluster does not answer")

    person = room.private()
    short = await person.ask(QUESTION)
    room.echo.before = fail
    query = person.press(person.user, short, button(short, "More"))
    assert "unavailable" in await toast(room, query)


async def test_a_failure_is_said_in_a_toast(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    def fail(question: str) -> None:
        raise ZeroDivisionError

    person = room.private()
    short = await person.ask(QUESTION)
    room.echo.before = fail
    text = await toast(room, person.press(person.user, short, button(short, "More")))
    name = text.partition("(incident ")[2].rstrip(").")
    assert f"[incident {name}]" in caplog.text
    assert len(person.answers) == 1


async def test_a_button_in_a_chat_that_has_to_wait_is_answered_all_the_same(room: Room) -> None:
    person = room.private()
    short = await person.ask(QUESTION)
    flood = room.server.faults.add("sendMessage", Kind.FLOOD, seconds=7)
    question = person.send("And when?")
    await room.world.wait_for(lambda: flood.over, "the refusal")
    assert await toast(room, person.press(person.user, short, button(short, "More"))) == ""
    assert len(person.answers) == 1  # still
    await person.reply_to(question)
    assert quotes(await person.edit_of(short)) == longer(QUESTION)


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


async def test_a_suggestion_is_answered_in_place_with_a_way_back(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggest(room, monkeypatch)
    person = room.private()
    refusal = await person.ask("Nothing about the brigde")
    assert refusal["text"].count(SUGGESTION) == 0
    answer = await person.pressed(refusal, SUGGESTION)
    assert quotes(answer) == [f"Somebody asked: {SUGGESTION}"]
    again = await person.pressed(answer, "← Back")
    assert (again["text"], buttons(again)) == (refusal["text"], buttons(refusal))
    assert len(person.answers) == 1


def suggest(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the answer to what begins with "Nothing" suggest another question."""
    echo = room.echo.answer

    def answer(question: str, *arguments: object) -> Answer:
        reply = echo(question, *arguments)  # type: ignore[arg-type]
        is_refusal = question.startswith("Nothing")
        return replace(reply, suggestions=(SUGGESTION,)) if is_refusal else reply

    monkeypatch.setattr(room.echo, "answer", answer)


async def test_who_asked_can_take_the_answer_away_and_others_cannot(room: Room) -> None:
    group = Group(room.world)
    answer = (await group.reply_to(group.send(f"/ask {QUESTION}"))).message
    carl, admin = room.world.user("Carl"), room.world.user("Dora")
    group.dialog.admins.append(admin)
    query = group.press(carl, answer, button(answer, "✕"))
    assert "Only the person who asked" in await toast(room, query)
    assert group.answers == [answer]
    group.press(group.user, answer, button(answer, "✕"))
    await room.world.wait_for(lambda: not group.answers, "the answer to go")
    second = (await group.reply_to(group.send(f"/ask {QUESTION}"))).message
    group.press(admin, second, button(second, "✕"))
    await room.world.wait_for(lambda: not group.answers, "the answer to go")


async def test_examples_are_buttons_that_ask(room: Room) -> None:
    person = room.private()
    greeting = await person.ask("/start")
    assert buttons(greeting) == ["When did the bridge open?", "What did it cost?"]
    person.press(person.user, greeting, button(greeting, "What did it cost?"))
    answer = await person.answer_to(greeting)
    assert answer["text"].startswith("What did it cost?\n\n")
    assert quotes(answer) == ["Somebody asked: What did it cost?"]
