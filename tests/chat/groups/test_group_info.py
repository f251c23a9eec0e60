"""What the bot says of itself in groups, and of groups in private."""

import pytest

from bot.chat.groups.group_settings import GroupSettings, Trigger
from bot.chat.storage.state import State
from tests.chat.conftest import EXAMPLES, Room
from tests.chat.samples import NO_ARTICLES, Echo
from tests.telegram.client import Group
from tests.telegram.server import BOT

ASK = f"/ask@{BOT['username']}"


async def say(group: Group, command: str) -> str:
    return (await group.reply_to(group.send(f"/{command}{group.mention}"))).message["text"]


async def test_help_says_in_three_lines_when_the_bot_answers(room: Room) -> None:
    lines = (await say(Group(room.world), "help")).splitlines()
    assert lines == [
        f"In this group I answer {ASK} and replies to my messages.",
        "To ask what somebody else's message says, reply to it with /ask.",
        "The admins of this group can change that with /settings.",
    ]


async def test_help_promises_mentions_only_where_they_arrive(room: Room) -> None:
    group = Group(room.world)
    assert "mention" not in await say(group, "help")
    group.promote_bot()
    assert "mentions of my name" in await say(group, "help")


async def test_help_says_what_the_group_chose(room: Room) -> None:
    group = Group(room.world)
    state = State(room.folder, BOT["id"])
    GroupSettings(state.settings).set_trigger(group.id, Trigger.COMMAND)
    state.close()
    assert f"only answer {ASK}." in await say(group, "help")
    assert "reply" not in (await say(group, "start")).splitlines()[0]


async def test_start_shows_how_to_ask(room: Room) -> None:
    line, example = (await say(Group(room.world), "start")).splitlines()
    assert ASK in line
    assert example == f"{ASK} {EXAMPLES[0]}"


async def test_about_says_briefly_what_is_searched(room: Room) -> None:
    assert (await say(Group(room.world), "about")).splitlines() == [
        "1 article, from 7 January 2026.",
        "Every sentence I quote appears in an article, word for word.",
    ]


async def test_about_says_that_there_are_no_articles(idle: Room) -> None:
    idle.echo = Echo(NO_ARTICLES)
    async with idle.served():
        assert (await say(Group(idle.world), "about")).startswith("No articles yet.")


async def test_privacy_is_told_briefly_and_leads_to_all_of_it(room: Room) -> None:
    text = await say(Group(room.world), "privacy")
    assert "30 days" in text
    assert "/privacy" in text
    assert len(text) < 300


async def test_an_anonymous_admin_is_told_like_everybody(room: Room) -> None:
    group = Group(room.world)
    question = group.send_anonymously(f"/help{group.mention.upper()}")
    assert ASK in (await group.reply_to(question)).message["text"]


async def test_the_name_of_another_bot_is_silence(room: Room) -> None:
    group = Group(room.world)
    group.promote_bot()
    for command in ("help", "start", "about", "privacy", "language", "settings", "ask"):
        group.send(f"/{command}@another_bot")
        group.send(f"/{command}{group.mention}_too")
    await group.sentinel()
    assert len(group.answers) == 1


async def test_in_private_help_says_how_groups_reach_the_bot(room: Room) -> None:
    person = room.private()
    text = (await person.pressed(await person.ask("/help"), "In groups"))["text"]
    assert f"In a group I only answer {ASK}, or a reply to one of my messages." in text
    assert "mention" not in text
    assert "privacy mode" not in text


async def test_in_private_help_promises_mentions_without_privacy_mode(idle: Room) -> None:
    idle.world.privacy_mode = False
    async with idle.served():
        person = idle.private()
        text = (await person.pressed(await person.ask("/help"), "In groups"))["text"]
    assert "In a group I only answer /ask, a mention of my name, or a reply" in text


@pytest.mark.parametrize("command", ["help", "start", "about", "privacy"])
async def test_what_is_said_in_groups_is_quiet_on_admins_of_the_bot(
    room: Room, command: str
) -> None:
    text = await say(Group(room.world), command)
    assert "article files" not in text
    assert "BotFather" not in text
