"""The real bot when it is killed, stopped, refused or asked too much at once."""

import os
import signal
import time
from collections.abc import Sequence
from random import Random

import pytest

from bot.chat.lifecycle.serve import TokenRefusedError
from bot.chat.transport.inbound.inbox import MOST_ATTEMPTS
from tests.programs import program, run_fragile_bot
from tests.telegram.client import Group, Private, quotes
from tests.telegram.faults import Kind
from tests.telegram.process import BotProcess
from tests.telegram.shapes import Message
from tests.telegram.test_floods import UNLIMITED
from tests.waiting import LAST_RESORT

pytestmark = pytest.mark.slow

FORKLIFT = "Who stood on the forklift?"


async def restart(bot: BotProcess) -> None:
    await bot.start()
    await bot.ready()


def answered(person: Private) -> list[int]:
    """Return which question each answer is for: the one that it quotes, else the last before it."""
    own = [number for number, each in person.dialog.messages.items() if each["from"] == person.user]
    return [
        answer["reply_to_message"]["message_id"]
        if "reply_to_message" in answer
        else max(number for number in own if number < answer["message_id"])
        for answer in person.answers
    ]


async def answer_all(person: Private, questions: Sequence[Message]) -> None:
    """Wait until there is an answer to each question."""
    missing = set(numbers(questions))
    await person.world.wait_for(lambda: missing <= set(answered(person)), "all answers")


def count_answers(people: Sequence[Private]) -> int:
    return sum(len(person.answers) for person in people)


async def wait_for_answers(people: Sequence[Private], count: int) -> None:
    """Wait until the people have so many answers together."""
    await people[0].world.wait_for(lambda: count_answers(people) >= count, "answers")


def numbers(questions: Sequence[Message]) -> list[int]:
    return [question["message_id"] for question in questions]


async def test_64_questions_at_once_are_answered_in_order_within_a_chat(bot: BotProcess) -> None:
    people = [Private(bot.server.world) for _ in range(16)]
    questions = [[person.send(FORKLIFT) for _ in range(4)] for person in people]
    for person, asked in zip(people, questions, strict=True):
        await person.reply_to(asked[-1])
        assert answered(person) == numbers(asked)
        assert all(quotes(answer) for answer in person.answers)


async def test_a_bot_killed_between_answers_loses_nothing_and_answers_nothing_twice(
    bot: BotProcess,
) -> None:
    world = bot.server.world
    people = [Private(world) for _ in range(12)]
    questions = {person.id: [person.send(FORKLIFT)] for person in people}
    for person in people:
        await person.reply_to(questions[person.id][0])
    flood = bot.server.faults.add("sendMessage", Kind.FLOOD, times=10**6, seconds=5)
    for person in people:
        questions[person.id].append(person.send("What did Kim call the soldiers?"))
    last = max(person.last_update or 0 for person in people)
    await world.wait_for(lambda: bot.server.polling.offset > last, "the updates to be confirmed")
    await world.wait_for(lambda: flood.over == len(people), "the refusals")
    await bot.kill()
    for person in people:
        questions[person.id].append(person.send("What did Ju Ae wear at the memorial?"))
    bot.server.faults.clear()
    await restart(bot)
    for person in people:
        await person.reply_to(questions[person.id][-1])
    await Private(world).ask(FORKLIFT)
    assert {person.id: answered(person) for person in people} == {
        chat: numbers(asked) for chat, asked in questions.items()
    }


async def test_a_bot_killed_while_sending_answers_everything_at_least_once(
    bot: BotProcess,
) -> None:
    world = bot.server.world
    people = [Private(world) for _ in range(16)]
    questions = {person.id: [person.send(FORKLIFT) for _ in range(4)] for person in people}
    await world.wait_for(lambda: sum(len(person.answers) for person in people) > 9, "ten answers")
    await bot.kill()
    await restart(bot)
    for person in people:
        await answer_all(person, questions[person.id])
        assert answered(person) == sorted(answered(person))
        assert len(person.answers) <= 5  # the one that was on its way may be there twice


