"""One list of commands: what a menu offers is in /help, and does something."""

import re

import pytest

from bot.chat.commands import ADMINS_ONLY
from tests.chat.conftest import Room
from tests.paths import PROJECT
from tests.telegram.client import Group

PRIVATE, GROUPS = "all_private_chats", "all_group_chats"


async def menu(room: Room, scope: str) -> set[str]:
    """Return the commands of the one menu whose scope has this type."""
    menus = room.server.profile.commands
    await room.world.wait_for(lambda: len(menus) >= 3, "the menus")
    (commands,) = (commands for name, commands in menus.items() if scope in name)
    return {str(command["command"]) for command in commands}


async def test_help_lists_what_the_menu_of_private_chats_has(room: Room) -> None:
    text = (await room.private().ask("/help"))["text"]
    assert set(re.findall("^/([a-z]+)", text, re.MULTILINE)) == await menu(room, PRIVATE)


async def test_every_command_of_the_menu_is_answered_by_its_own_reply(room: Room) -> None:
    person = room.private()
    unknown = (await person.ask("/weather"))["text"]
    replies = {(await person.ask(f"/{name}"))["text"] for name in await menu(room, PRIVATE)}
    assert len(replies) == len(await menu(room, PRIVATE))
    assert unknown not in replies


async def test_every_command_of_the_group_menu_is_answered_in_a_group(room: Room) -> None:
    group = Group(room.world)
    for name in await menu(room, GROUPS):
        question = group.send(f"/{name} Who won?")
        assert await group.reply_to(question)


@pytest.mark.parametrize("command", ["corpus", "stats", "unanswered"])
async def test_without_admins_their_commands_are_unknown(room: Room, command: str) -> None:
    reply = await room.private().ask(f"/{command}")
    assert reply["text"] != ADMINS_ONLY
    assert "/help" in reply["text"]


async def test_every_command_of_the_menu_is_documented(room: Room) -> None:
    table = re.findall("^[|] `/([a-z]+)", (PROJECT / "docs/telegram.md").read_text(), re.MULTILINE)
    others = {"start", "corpus", "stats", "unanswered", "follow", "following", "digest"}
    assert await menu(room, PRIVATE) | others == set(table)
