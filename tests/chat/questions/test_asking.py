import threading
from functools import partial

import pytest

from bot.chat import application
from bot.chat.executor import SearchExecutor
from bot.chat.profile.prompts import ASK
from bot.chat.questions import asking, attachments
from bot.chat.rich_text import Reply
from bot.errors import UnavailableError
from tests.chat.conftest import Room
from tests.telegram import compose
from tests.telegram.client import Group, quotes
from tests.waiting import LAST_RESORT


async def test_any_text_in_private_is_a_question(room: Room) -> None:
    reply = await room.private().ask("When did the bridge open?")
    assert quotes(reply) == ["Somebody asked: When did the bridge open?"]
    assert reply["text"].endswith("\n\nAs of 7 January 2026 · 1 article")


async def test_ask_works_in_private_too(room: Room) -> None:
    assert quotes(await room.private().ask("/ask How high?")) == ["Somebody asked: How high?"]


async def test_ask_alone_explains_itself(room: Room) -> None:
    assert (await room.private().ask("/ask"))["text"] == ASK.text


async def test_an_edited_question_changes_its_answer(room: Room) -> None:
    person = room.private()
    question = person.send("How high?")
    answer = await person.answer_to(question)
    person.edit(question, "How long?")
    edited = await person.edit_of(answer)
    assert quotes(edited) == ["Somebody asked: How long?"]
    assert len(person.answers) == 1


async def test_an_edit_that_changes_nothing_is_not_an_error(room: Room) -> None:
    person = room.private()
    question = person.send("How high?")
    answer = await person.answer_to(question)
    person.edit(question, "How high?")
    await person.ask("And how long?")
    assert "edit_date" not in person.dialog.messages[answer["message_id"]]
    assert len(person.answers) == 2


async def test_a_command_that_is_edited_into_a_question_gets_its_answer(room: Room) -> None:
    person = room.private()
    message = person.send("/ask")
    answer = await person.answer_to(message)
    person.edit(message, "/ask How high?")
    assert quotes(await person.edit_of(answer)) == ["Somebody asked: How high?"]


async def test_a_failure_gives_one_calm_line_and_a_traceback(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(question: str) -> None:
        raise ZeroDivisionError("the engine broke")

    room.echo.before = fail
    reply = await room.private().ask("How high?")
    assert "\n" not in reply["text"]
    assert "engine" not in reply["text"]
    incident = reply["text"].partition("incident ")[2].rstrip(").")
    assert f"[incident {incident}]" in caplog.text
    assert "ZeroDivisionError: the engine broke" in caplog.text


async def test_an_engine_that_is_away_is_said_in_one_line_without_an_incident(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(question: str) -> None:
        raise UnavailableError("the cluster does not answer")

    room.echo.before = fail
    reply = await room.private().ask("How high?")
    assert reply["text"].startswith("The search is unavailable at the moment")
    assert "\n" not in reply["text"]
    assert "the cluster does not answer" in caplog.text
    assert "Traceback" not in caplog.text
    room.echo.before = lambda question: None
    assert quotes(await room.private().ask("How high?")) == ["Somebody asked: How high?"]


async def test_a_reply_that_telegram_would_refuse_is_apologised_for(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "render", lambda *_, **__: Reply("x" * 5000))
    reply = await room.private().ask("How high?")
    assert "incident" in reply["text"]


async def test_a_search_beyond_its_time_says_so_and_holds_up_nobody_else(
    idle: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()
    idle.echo.before = lambda question: wait_for(free) if question == "Slow?" else None
    monkeypatch.setattr(application, "SearchExecutor", partial(SearchExecutor, limit=3))
    slow, quick = idle.private(), idle.private()
    async with idle.served():
        question = slow.send("Slow?")
        assert quotes(await quick.ask("Quick?")) == ["Somebody asked: Quick?"]
        assert slow.answers == []
        assert "took too long" in (await slow.answer_to(question))["text"]
        free.set()


def wait_for(event: threading.Event) -> None:
    event.wait(LAST_RESORT)


async def test_64_questions_at_once_are_all_answered_in_order_within_a_chat(room: Room) -> None:
    people = [room.private() for _ in range(16)]
    questions = {
        person.id: [person.send(f"Question {number}?") for number in range(4)] for person in people
    }
    for person in people:
        await person.reply_to(questions[person.id][-1])
        assert [quotes(reply)[0] for reply in person.answers] == [
            f"Somebody asked: Question {number}?" for number in range(4)
        ]
        replied = [reply["reply_to_message"]["message_id"] for reply in person.answers]
        assert replied == [question["message_id"] for question in questions[person.id]]


async def test_what_is_not_text_gets_one_polite_line_in_private(room: Room) -> None:
    person = room.private()
    for message in (
        compose.sticker(person.user),
        compose.voice(person.user),
        compose.photo(person.user),
    ):
        reply = await person.answer_to(person.post(message))
        assert reply["text"] == attachments.TEXT_ONLY


async def test_the_caption_of_a_photo_is_a_question(room: Room) -> None:
    person = room.private()
    photo = person.post(compose.photo(person.user, caption="Who won?"))
    assert quotes(await person.answer_to(photo)) == ["Somebody asked: Who won?"]


async def test_an_album_gets_one_line_for_all_its_photos(room: Room) -> None:
    person = room.private()
    for _ in range(4):
        person.post(compose.photo(person.user, album="holiday"))
    await person.ask("Who won?")
    assert len(person.answers) == 2


async def test_a_photo_in_a_group_is_nobodys_business(room: Room) -> None:
    group = Group(room.world)
    group.post(compose.photo(group.user))
    await group.sentinel()
    assert len(group.answers) == 1


async def test_a_caption_can_address_the_bot_in_a_group(room: Room) -> None:
    group = Group(room.world, privacy=False)
    asked = group.post(compose.photo(group.user, caption=f"{group.mention} who is this?"))
    assert "who is this?" in (await group.reply_to(asked)).message["text"]
