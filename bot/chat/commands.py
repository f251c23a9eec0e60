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
from bot.chat.questions.addressing import FROM_PERSON
from bot.chat.rich_text import Reply
from bot.chat.transport.delivery import Delivery
from bot.localization.current import gettext, join_names, mark_message, use_language
from bot.localization.offered_languages import ENGLISH, list_languages
from bot.localization.stored_messages import translate_stored
from bot.reading.formats.registry import list_format_names

_LOGGER = logging.getLogger(__name__)

ADMINS_ONLY = mark_message("Only this bot's admins can see and change its articles.")

Callback: TypeAlias = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what the menu and /help say of it, who may use it where, and what it does.

    The description and the argument are messages, translated where they are shown. Without a
    description it works, but neither the menu nor /help shows it. One that ``follows_edits`` runs
    again when its message is edited.
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
        self._commands = (*commands, Command("help", mark_message("what I can do"), self.show_help))
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
            for language in _list_menu_languages():
                await _set_menu(bot, everybody, BotCommandScopeAllPrivateChats(), language)
                await _set_menu(bot, in_groups, BotCommandScopeAllGroupChats(), language)
                for admin in self._admins:
                    await _set_admin_menu(bot, for_admin, admin, language)
        except TelegramError as error:
            _LOGGER.warning("The menu of commands could not be set: %s", error.message)

    def _write_help(self, *, for_admin: bool) -> Reply:
        commands = _write_help_lines(self._list(for_admins=False))
        opening = gettext(
            "Send me a question, and I answer with sentences from the articles, each with its "
            "date.\nEdit your question, and I update my answer."
        )
        groups = gettext(
            "In a group I only answer /ask, a mention of my name, or a reply to one of my "
            "messages. To ask what somebody else's message says, reply to it with /ask."
        )
        lines = [opening, "", *commands, "", groups, "", translate_stored(OPERATOR_HELP)]
        if for_admin:
            # Translators: {formats} is a list as in "PDF files, web pages and JSON".
            uploads = gettext(
                "You are an admin: send me article files here, in private, and I show you what "
                "is in them before anything is added. I read {formats}."
            )
            formats = join_names([translate_stored(name) for name in list_format_names()], "and")
            lines += ["", uploads.format(formats=formats)]
            lines += _write_help_lines(self._list(for_admins=True))
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
                await self._delivery.reply(update, Reply(gettext(ADMINS_ONLY)))

        return check_and_call

    def _is_admin(self, update: Update) -> bool:
        user = update.effective_user
        return user is not None and user.id in self._admins


def _write_help_lines(commands: Sequence[Command]) -> list[str]:
    lines = []
    for command in commands:
        usage = f"/{command.name} {gettext(command.argument)}".rstrip()
        lines.append(f"{usage} – {gettext(command.description)}")
    return lines


def _list_menu_languages() -> list[str]:
    """Return the languages of menus; Telegram knows those of two letters."""
    return [language for language in list_languages() if len(language) == 2]


async def _set_menu(
    bot: Bot, commands: Sequence[Command], scope: BotCommandScope, language: str
) -> None:
    with use_language(language):
        menu = [BotCommand(command.name, gettext(command.description)) for command in commands]
    # People whose Telegram is in another language see the menu that has none.
    code = None if language == ENGLISH else language
    await bot.set_my_commands(menu, scope=scope, language_code=code)


async def _set_admin_menu(bot: Bot, commands: Sequence[Command], admin: int, language: str) -> None:
    try:
        await _set_menu(bot, commands, BotCommandScopeChat(admin), language)
    except BadRequest as error:
        # Until an admin writes to the bot for the first time, there is no such chat.
        _LOGGER.info("Admin %d has no menu yet: %s", admin, error.message)
