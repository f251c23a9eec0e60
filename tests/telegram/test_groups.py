"""The real bot in groups, with and without privacy mode: added, asked, thanked and set."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.telegram.client import Group, Private
from tests.telegram.membership import describe_member
from tests.telegram.message_parts import buttons, quotes
from tests.telegram.process import BotProcess, running
from tests.telegram.refusals import RefusalError
from tests.telegram.server import Server

FORKLIFT = "Who stood on the forklift?"
TROOPS = "How many troops did North Korea send to Russia?"
ADMIN = 9001

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("groups")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def private_bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield a bot in privacy mode."""
    admins = str(ADMIN)
    async with running(tmp_path_factory.mktemp("bot"), DATELINE_ADMINS=admins) as process:
        yield process


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def open_bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield a bot that gets every message of its groups, in a city where it is not UTC."""
    folder = tmp_path_factory.mktemp("bot")
    server = Server(privacy=False)
    async with running(folder, server, DATELINE_TIMEZONE="Asia/Tokyo") as process:
        yield process


def admin(bot: BotProcess) -> Private:
    """Return an admin of the bot."""
    world = bot.server.world
    last, world._last_user = world._last_user, ADMIN - 1
    person = Private(world)
    world._last_user = last
    return person


async def test_a_new_group_is_greeted_and_the_example_is_answered(private_bot: BotProcess) -> None:
    group = Group(private_bot.server.world)
    group.dialog.bot = describe_member(group.world.bot, "left")
    group.add_bot()
    await group.world.wait_for(lambda: group.answers, "a greeting")
    line, example = group.answers[0]["text"].splitlines()
    assert f"/ask{group.mention}" in line
    assert quotes((await group.reply_to(group.send(example))).message)
    assert len(group.answers) == 2


async def test_a_group_that_forbids_bots_to_write_gets_nothing(private_bot: BotProcess) -> None:
    group = Group(private_bot.server.world)
    group.dialog.bot = describe_member(group.world.bot, "left")
    group.refuse(RefusalError(400, "Bad Request: not enough rights to send text messages"))
    group.add_bot()
    calls = private_bot.server.calls
    await group.world.wait_for(
        lambda: any(call.given.get("chat_id") == str(group.id) for call in calls), "an attempt"
    )
    group.refuse(None)
    await group.sentinel()
    assert len(group.answers) == 1
    assert "Traceback" not in private_bot.log


async def test_in_privacy_mode_replies_and_commands_are_answered(private_bot: BotProcess) -> None:
    group = Group(private_bot.server.world)
    answer = await group.reply_to(group.send(f"/ask{group.mention} {FORKLIFT}"))
    follow = group.send(TROOPS, reply_to=answer.message)
    assert "14,000" in quotes((await group.reply_to(follow)).message)[0]
    text = (await group.reply_to(group.send(f"/help{group.mention}"))).message["text"]
    assert "mention" not in text


async def test_without_privacy_mode_mentions_are_answered(open_bot: BotProcess) -> None:
    group = Group(open_bot.server.world)
    answer = await group.reply_to(group.send(f"{group.mention} {FORKLIFT}"))
    assert "forklift" in quotes(answer.message)[0]
    text = (await group.reply_to(group.send(f"/help{group.mention}"))).message["text"]
    assert "mentions of my name" in text


async def test_thanks_get_a_heart_and_laughter_gets_nothing(private_bot: BotProcess) -> None:
    group = Group(private_bot.server.world)
    answer = await group.sentinel()
    for text in ("😂", "hahaha", "www", "ok", f"@{group.user['username']} look", "ахаха"):
        group.send(text, reply_to=answer)
    for text in ("Thanks!", "спасибо", "ありがとう 🙏"):
        assert await group.reaction_to(group.send(text, reply_to=answer)) == "❤"
    await group.sentinel()
    assert len(group.answers) == 2


async def test_where_no_reaction_is_allowed_thanks_get_nothing(private_bot: BotProcess) -> None:
    group = Group(private_bot.server.world)
    answer = await group.sentinel()
    group.dialog.reactions_allowed = False
    group.send("Thank you", reply_to=answer)
    await group.sentinel()
    assert len(group.answers) == 2
    assert group.dialog.reactions == {}


async def test_thanks_by_mention_get_a_heart_and_a_greeting_an_answer(open_bot: BotProcess) -> None:
    group = Group(open_bot.server.world)
    assert await group.reaction_to(group.send(f"{group.mention} thanks a lot")) == "❤"
    hello = group.send(f"{group.mention} hello")
    assert "Hello!" in (await group.reply_to(hello)).message["text"]


async def test_a_thank_you_that_is_edited_gets_no_second_heart(private_bot: BotProcess) -> None:
    group = Group(private_bot.server.world)
    thanks = group.send("Thanks", reply_to=await group.sentinel())
    await group.reaction_to(thanks)
    group.dialog.reactions.clear()
    group.edit(thanks, "Thank you!")
    await group.sentinel()
    assert group.dialog.reactions == {}


async def test_an_admin_chooses_when_the_group_is_answered(open_bot: BotProcess) -> None:
    group = Group(open_bot.server.world)
    group.appoint(group.user)
    card = (await group.reply_to(group.send("/settings"))).message
    for label in ("When I answer", "All questions", "← Back", "Quiet hours"):
        card = await group.press_for_edit(group.user, card, label)
    assert "time zone Asia/Tokyo" in card["text"]
    question = group.send(TROOPS)
    assert "14,000" in quotes((await group.reply_to(question)).message)[0]
    group.send(TROOPS, reply_to=group.send("I was there", user=group.world.user("Carl")))
    for label in ("← Back", "When I answer", "Only /ask"):
        card = await group.press_for_edit(group.user, card, label)
    group.send(TROOPS)
    group.send(f"{group.mention} {TROOPS}")
    await group.sentinel()
    assert len(group.answers) == 3


async def test_settings_survive_a_restart_and_move_with_the_group(private_bot: BotProcess) -> None:
    group = Group(private_bot.server.world, kind="group")
    group.appoint(group.user)
    card = (await group.reply_to(group.send("/settings"))).message
    for label in ("Quotes", "2"):
        card = await group.press_for_edit(group.user, card, label)
    await private_bot.stop()
    await private_bot.start()
    await private_bot.ready()
    successor = group.migrate()
    await successor.sentinel()
    card = (await successor.reply_to(successor.send("/settings"))).message
    assert "Quotes in an answer: 2" in card["text"]


async def test_an_anonymous_admin_chooses_in_a_topic(private_bot: BotProcess) -> None:
    forum = Group(private_bot.server.world, forum=True)
    dora = forum.appoint(forum.world.user("Dora"), anonymous=True)
    card = (await forum.reply_to(forum.send_anonymously("/settings", topic=77))).message
    assert card["message_thread_id"] == 77
    toast = await forum.toast(forum.press(forum.user, card, "1|set|quotes"))
    assert toast == "Only the admins of this group can change its settings."
    page = await forum.press_for_edit(dora, card, "Quotes")
    assert "✓ 1" in buttons(page)


async def test_the_admins_of_the_bot_learn_how_mentions_reach_it(private_bot: BotProcess) -> None:
    for person, is_told in ((admin(private_bot), True), (Private(private_bot.server.world), False)):
        page = await person.pressed(await person.ask("/help"), "In groups")
        assert ("send /setprivacy to @BotFather" in page["text"]) == is_told


async def test_the_admins_of_the_bot_switch_votes_on_for_everybody(private_bot: BotProcess) -> None:
    person = admin(private_bot)
    card = await person.ask("/settings")
    assert "do not have the buttons" in card["text"]
    page = await person.pressed(card, "👍 and 👎")
    assert "Votes are counted; questions are not kept." in page["text"]
    page = await person.pressed(page, "On")
    stranger = Private(private_bot.server.world)
    assert "👍" in buttons(await stranger.ask(FORKLIFT))
    await person.pressed(page, "Off")
    assert "👍" not in buttons(await stranger.ask(TROOPS))