async def test_kills_while_an_answer_waits_do_not_count_against_its_question(
    idle: BotProcess,
) -> None:
    person = Private(idle.server.world)
    idle.server.world.updates.allowed = ["message"]
    flood = idle.server.faults.add("sendMessage", Kind.FLOOD, times=10**6, seconds=1)
    question = person.send(FORKLIFT)
    for _ in range(MOST_ATTEMPTS + 1):
        flood.over = 0
        await restart(idle)
        await idle.server.world.wait_for(lambda: flood.over, "a refusal")
        await idle.kill()
    idle.server.faults.clear()
    await restart(idle)
    assert quotes((await person.reply_to(question)).message)
    await idle.stop()


async def test_a_message_that_kills_the_bot_twice_is_set_aside_and_all_others_are_answered(
    idle: BotProcess,
) -> None:
    world = idle.server.world
    world.updates.allowed = ["message"]
    idle.command = program(run_fragile_bot)
    poisoner, people = Private(world), [Private(world) for _ in range(12)]
    questions = [person.send(FORKLIFT) for person in people[:6]]
    poison = poisoner.send("Is this poison?")
    questions += [person.send(FORKLIFT) for person in people[6:]]
    await idle.start()
    await idle.ended()
    count = count_answers(people)
    await idle.start()
    await idle.ended()
    # The suspects come first: two that were searched for at that time, and a few beside them.
    assert count_answers(people) <= count + 4
    await restart(idle)
    line = (await poisoner.reply_to(poison)).message
    assert line["text"].startswith("I could not answer this message: I stopped twice")
    for person, question in zip(people, questions, strict=True):
        await answer_all(person, [question])
    assert quotes(await poisoner.ask(FORKLIFT))
    assert len(poisoner.answers) == 2
    assert "2 times; it is set aside" in idle.log
    await idle.stop()


async def test_questions_survive_a_bot_that_is_killed_again_and_again(idle: BotProcess) -> None:
    world = idle.server.world
    kills = int(os.environ.get("DATELINE_KILLS", "3"))
    idle.settings |= UNLIMITED
    people = [Private(world) for _ in range(23)]
    questions: dict[int, list[Message]] = {person.id: [] for person in people}
    random = Random(18)
    world.updates.allowed = ["message"]
    for _ in range(kills):
        for person in people:
            questions[person.id] += [person.send(FORKLIFT) for _ in range(2)]
        goal = count_answers(people) + random.randint(1, 40)
        await restart(idle)
        await wait_for_answers(people, goal)
        await idle.kill()
    await restart(idle)
    for person in people:
        await answer_all(person, questions[person.id])
    repeats = 0
    for person in people:
        assert not [each for each in person.answers if not quotes(each)]
        repeats += len(person.answers) - len(questions[person.id])
    print(f"{kills} kills, {46 * kills} questions: 0 lost, {repeats} answered twice")
    assert repeats <= 8 * kills
    await idle.stop()


async def test_an_answer_in_flight_when_the_bot_is_killed_is_sent_again(bot: BotProcess) -> None:
    person = Private(bot.server.world)
    fault = bot.server.faults.add("sendMessage", Kind.LOST)
    question = person.send(FORKLIFT)
    first = await person.answer_to(question)
    await bot.kill()
    assert fault.struck == 1
    await restart(bot)
    second = await person.answer_to(question, 2)
    assert second["text"] == first["text"]
    assert second["reply_to_message"]["message_id"] == question["message_id"]


async def test_an_answer_whose_arrival_is_unknown_is_sent_again(bot: BotProcess) -> None:
    person = Private(bot.server.world)
    for kind in (Kind.BAD_GATEWAY, Kind.DROP):
        bot.server.faults.add("sendMessage", kind)
        question = person.send(FORKLIFT)
        assert quotes((await person.reply_to(question)).message)
    assert len(person.answers) == 2


