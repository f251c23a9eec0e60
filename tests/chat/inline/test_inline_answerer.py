"""Inline queries, answered in the test's own process by a bot that echoes."""

import threading
from pathlib import Path

import pytest

from bot.chat.inline import card_search
from bot.chat.inline.cards import Card
from bot.chat.rich_text import Reply
from bot.chat.storage.state import State
from tests.chat.conftest import Room
from tests.telegram.cards import InlineAnswer
from tests.telegram.client import Private
from tests.telegram.faults import Kind
from tests.waiting import LAST_RESORT


async def ask(room: Room, person: Private, question: str) -> InlineAnswer:
    return await room.world.inline(person.user, question).answer()


async def test_a_query_is_answered_with_cards_for_that_person_alone(room: Room) -> None:
    answer = await ask(room, room.private(), "More on the bridge?")
    assert answer.titles[0] == "Somebody asked: More on the bridge?"
    assert str(answer.parameters["is_personal"]).lower() == "true"
    assert "next_offset" not in answer.parameters
    assert "button" not in answer.parameters


async def test_nothing_found_offers_to_ask_in_private(room: Room) -> None:
    answer = await ask(room, room.private(), "Nothing on this")
    assert len(answer.results) == 1
    button = str(answer.parameters["button"])
    assert "Ask me in private" in button
    payload = button.partition('start_parameter": "')[2].partition('"')[0]
    person = room.private()
    reply = await person.reply_to(person.start(payload))
    assert "None of the articles mentions “Nothing”" in reply.message["text"]


async def test_a_question_too_long_for_a_link_leads_to_the_greeting(room: Room) -> None:
    answer = await ask(room, room.private(), "Nothing " + "on this " * 20)
    assert '"start_parameter": "inline"' in str(answer.parameters["button"])
    person = room.private()
    assert "Hello!" in (await person.reply_to(person.start("inline"))).message["text"]


async def test_whoever_types_on_is_answered_for_the_last_words_alone(room: Room) -> None:
    person = room.private()
    queries = [room.world.inline(person.user, "Who wins?"[:end]) for end in range(1, 10)]
    await queries[-1].answer()
    await ask(room, room.private(), "Who else?")
    assert [query.id in room.world.inline_answers for query in queries[:-1]] == [False] * 8
    assert room.echo.asked == ["Who wins?", "Who else?"]


async def test_a_newer_query_stops_one_that_is_still_searched(room: Room) -> None:
    person, gate, started = room.private(), threading.Event(), threading.Event()

    def wait(question: str) -> None:
        if question == "Slow?":
            started.set()
            gate.wait(LAST_RESORT)

    room.echo.before = wait
    slow = room.world.inline(person.user, "Slow?")
    await room.world.wait_for(started.is_set, "the search")
    assert (await ask(room, person, "Quick?")).titles == ["Somebody asked: Quick?"]
    gate.set()
    await ask(room, person, "Later?")
    assert slow.id not in room.world.inline_answers


async def test_two_people_do_not_stop_each_other(room: Room) -> None:
    queries = [room.world.inline(room.private().user, "Who won?") for _ in range(5)]
    for query in queries:
        assert (await query.answer()).titles == ["Somebody asked: Who won?"]


async def test_a_flood_limit_in_private_holds_up_no_query(room: Room) -> None:
    person = room.private()
    fault = room.server.faults.add("sendMessage", Kind.FLOOD, times=10**6, seconds=60)
    person.send("Who won?")
    await room.world.wait_for(lambda: fault.over, "the refusal")
    assert (await ask(room, person, "And when?")).titles == ["Somebody asked: And when?"]


async def test_a_query_that_telegram_forgot_harms_nothing(room: Room) -> None:
    person = room.private()
    forgotten = room.world.inline(person.user, "Who won?")
    room.world.inline_queries.discard(forgotten.id)
    await room.world.wait_for(lambda: "Who won?" in room.echo.asked, "the search")
    assert (await ask(room, person, "And when?")).titles == ["Somebody asked: And when?"]
    assert forgotten.id not in room.world.inline_answers


async def test_a_broken_connection_is_tried_again(room: Room) -> None:
    room.server.faults.add("answerInlineQuery", Kind.DROP)
    assert (await ask(room, room.private(), "Who won?")).titles == ["Somebody asked: Who won?"]


async def test_cards_that_telegram_refuses_become_one_that_says_so(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = Card("x" * 65, "A title", "", Reply("A text"))
    monkeypatch.setattr(card_search, "make_cards", lambda *_: (bad,))
    answer = await ask(room, room.private(), "Who won?")
    assert "Something went wrong on my side" in answer.titles[0]
    assert [fault for fault in room.server.violations if "RESULT_ID_INVALID" not in fault] == []
    room.server.violations.clear()


async def test_nothing_of_a_query_is_stored(idle: Room, tmp_path: Path) -> None:
    async with idle.served():
        gate, started = threading.Event(), threading.Event()

        def wait(question: str) -> None:
            started.set()
            gate.wait(LAST_RESORT)

        idle.echo.before = wait
        idle.world.inline(idle.private().user, "A very private question?")
        await idle.world.wait_for(started.is_set, "the search")
        try:
            state = State(tmp_path / "data", idle.world.bot["id"])
            assert list(state.updates.pending()) == []
            state.close()
        finally:
            gate.set()


async def test_cards_are_in_the_language_that_a_person_chose_in_private(room: Room) -> None:
    person = room.private()
    person.user["language_code"] = "fr"
    assert "7 janvier 2026" in (await ask(room, person, "Who won?")).texts[0]
    await person.pressed(await person.ask("/language"), "Deutsch")
    assert "7. Januar 2026" in (await ask(room, person, "And when?")).texts[0]
