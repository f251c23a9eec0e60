"""Commands: one list, from which come the handlers, Telegram's menus and /help."""

import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Update,
)
from telegram.error import BadRequest, TelegramError
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.answers.question.english.operator_words import OPERATOR_HELP
from bot.chat.addressing import FROM_PERSON
from bot.chat.rich_text import Reply
from bot.chat.transport.delivery import Delivery
from bot.reading.formats.registry import describe_formats

_LOGGER = logging.getLogger(__name__)

ADMINS_ONLY = Reply("Only this bot's admins can see and change its articles.")

_OPENING = (
    "Send me a question, and I answer with sentences from the articles, each with its date.\n"
    "Edit your question, and I update my answer."
)
_GROUPS = (
    "In a group I only answer /ask, a mention of my name, or a reply to one of my messages. "
    "To ask what somebody else's message says, reply to it with /ask."
)
_UPLOADS = (
    "You are an admin: send me article files here, in private, and I show you what is in them "
    f"before anything is added. I read {describe_formats()}."
)

Callback: TypeAlias = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what the menu and /help say of it, who may use it where, and what it does.

    Without a description it works, but neither the menu nor /help shows it. One that
    ``follows_edits`` runs again when its message is edited.
    """

    name: str
    description: str
    callback: Callback
    argument: str = ""
    for_admins: bool = False
    in_groups: bool = False
    follows_edits: bool = False


class Commands:
    """The commands of one bot, with /help, which comes from the others."""

    def __init__(
        self, commands: Sequence[Command], admins: frozenset[int], delivery: Delivery
    ) -> None:
        self._commands = (*commands, Command("help", "what I can do", self.show_help))
        self._admins = admins
        self._delivery = delivery

    async def show_help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the commands that the person may use."""
        await self._delivery.reply(update, self._write_help(for_admin=self._is_admin(update)))

    def make_handlers(self) -> Iterator[CommandHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Yield a handler for each command."""
        for command in self._commands:
            updates: filters.BaseFilter = filters.UpdateType.MESSAGE
            if command.follows_edits:
                updates = filters.UpdateType.MESSAGES
            chats: filters.BaseFilter = filters.ChatType.PRIVATE
            if command.in_groups:
                chats |= filters.ChatType.GROUPS
            callback = command.callback
            if command.for_admins:
                callback = self._only_for_admins(callback)
            yield CommandHandler(command.name, callback, updates & chats & FROM_PERSON)

    async def set_menus(self, bot: Bot) -> None:
        """Set the menus that Telegram shows; without them the bot works all the same."""
        everybody = self._list(for_admins=False)
        in_groups = [command for command in everybody if command.in_groups]
        for_admin = [*everybody, *self._list(for_admins=True)]
        try:
            await _set_menu(bot, everybody, BotCommandScopeAllPrivateChats())
            await _set_menu(bot, in_groups, BotCommandScopeAllGroupChats())
            for admin in self._admins:
                await _set_admin_menu(bot, for_admin, admin)
        except TelegramError as error:
            _LOGGER.warning("The menu of commands could not be set: %s", error.message)

    def _write_help(self, *, for_admin: bool) -> Reply:
        commands = _write_help_lines(self._list(for_admins=False))
        lines = [_OPENING, "", *commands, "", _GROUPS, "", OPERATOR_HELP]
        if for_admin:
            lines += ["", _UPLOADS, *_write_help_lines(self._list(for_admins=True))]
        return Reply("\n".join(lines))

    def _list(self, *, for_admins: bool) -> list[Command]:
        """Return the commands that are shown, those for admins or those for everybody."""
        return [
            command
            for command in self._commands
            if command.description and command.for_admins == for_admins
        ]

    def _only_for_admins(self, callback: Callback) -> Callback:
        async def check_and_call(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            if self._is_admin(update):
                await callback(update, context)
            else:
                await self._delivery.reply(update, ADMINS_ONLY)

        return check_and_call

    def _is_admin(self, update: Update) -> bool:
        user = update.effective_user
        return user is not None and user.id in self._admins


def _write_help_lines(commands: Sequence[Command]) -> list[str]:
    return [
        f"/{command.name} {command.argument}".rstrip() + f" – {command.description}"
        for command in commands
    ]


async def _set_menu(bot: Bot, commands: Sequence[Command], scope: BotCommandScope) -> None:
    menu = [BotCommand(command.name, command.description) for command in commands]
    await bot.set_my_commands(menu, scope=scope)


async def _set_admin_menu(bot: Bot, commands: Sequence[Command], admin: int) -> None:
    try:
        await _set_menu(bot, commands, BotCommandScopeChat(admin))
    except BadRequest as error:
        # Until an admin writes to the bot for the first time, there is no such chat.
        _LOGGER.info("Admin %d has no menu yet: %s", admin, error.message)
