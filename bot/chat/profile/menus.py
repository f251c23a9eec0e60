"""Menus: the commands that Telegram shows, by where they are shown and to whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from bot.chat.commands import Command, Commands
from bot.localization.current import gettext


@dataclass(frozen=True, slots=True)
class Menu:
    """Commands, and the chats and people that Telegram shows them to."""

    scope: BotCommandScope
    commands: tuple[Command, ...]

    def translate(self) -> list[BotCommand]:
        """Return the commands with their descriptions in the current language."""
        return [BotCommand(command.name, gettext(command.description)) for command in self.commands]


def list_menus(commands: Commands) -> Iterator[Menu]:
    """Yield the menus of everybody: in private, in groups, and of the groups' admins."""
    everybody = tuple(commands.list_visible(for_admins=False))
    in_groups = tuple(command for command in everybody if command.in_groups)
    for_members = tuple(command for command in in_groups if not command.for_group_admins)
    yield Menu(BotCommandScopeAllPrivateChats(), everybody)
    yield Menu(BotCommandScopeAllGroupChats(), for_members)
    yield Menu(BotCommandScopeAllChatAdministrators(), in_groups)


def make_admin_menu(commands: Commands, admin: int) -> Menu:
    """Return the menu of one of the bot's admins, in private."""
    everybody = commands.list_visible(for_admins=False)
    for_admins = commands.list_visible(for_admins=True)
    return Menu(BotCommandScopeChat(admin), (*everybody, *for_admins))
