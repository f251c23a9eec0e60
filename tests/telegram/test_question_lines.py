"""What a real process logs of questions: a line each, and nothing of who asked what."""

import json
import re

from tests.telegram.client import Group, Private, quotes
from tests.telegram.process import BotProcess

FORKLIFT = "Who stood on the forklift?"
REFUSED = "Who won the chess tournament in Lisbon?"


def read_lines(bot: BotProcess) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in bot.log.splitlines()]
    return [line for line in lines if line["event"] == "Question"]


async def test_each_question_has_a_line_and_the_log_has_no_text_name_or_number(
    bot: BotProcess,
) -> None:
    world = bot.server.world
    person, group = Private(world), Group(world)
    assert quotes(await person.ask(FORKLIFT))
    await person.ask(REFUSED)
    await person.ask("/verify Ju Ae was standing on a forklift.")
    await group.reply_to(group.send(f"/ask {FORKLIFT}"))
    await world.inline(person.user, FORKLIFT).answer()
    await world.wait_for(lambda: len(read_lines(bot)) == 5, "five lines")
    lines = read_lines(bot)
    assert [line["place"] for line in lines] == ["private"] * 3 + ["group", "inline"]
    outcomes = [(line["outcome"], line.get("reason"), line["kind"]) for line in lines]
    assert outcomes[0] == ("answered", None, "fact")
    assert outcomes[1] == ("refused", "unknown_words", "fact")
    assert outcomes[2] == ("answered", None, "verification")
    assert [bool(line["quotes"]) for line in lines] == [True, False, True, True, True]
    people = {line["user"] for line in lines if line["place"] != "group"}
    assert len(people) == 1
    for number in (person.id, group.id, group.user["id"]):
        assert not re.search(rf"(?<![\d.]){abs(number)}(?![\d.])", bot.log)
    for word in ("forklift", "chess", person.user["first_name"], person.user["username"]):
        assert word.lower() not in bot.log.lower()
    before = next(iter(people))
    await bot.stop()
    await bot.start()
    await bot.ready()
    assert quotes(await person.ask("What did Kim call the soldiers?"))
    await world.wait_for(lambda: len(read_lines(bot)) == 6, "one more line")
    assert read_lines(bot)[-1]["user"] == before
