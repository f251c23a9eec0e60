import sqlite3
from pathlib import Path

import pytest

from bot.chat.storage.chat_settings import LANGUAGE
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import AUTOMATIC, ChatLanguages
from bot.localization.current import gettext
from bot.localization.offered_languages import OFFERED_LANGUAGES, list_languages
from tests.chat.conftest import Room
from tests.telegram.client import Group, Private, button, buttons
from tests.telegram.shapes import Message

ENGLISH_HELP, GERMAN_HELP = "what I can do", "was ich kann"


def german(room: Room) -> Private:
    """Return somebody whose Telegram is in German."""
    person = room.private()
    person.user["language_code"] = "de"
    return person


def marked(message: Message) -> list[str]:
    return [label for label in buttons(message) if label.startswith("✓")]


async def toast(room: Room, query: str) -> str:
    await room.world.wait_for(lambda: query in room.world.toasts, "a toast")
    return room.world.toasts[query]


async def test_a_person_is_answered_in_the_language_of_the_own_telegram(room: Room) -> None:
    assert GERMAN_HELP in (await german(room).ask("/help"))["text"]
    assert ENGLISH_HELP in (await room.private().ask("/help"))["text"]


async def test_a_language_without_a_catalogue_is_answered_in_english(room: Room) -> None:
    person = room.private()
    person.user["language_code"] = "tlh"
    assert ENGLISH_HELP in (await person.ask("/help"))["text"]


async def test_each_language_has_a_button_with_its_own_name(room: Room) -> None:
    offer = await room.private().ask("/language")
    names = [OFFERED_LANGUAGES[code] for code in list_languages()]
    assert buttons(offer) == [*names, "✓ Automatic"]


async def test_a_choice_is_marked_and_spoken_at_once(room: Room) -> None:
    person = room.private()
    offer = await person.pressed(await person.ask("/language"), "Deutsch")
    assert marked(offer) == ["✓ Deutsch"]
    assert "Wähle die Sprache" in offer["text"]
    assert GERMAN_HELP in (await person.ask("/help"))["text"]


async def test_automatic_takes_a_choice_back(room: Room) -> None:
    person = german(room)
    offer = await person.pressed(await person.ask("/language"), "English")
    assert ENGLISH_HELP in (await person.ask("/help"))["text"]
    offer = await person.pressed(offer, "Automatic")
    assert marked(offer) == ["✓ Automatisch"]
    assert GERMAN_HELP in (await person.ask("/help"))["text"]


async def test_a_choice_survives_a_restart(idle: Room) -> None:
    person = idle.private()
    async with idle.served():
        await person.pressed(await person.ask("/language"), "Deutsch")
    async with idle.served():
        assert GERMAN_HELP in (await person.ask("/help"))["text"]


async def test_a_group_speaks_english_until_its_admin_chooses(room: Room) -> None:
    group = Group(room.world)
    group.user["language_code"] = "de"
    group.dialog.admins.append(group.user)
    assert "Reply to this message" in (await group.reply_to(group.send("/ask"))).message["text"]
    offer = (await group.reply_to(group.send("/language"))).message
    group.press(group.user, offer, button(offer, "Deutsch"))
    await group.edit_of(offer)
    assert "Wähle die Sprache" in (await group.reply_to(group.send("/language"))).message["text"]


async def test_nobody_else_chooses_the_language_of_a_group(room: Room) -> None:
    group = Group(room.world)
    group.dialog.admins.append(group.user)
    offer = (await group.reply_to(group.send("/language"))).message
    query = group.press(room.world.user("Carl"), offer, button(offer, "Deutsch"))
    assert await toast(room, query) == "Only the admins of this group can choose its language."
    assert "Reply to this message" in (await group.reply_to(group.send("/ask"))).message["text"]


async def test_a_group_whose_admins_are_not_known_keeps_its_language(room: Room) -> None:
    group = Group(room.world)
    offer = (await group.reply_to(group.send("/language"))).message
    del room.world.dialogs[group.id]
    query = group.press(group.user, offer, button(offer, "Deutsch"))
    assert "Only the admins" in await toast(room, query)
    assert [v for v in room.server.violations if "chat not found" not in v] == []
    room.server.violations.clear()


@pytest.mark.parametrize("data", ["1|lang|", "1|lang|tlh", "1|lang|de|x"])
async def test_a_button_of_no_language_is_stale(room: Room, data: str) -> None:
    person = room.private()
    offer = await person.ask("/language")
    assert "no longer works" in await toast(room, person.press(person.user, offer, data))


async def test_menus_are_set_in_each_language(room: Room) -> None:
    menus = room.server.profile.translations
    languages = {code for code in list_languages() if len(code) == 2} - {"en"}
    await room.world.wait_for(lambda: len(menus) == 3 * len(languages), "the menus")
    assert {language for _, language in menus} == languages
    descriptions = [command["description"] for menu in menus.values() for command in menu]
    assert "eine Frage stellen" in descriptions
    assert "ask a question" not in descriptions


async def test_a_notice_is_in_the_language_of_its_admin(idle: Room) -> None:
    ada = german(idle)
    idle.notices.admins = [ada.user["id"]]
    async with idle.served():
        await ada.ask("/help")
        idle.notices.add(lambda: gettext("There are no articles yet."))
        await idle.world.wait_for(lambda: len(ada.answers) == 2, "the notice")
    assert ada.answers[1]["text"] == "Es gibt noch keine Artikel."


def test_a_state_that_fails_is_answered_in_english(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    state.settings.set(5, LANGUAGE, "de")
    languages = ChatLanguages(state)
    assert languages.resolve_chat(5) == "de"
    state.close()
    with pytest.raises(sqlite3.Error):
        languages.choose(5, "en")
    assert languages.resolve_chat(5) == "en"
    assert languages.get_choice(5) == AUTOMATIC
