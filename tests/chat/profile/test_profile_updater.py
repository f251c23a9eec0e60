"""Menus and descriptions: set once, again where they changed, for an admin when first met."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.chat.commands import Command, Commands
from bot.chat.executor import SearchExecutor
from bot.chat.group_admins import GroupAdmins
from bot.chat.groups.group_info import GroupInfo
from bot.chat.groups.group_reach import GroupReach
from bot.chat.groups.group_settings import GroupSettings
from bot.chat.profile import profile_parts
from bot.chat.profile.profile_updater import ProfileUpdater
from bot.chat.storage.chat_settings import ALL_CHATS, PROFILE
from bot.chat.storage.state import State
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.catalogue_files import load_translations
from bot.localization.localizer import load_multilingualizer
from bot.localization.offered_languages import list_languages
from tests.chat.samples import Echo
from tests.telegram.client import Private
from tests.telegram.faults import Kind
from tests.telegram.server import Server

LANGUAGES = [language for language in list_languages() if len(language) == 2]
TEXTS = 2 * len(LANGUAGES)
MENUS = 3 * len(LANGUAGES)


async def do_nothing(update: Update, context: object) -> None:
    """Be the callback of a command."""


class Profiles:
    """Sets the profile of a bot on a server; as a bot that is started anew each time."""

    def __init__(self, server: Server, state: State) -> None:
        self.server = server
        self.rows = [
            Command("ask", "ask a question", do_nothing, in_groups=True),
            Command("about", "which articles I search", do_nothing),
            Command("settings", "choose my language", do_nothing, in_groups=True,
                    for_group_admins=True),
            Command("corpus", "the article files", do_nothing, for_admins=True),
        ]  # fmt: skip
        self.admins: frozenset[int] = frozenset()
        self._state = state

    @asynccontextmanager
    async def open_updater(self) -> AsyncIterator[ProfileUpdater]:
        """Yield an updater that was not started."""
        async with Bot(self.server.token, f"{self.server.url}/bot") as bot:
            delivery = Delivery(bot, self._state, Inbox(self._state))
            settings = GroupSettings(self._state.settings)
            reach = GroupReach(bot, GroupAdmins(bot))
            info = GroupInfo(SearchExecutor(Echo()), delivery, settings, reach, tuple)
            commands = Commands(self.rows, self.admins, delivery, info)
            yield ProfileUpdater(bot, commands, self._state.settings)

    async def set_all(self) -> list[str]:
        """Set what changed; return the methods that were called for that."""
        before = len(self.server.calls)
        async with self.open_updater() as updater:
            await updater.update()
        return [call.method for call in self.server.calls[before:] if call.method != "getMe"]

    def menu(self, scope: str) -> list[object]:
        """Return the commands of the menu whose scope has this in it."""
        menus = self.server.profile.commands
        (commands,) = (commands for name, commands in menus.items() if scope in name)
        return [command["command"] for command in commands]


@pytest.fixture
def state(server: Server, tmp_path: Path) -> State:
    return State(tmp_path, server.world.bot["id"])


@pytest.fixture
def profiles(server: Server, state: State) -> Profiles:
    return Profiles(server, state)


async def test_everything_is_set_in_every_language(profiles: Profiles) -> None:
    await profiles.set_all()
    server = profiles.server
    assert profiles.menu("all_private_chats") == ["ask", "about", "settings", "help"]
    assert profiles.menu("all_group_chats") == ["ask"]
    assert profiles.menu("all_chat_administrators") == ["ask", "settings"]
    assert {language for _, language in server.profile.translations} == {*LANGUAGES} - {"en"}
    texts = server.profile.texts
    assert {language for _, language in texts} == {*LANGUAGES, ""} - {"en"}
    assert "quoted, dated sentences" in texts["short_description", ""]
    assert f"@{server.world.bot['username']}" in texts["description", ""]


async def test_a_restart_sets_nothing_again(profiles: Profiles) -> None:
    assert len(await profiles.set_all()) == MENUS + TEXTS
    assert await profiles.set_all() == []


async def test_a_restart_reads_no_translation(profiles: Profiles) -> None:
    await profiles.set_all()
    load_translations.cache_clear()
    load_multilingualizer.cache_clear()
    await profiles.set_all()
    assert load_translations.cache_info().currsize <= 1  # English has none to be read


async def test_another_version_that_says_the_same_sets_nothing_again(
    profiles: Profiles, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    await profiles.set_all()
    before = state.settings.get(ALL_CHATS, PROFILE)
    monkeypatch.setattr(profile_parts, "__version__", "99")
    assert await profiles.set_all() == []
    assert state.settings.get(ALL_CHATS, PROFILE) != before


async def test_what_changed_is_set_again_alone(profiles: Profiles) -> None:
    await profiles.set_all()
    profiles.rows[1] = Command("about", "what I can do", do_nothing)
    assert await profiles.set_all() == ["setMyCommands"] * len(LANGUAGES)
    profiles.server.world.inline_mode = False
    assert await profiles.set_all() == ["setMyDescription"] * len(LANGUAGES)
    assert "@" not in profiles.server.profile.texts["description", ""]


async def test_what_was_not_set_before_a_stop_is_set_at_the_next_start(
    profiles: Profiles,
) -> None:
    fault = profiles.server.faults.add("setMyShortDescription", Kind.FLOOD, seconds=60)
    async with profiles.open_updater() as updater:
        task = asyncio.create_task(updater.run())
        await profiles.server.world.wait_for(lambda: fault.over, "the refusal")
        task.cancel()
        await asyncio.wait({task})
    assert len(await profiles.set_all()) == TEXTS - 1


async def test_a_state_that_fails_sets_everything_all_the_same(
    profiles: Profiles, state: State, caplog: pytest.LogCaptureFixture
) -> None:
    state.close()
    assert len(await profiles.set_all()) == MENUS + TEXTS
    assert "cannot be noted in state.db" in caplog.text


async def test_an_admin_has_a_menu_of_the_own_from_the_first_message_on(
    profiles: Profiles,
) -> None:
    ada = profiles.server.world.user("Ada")
    profiles.admins = frozenset((ada["id"],))
    await profiles.set_all()
    assert profiles.server.violations == []
    assert not [name for name in profiles.server.profile.commands if str(ada["id"]) in name]
    async with profiles.open_updater() as updater:
        task = asyncio.create_task(updater.run())
        chat = Private(profiles.server.world)
        message = {**chat.send("hello"), "from": ada}
        update = Update.de_json({"update_id": 1, "message": message}, None)
        profiles.server.world.open({"id": ada["id"], "type": "private", "first_name": "Ada"})
        for _ in range(3):
            await updater.meet_admin(update, None)  # type: ignore[arg-type]
        translations = profiles.server.profile.translations
        await profiles.server.world.wait_for(
            lambda: sum(str(ada["id"]) in scope for scope, _ in translations) == len(LANGUAGES) - 1,
            "the menu of the admin",
        )
        task.cancel()
        await asyncio.wait({task})
    assert profiles.menu(str(ada["id"])) == ["ask", "about", "settings", "help", "corpus"]
    assert await profiles.set_all() == []


async def test_who_is_no_admin_any_more_loses_the_menu_and_has_it_again_as_one(
    profiles: Profiles,
) -> None:
    ada = Private(profiles.server.world)
    profiles.admins = frozenset((ada.id,))
    await profiles.set_all()
    assert "corpus" in profiles.menu(str(ada.id))
    profiles.admins = frozenset()
    assert await profiles.set_all() == ["deleteMyCommands"] * len(LANGUAGES)
    assert not [name for name in profiles.server.profile.commands if str(ada.id) in name]
    assert await profiles.set_all() == []
    profiles.admins = frozenset((ada.id,))
    assert await profiles.set_all() == ["setMyCommands"] * len(LANGUAGES)
    assert "corpus" in profiles.menu(str(ada.id))