async def test_a_wait_that_telegram_asked_for_holds_over_a_restart(bot: BotProcess) -> None:
    person = Private(bot.server.world)
    # Longer than any restart takes; once that is seen, its end is set to a moment from now.
    limit = 800
    fault = bot.server.faults.add("sendMessage", Kind.FLOOD, seconds=limit)
    question = person.send(FORKLIFT)
    await bot.server.world.wait_for(lambda: fault.over, "the refusal")
    await bot.server.world.wait_for(bot.count_waits, "the note of the wait")
    await bot.kill()
    await restart(bot)
    assert quotes(await Private(bot.server.world).ask(FORKLIFT))
    assert not person.answers
    await bot.kill()
    changed = time.monotonic()
    bot.change_state("UPDATE waits SET until = strftime('%s', 'now') + 5")
    await restart(bot)
    sent = await person.reply_to(question)
    assert quotes(sent.message)
    assert sent.at - changed > 3.5


async def test_a_stop_does_not_wait_for_the_end_of_a_flood_limit(bot: BotProcess) -> None:
    person = Private(bot.server.world)
    limit = LAST_RESORT
    fault = bot.server.faults.add("sendMessage", Kind.FLOOD, seconds=limit)
    person.send(FORKLIFT)
    await bot.server.world.wait_for(lambda: fault.over, "the refusal")
    refused = time.monotonic()
    await bot.stop()
    assert time.monotonic() - refused < limit


async def test_an_interrupt_stops_the_bot_in_order(bot: BotProcess) -> None:
    bot.signal(signal.SIGINT)
    assert await bot.ended() == 0


async def test_flood_limits_are_kept_before_telegram_refuses(bot: BotProcess) -> None:
    bot.server.world.flood_limits = True
    group = Group(bot.server.world)
    questions = [group.send(f"/ask {FORKLIFT}") for _ in range(6)]
    for question in questions:
        await group.reply_to(question)
    calls = [call for call in bot.server.calls if call.method == "sendMessage"]
    assert len(group.answers) == len(calls) == 6


async def test_a_second_bot_with_the_same_token_is_named_in_the_log(bot: BotProcess) -> None:
    other = BotProcess(bot.server, bot.folder / "other")
    try:
        await other.start()
        await bot.server.world.wait_for(
            lambda: "Another process fetches" in bot.log + other.log, "the warning"
        )
    finally:
        await other.dispose()
    assert quotes(await Private(bot.server.world).ask(FORKLIFT))


async def test_a_revoked_token_ends_the_bot_with_a_line_and_its_own_status(
    bot: BotProcess,
) -> None:
    await bot.server.world.wait_for(lambda: len(bot.server.profile.commands) == 3, "the menus")
    before = bot.log
    bot.server.revoke_token()
    assert await bot.ended() == TokenRefusedError.exit_status
    bot.check_log()
    lines = [line for line in bot.log.removeprefix(before).splitlines() if '"info"' not in line]
    assert len(lines) == 1
    assert "DATELINE_TELEGRAM_TOKEN" in lines[0]


async def test_a_wrong_token_ends_the_start_with_a_line_and_its_own_status(
    idle: BotProcess,
) -> None:
    idle.server.revoke_token()
    await idle.start()
    assert await idle.ended() == TokenRefusedError.exit_status
    idle.check_log()
    assert idle.log.count("DATELINE_TELEGRAM_TOKEN") == 1
    assert "Traceback" not in idle.log


async def test_the_token_and_the_questions_are_in_no_line_even_at_debug(
    idle: BotProcess,
) -> None:
    idle.settings["DATELINE_LOG_LEVEL"] = "DEBUG"
    await restart(idle)
    person = Private(idle.server.world)
    await person.ask(FORKLIFT)
    idle.server.faults.add("sendMessage", Kind.DROP)
    idle.server.faults.add("getUpdates", Kind.DROP)
    await person.ask("What did Kim call the soldiers?")
    await idle.stop()
    assert '"level": "debug"' in idle.log
    assert "forklift" not in idle.log


async def test_telegram_out_of_reach_at_the_start_is_waited_for(idle: BotProcess) -> None:
    server = idle.server
    await server.stop()
    await idle.start()
    await server.world.wait_for(lambda: "Telegram cannot be reached" in idle.log, "the warning")
    await server.start()
    await idle.ready()
    assert quotes(await Private(server.world).ask(FORKLIFT))
