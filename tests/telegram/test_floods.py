"""The real bot when people ask too much at once, late, or what nobody would ask."""

import re
import time
from pathlib import Path

from tests.telegram import compose
from tests.telegram.client import Group, Private, button, quotes
from tests.telegram.faults import Kind
from tests.telegram.process import BotProcess, running

FORKLIFT = "Who stood on the forklift?"
SORRY = "Sorry for the delay.\n"
UNLIMITED = {
    "DATELINE_QUESTIONS_PER_MINUTE": "100000",
    "DATELINE_GROUP_QUESTIONS_PER_MINUTE": "100000",
}


def count_messages(*chats: Private | Group) -> int:
    return sum(len(chat.answers) for chat in chats)


def read_skips(person: Private) -> list[int]:
    """Return how many messages the bot skipped, a number for each line in which it says so."""
    line = re.compile(r"I skipped ([\d,]+) earlier messages?, because too many came at once")
    matches = [line.match(each["text"]) for each in person.answers]
    return [int(match[1].replace(",", "")) for match in matches if match]


async def test_5000_messages_of_one_person_cost_others_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, **UNLIMITED) as bot:
        world = bot.server.world
        flooder = Private(world)
        for number in range(5000):
            flooder.send(f"{FORKLIFT} {number}")
        await world.wait_for(lambda: not len(world.updates), "all updates to be fetched")
        before = count_messages(flooder)
        assert quotes(await Private(world, "Zoe").ask(FORKLIFT))
        assert count_messages(flooder) - before <= 3
        # A busy machine fetches so slowly that there are several lines on what was skipped.

        def is_over() -> bool:
            skips = read_skips(flooder)
            return len(flooder.answers) - len(skips) + sum(skips) == 5000

        await world.wait_for(is_over, "each message to be answered or skipped")
        assert len(flooder.answers) < 1000


async def test_50_people_who_flood_a_group_keep_no_other_waiting(tmp_path: Path) -> None:
    async with running(tmp_path, **UNLIMITED) as bot:
        world = bot.server.world
        group, zoe = Group(world), Private(world, "Zoe")
        people = [world.user(f"Member {number}") for number in range(50)]
        for _ in range(20):
            for person in people:
                group.send(f"/ask {FORKLIFT}", user=person)
        await world.wait_for(lambda: count_messages(group), "the first answer")
        before = count_messages(group)
        await zoe.ask(FORKLIFT)
        # Of a thousand: a busy machine takes in its message a few answers later.
        assert count_messages(group) - before < 20


async def test_in_a_group_a_newcomer_goes_before_those_who_had_an_answer(tmp_path: Path) -> None:
    async with running(tmp_path, **UNLIMITED) as bot:
        group = Group(bot.server.world)
        flooder, newcomer = group.user, bot.server.world.user("Zoe")
        first, *_ = [group.send(f"/ask {FORKLIFT}", user=flooder) for _ in range(12)]
        await group.reply_to(first)
        await group.reply_to(group.send(f"/ask {FORKLIFT}", user=newcomer))
        assert count_messages(group) <= 5


async def test_100_flooding_people_are_served_after_a_newcomer(tmp_path: Path) -> None:
    async with running(tmp_path, **UNLIMITED) as bot:
        world = bot.server.world
        people = [Private(world) for _ in range(100)]
        for _ in range(6):
            for person in people:
                person.send(FORKLIFT)
        await world.wait_for(
            lambda: all(person.answers for person in people), "everybody's first answer"
        )
        assert count_messages(*people) < 500, "further questions wait for everybody's first"
        zoe = Private(world, "Zoe")
        question = zoe.send(FORKLIFT)
        await world.wait_for(lambda: not len(world.updates), "the question to be fetched")
        before = count_messages(*people)
        await zoe.reply_to(question)
        assert count_messages(*people) - before < len(people)


async def test_who_asks_more_than_allowed_is_told_once_and_answered_slowly(tmp_path: Path) -> None:
    async with running(tmp_path, DATELINE_QUESTIONS_PER_MINUTE="3") as bot:
        ada = Private(bot.server.world)
        questions = [ada.send(FORKLIFT) for _ in range(4)]
        await bot.server.world.wait_for(lambda: len(ada.answers) == 5, "all answers and a line")
        calm = [each for each in ada.answers if "more slowly" in each["text"]]
        assert len(calm) == 1
        times = [sent.at for sent in ada.dialog.sent]
        assert times[-1] - times[0] > 4
        assert len(questions) == sum(bool(quotes(each)) for each in ada.answers)


