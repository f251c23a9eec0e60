import pytest

from bot import __version__
from bot.chat import info
from bot.chat.storage.state import KEPT_HOURS
from tests.chat.conftest import EXAMPLES, Room
from tests.chat.samples import NO_ARTICLES, Echo
from tests.telegram.client import Group, buttons


async def test_start_greets_in_three_lines_with_the_example_questions(room: Room) -> None:
    greeting = await room.private().ask("/start")
    lines = greeting["text"].splitlines()
    assert len(lines) == 3
    assert "1 article, from 7 January 2026" in lines[1]
    assert lines[2] == "Send me a question, or tap one:"
    assert buttons(greeting) == list(EXAMPLES)


async def test_start_without_articles_says_what_to_do(idle: Room) -> None:
    idle.echo = Echo(NO_ARTICLES)
    async with idle.served():
        lines = (await idle.private().ask("/start"))["text"].splitlines()
    assert len(lines) == 3
    assert "corpus folder" in lines[2]


async def test_about_shows_articles_days_sources_and_version(room: Room) -> None:
    text = (await room.private().ask("/about"))["text"]
    assert f"Dateline {__version__}" in text
    assert "1 article, from 7 January 2026." in text
    assert "Sources: The Example, The Other." in text


async def test_privacy_names_how_long_numbers_are_kept(room: Room) -> None:
    text = (await room.private().ask("/privacy"))["text"]
    assert text == info.write_privacy().text
    assert f"{KEPT_HOURS} hours" in text


async def test_help_lists_every_command_of_the_menu(room: Room) -> None:
    person = room.private()
    text = (await person.ask("/help"))["text"]
    menus = room.server.profile.commands
    await room.world.wait_for(lambda: len(menus) == 3, "the menus")
    commands = {command["command"] for menu in menus.values() for command in menu}
    assert commands == {"ask", "help", "about", "language", "settings", "privacy", "verify"}
    assert all(f"/{command}" in text for command in commands - {"help"})


async def test_help_says_how_to_ask_from_other_chats_where_that_works(idle: Room) -> None:
    hint = f"In any other chat, write @{idle.world.bot['username']} and a question"
    async with idle.served():
        person = idle.private()
        assert hint in (await person.pressed(await person.ask("/help"), "In other chats"))["text"]
    idle.world.inline_mode = False
    async with idle.served():
        assert "In other chats" not in buttons(await idle.private().ask("/help"))


@pytest.mark.parametrize("command", ["/weather", "/ask@another_bot Who won?", "/start@x_bot"])
async def test_an_unknown_command_points_to_help(room: Room, command: str) -> None:
    assert "/help" in (await room.private().ask(command))["text"]


async def test_an_unknown_command_gets_its_nearest_in_private(room: Room) -> None:
    reply = await room.private().ask("/hepl me")
    assert reply["text"] == "I do not know /hepl. Did you mean /help?"


@pytest.mark.parametrize("command", ["start", "help", "about", "privacy", "weather", "hepl"])
async def test_a_command_without_the_name_is_for_all_bots_of_a_group(
    room: Room, command: str
) -> None:
    group = Group(room.world)
    group.send(f"/{command}")
    group.send(f"/weather{group.mention}")
    await group.sentinel()
    assert len(group.answers) == 1


async def test_an_edited_command_is_not_run_again(room: Room) -> None:
    person = room.private()
    message = person.send("/help")
    await person.answer_to(message)
    person.edit(message, "/about")
    await person.ask("Who won?")
    assert len(person.answers) == 2
