"""The real bot when it is killed, stopped, refused or asked too much at once."""

import signal
import time

from tests.telegram.client import Group, Private, quotes
from tests.telegram.faults import Kind
from tests.telegram.process import BotProcess
from tests.telegram.shapes import Message

FORKLIFT = "Who stood on the forklift?"


async def restart(bot: BotProcess) -> None:
    await bot.start()
    await bot.ready()


async def test_64_questions_at_once_are_answered_in_order_within_a_chat(bot: BotProcess) -> None:
    people = [Private(bot.server.world) for _ in range(16)]
    questions = [[person.send(FORKLIFT) for _ in range(4)] for person in people]
    for person, asked in zip(people, questions, strict=True):
        await person.reply_to(asked[-1])
        replied = [answer["reply_to_message"]["message_id"] for answer in person.answers]
        assert replied == [question["message_id"] for question in asked]
        assert all(quotes(answer) for answer in person.answers)


async def test_a_killed_bot_loses_nothing_and_answers_nothing_twice(bot: BotProcess) -> None:
    world = bot.server.world
    people = [Private(world) for _ in range(12)]
    answered = [(person, person.send(FORKLIFT)) for person in people]
    for person, question in answered:
        await person.reply_to(question)
    flood = bot.server.faults.add("sendMessage", Kind.FLOOD, times=10**6, seconds=30)
    waiting = [(person, person.send("What did Kim call the soldiers?")) for person in people]
    last = max(person.last_update or 0 for person in people)
    await world.wait_for(lambda: bot.server.polling.offset > last, "the updates to be confirmed")
    await world.wait_for(lambda: flood.over == len(people), "the refusals")
    await world.wait_for(lambda: not bot.answers_under_way(), "the note that none is under way")
    await bot.kill()
    late = [(person, person.send("What did Ju Ae wear at the memorial?")) for person in people]
    bot.server.faults.clear()
    await restart(bot)
    for person, question in (*waiting, *late):
        await person.reply_to(question)
    await Private(world).ask(FORKLIFT)
    for person in people:
        replied = [answer["reply_to_message"]["message_id"] for answer in person.answers]
        assert len(replied) == 3
        assert replied == sorted(replied)


async def test_a_bot_killed_while_sending_loses_at_most_the_replies_in_flight(
    bot: BotProcess,
) -> None:
    world = bot.server.world
    people = [Private(world) for _ in range(16)]
    questions = [person.send(FORKLIFT) for person in people for _ in range(4)]
    await world.wait_for(lambda: sum(len(person.answers) for person in people) > 9, "ten answers")
    await bot.kill()
    await restart(bot)

    def lost() -> int:  # what was on its way is not sent again, whether it had arrived or not
        return bot.log.count("was on its way when the bot stopped")

    def answered() -> int:
        return sum(len(person.answers) for person in people)

    await world.wait_for(lambda: answered() + lost() >= len(questions), "the other answers")
    await Private(world).ask(FORKLIFT)
    assert lost() <= 16  # one of a chat is sent at a time
    assert len(questions) - lost() <= answered() <= len(questions)
    for person in people:
        replied = [answer["reply_to_message"]["message_id"] for answer in person.answers]
        assert len(set(replied)) == len(replied)


async def test_a_bot_that_is_killed_again_and_again_ends_up_answering_all(
    idle: BotProcess,
) -> None:
    person = Private(idle.server.world)
    questions: list[Message] = []
    idle.server.world.updates.allowed = ["message"]
    idle.server.faults.add("sendMessage", Kind.FLOOD, times=10**6, seconds=30)
    for _ in range(2):
        questions.append(person.send(FORKLIFT))
        await restart(idle)
        await idle.kill()
    idle.server.faults.clear()
    await restart(idle)
    for question in questions:
        await person.reply_to(question)
    assert len(person.answers) == len(questions)
    await idle.stop()


async def test_an_answer_in_flight_when_the_bot_is_killed_is_not_sent_again(
    bot: BotProcess,
) -> None:
    person = Private(bot.server.world)
    fault = bot.server.faults.add("sendMessage", Kind.LOST)
    question = person.send(FORKLIFT)
    await person.reply_to(question)
    await bot.kill()
    assert fault.struck == 1
    await restart(bot)
    await person.ask("What did Kim call the soldiers?")
    assert len(person.answers) == 2
    assert "was on its way when the bot stopped" in bot.log


async def test_a_stop_does_not_wait_for_the_end_of_a_flood_limit(bot: BotProcess) -> None:
    person = Private(bot.server.world)
    limit = 120
    fault = bot.server.faults.add("sendMessage", Kind.FLOOD, seconds=limit)
    question = person.send(FORKLIFT)
    await bot.server.world.wait_for(lambda: fault.over, "the refusal")
    refused = time.monotonic()
    await bot.stop()
    assert time.monotonic() - refused < limit
    await restart(bot)
    await person.reply_to(question)
    assert len(person.answers) == 1


async def test_an_interrupt_stops_the_bot_in_order(bot: BotProcess) -> None:
    bot.signal(signal.SIGINT)
    assert await bot.ended() == 0


async def test_flood_limits_delay_answers_and_lose_none(bot: BotProcess) -> None:
    bot.server.world.flood_limits = True
    group = Group(bot.server.world)
    questions = [group.send(f"/ask {FORKLIFT}") for _ in range(5)]
    for question in questions:
        await group.reply_to(question)
    assert len(group.answers) == 5


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


async def test_a_revoked_token_ends_the_bot_with_one_line_and_status_2(bot: BotProcess) -> None:
    await bot.server.world.wait_for(lambda: len(bot.server.profile.commands) == 3, "the menus")
    before = bot.log
    bot.server.revoke_token()
    assert await bot.ended() == 2
    bot.check_log()
    lines = [line for line in bot.log.removeprefix(before).splitlines() if " INFO " not in line]
    assert len(lines) == 1
    assert "DATELINE_TELEGRAM_TOKEN" in lines[0]


async def test_a_wrong_token_ends_the_start_with_one_line_and_status_2(idle: BotProcess) -> None:
    idle.server.revoke_token()
    await idle.start()
    assert await idle.ended() == 2
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
    assert "DEBUG" in idle.log
    assert "forklift" not in idle.log


async def test_telegram_out_of_reach_at_the_start_is_waited_for(idle: BotProcess) -> None:
    server = idle.server
    await server.stop()
    await idle.start()
    await server.world.wait_for(lambda: "Telegram cannot be reached" in idle.log, "the warning")
    await server.start()
    await idle.ready()
    assert quotes(await Private(server.world).ask(FORKLIFT))