async def test_1000_buttons_of_one_person_are_each_answered_and_cost_others_nothing(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as bot:
        world = bot.server.world
        ada = Private(world)
        answer = await ada.ask(FORKLIFT)
        queries = [ada.press(ada.user, answer, button(answer, "Context")) for _ in range(1000)]
        assert quotes(await Private(world, "Zoe").ask(FORKLIFT))
        await world.wait_for(lambda: world.toasts.keys() >= set(queries), "all toasts")
        calls = [call for call in bot.server.calls if call.method == "answerCallbackQuery"]
        assert len(calls) == len(queries)
        calm = "Too many buttons at once: please wait a moment, then press again."
        assert set(world.toasts.values()) == {"", calm}


async def test_an_answer_after_more_than_ten_minutes_says_sorry(idle: BotProcess) -> None:
    world = idle.server.world
    world.updates.allowed = ["message", "edited_message"]
    ada, bea, cleo = (Private(world) for _ in range(3))
    early = compose.written(FORKLIFT, ada.user)
    early["date"] = int(time.time()) - 3600
    kept, recent = ada.post(early), bea.send(FORKLIFT)
    await idle.start()
    await idle.ready()
    assert (await ada.reply_to(kept)).message["text"].startswith(SORRY)
    assert not (await bea.reply_to(recent)).message["text"].startswith(SORRY)

    flood = idle.server.faults.add("sendMessage", Kind.FLOOD, times=10**6, seconds=1)
    stored = bea.send(FORKLIFT)
    edit = cleo.send("Who?")
    edit = cleo.edit(edit, FORKLIFT)
    await world.wait_for(lambda: flood.over, "a refusal")
    await world.wait_for(lambda: not len(world.updates), "the updates to be fetched")
    await idle.kill()
    idle.server.faults.clear()
    idle.change_state("UPDATE updates SET received = received - 3600")
    idle.change_state("DELETE FROM waits")
    idle.change_state(
        "UPDATE updates SET body = NULL WHERE body LIKE '%Who?%' AND body NOT LIKE '%edited%'"
    )
    await idle.start()
    await idle.ready()
    answer = (await bea.reply_to(stored)).message
    assert answer["text"].startswith(SORRY)
    assert quotes(answer)
    changed = await world.wait_for(lambda: cleo.answers, "an answer to the edit")
    assert not changed[-1]["text"].startswith(SORRY)
    await idle.stop()


async def test_hostile_updates_stop_nothing_and_leave_no_traceback(bot: BotProcess) -> None:
    world = bot.server.world
    ada = Private(world)
    base = {**compose.written("x", ada.user), "message_id": 1, "chat": ada.dialog.chat}
    nest: dict[str, object] = base
    for _ in range(400):
        nest = {**base, "reply_to_message": nest}
    mentions = [{"type": "mention", "offset": 4 * number, "length": 3} for number in range(10_000)]
    user = {**ada.user, "id": 10**30}
    bodies: tuple[dict[str, object], ...] = (
        {"message": {**base, "text": "@ab " * 10_000, "entities": mentions}},
        {"message": {**base, "text": "\ud83d \udc00 half"}},
        {"message": {**base, "text": ""}},
        {"message": {**base, "caption": ""}},
        {"message": nest},
        {"message": {**base, "message_id": 10**30}},
        {"message": {**base, "from": user, "chat": {"id": 10**30, "type": "private"}}},
        {"message": {**base, "date": 10**17}},
        {"message": {**base, "entities": [{"type": "mention", "offset": -5, "length": 10**9}]}},
        {"message": {**base, "chat": {"id": 5, "type": "parliament"}}},
        {"message": None},
        {"message": []},
        {"levitation": {"height": 3}},
        {"callback_query": {"id": "1", "from": ada.user, "data": "\x00" * 64}},
        {"callback_query": {"id": "1", "from": ada.user}},
        {"inline_query": {"id": "1", "from": ada.user, "query": "\ud83d" * 300, "offset": "x"}},
        {"edited_message": {**base, "text": " \u202e\u200b "}},
        {},
    )
    for body in bodies:
        world.updates.add_raw(dict(body))
    world.touch()
    assert quotes(await Private(world).ask(FORKLIFT))
    ada.send(FORKLIFT)
    await world.wait_for(lambda: any(map(quotes, ada.answers)), "an answer to who sent all this")
    assert "Traceback" not in bot.log
