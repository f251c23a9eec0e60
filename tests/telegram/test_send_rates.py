"""The real bot at Telegram's flood limits: what it sends, it sends as fast as they allow."""

from pathlib import Path

import pytest

from tests.telegram.client import Group, Private, quotes
from tests.telegram.faults import Kind
from tests.telegram.process import BotProcess, running
from tests.telegram.server import Server
from tests.telegram.test_crashes import restart
from tests.telegram.test_floods import UNLIMITED

FORKLIFT = "Who stood on the forklift?"

# All limits, the bot's and the server's, let the same numbers through in a tenth of the time.
FACTOR = 10
RATES = {
    "DATELINE_MESSAGES_PER_SECOND": "300",
    "DATELINE_CHAT_MESSAGES_PER_MINUTE": "600",
    "DATELINE_GROUP_MESSAGES_PER_MINUTE": "200",
}
# Only the pace of what is sent is measured: none of the 25 questions of the group is skipped.
QUEUE = {**UNLIMITED, "DATELINE_WAITING_QUESTIONS": "25"}


def strict_server() -> Server:
    server = Server()
    server.world.flood_limits = True
    server.world.floods.accelerate(FACTOR)
    return server


async def test_25_questions_at_once_in_a_group_and_50_in_private_meet_no_refusal(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, strict_server(), **RATES, **QUEUE) as bot:
        world = bot.server.world
        group, people = Group(world), [Private(world) for _ in range(50)]
        asked = [group.send(f"/ask {FORKLIFT} {number}") for number in range(25)]
        questions = [person.send(FORKLIFT) for person in people]
        for person, question in zip(people, questions, strict=True):
            assert quotes((await person.reply_to(question)).message)
        for question in asked:
            await group.reply_to(question)
        assert len(group.answers) == 25
        assert world.floods.refusals == 0


async def test_a_flood_of_all_chats_holds_over_a_kill_and_everything_is_answered(
    bot: BotProcess,
) -> None:
    world = bot.server.world
    limit = 8
    people = [Private(world) for _ in range(6)]
    flood = bot.server.faults.add("sendMessage", Kind.FLOOD, times=10**6, seconds=limit)
    questions = [person.send(FORKLIFT) for person in people]
    await world.wait_for(lambda: "all do" in bot.log, "the flood to be noticed")
    await world.wait_for(lambda: bot.count_waits() > 3, "the note of the waits")
    await bot.kill()
    bot.server.faults.clear()
    await restart(bot)
    stranger = Private(world)
    questions.append(stranger.send(FORKLIFT))
    for person, question in zip([*people, stranger], questions, strict=True):
        sent = await person.reply_to(question)
        assert sent.at - flood.first_end > limit - 1
        assert quotes(sent.message)
        assert len(person.answers) == 1
    assert flood.struck >= 3


@pytest.mark.parametrize("kind", [Kind.LOST, Kind.SLOW])
async def test_an_edit_on_its_way_when_the_bot_is_killed_is_made_again(
    bot: BotProcess, kind: Kind
) -> None:
    person = Private(bot.server.world)
    question = person.send(FORKLIFT)
    answer = await person.answer_to(question)
    fault = bot.server.faults.add("editMessageText", kind, seconds=60)
    person.edit(question, "What did Kim call the soldiers?")
    await bot.server.world.wait_for(lambda: fault.struck, "the edit")
    await bot.kill()
    await restart(bot)
    now = await person.edit_of(answer)
    assert "soldiers" in str(now["text"])
    assert len(person.answers) == 1
