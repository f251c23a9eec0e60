"""Commands: one list, from which come the handlers, Telegram's menus and /help."""

from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.chat.buttons.callback_data import STALE, decode_data, get_message_id, make_pattern
from bot.chat.groups.group_info import GroupInfo
from bot.chat.profile.help_pages import HELP_ACTION, HelpContents, write_help
from bot.chat.questions.addressing import FROM_PERSON
from bot.chat.rich_text import Reply, RichText
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.toasts import show_toast
from bot.localization.current import gettext, mark_message

ADMINS_ONLY = mark_message("Only this bot's admins can see and change its articles.")

Callback: TypeAlias = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what the menu and /help say of it, who may use it where, and what it does.

    The description and the argument are messages, translated where they are shown. Without a
    description it works, but neither the menu nor /help shows it. One that ``follows_edits`` runs
    again when its message is edited. ``group_callback`` is what it does in a group when it is sent
    with the name of this bot: without a name, it is for all bots of the group. In groups, the menu
    shows one ``for_group_admins`` to them alone.
    """

    name: str
    description: str
    callback: Callback
    argument: str = ""
    for_admins: bool = False
    in_groups: bool = False
    follows_edits: bool = False
    for_group_admins: bool = False
    group_callback: Callback | None = None


class _NameFilter(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        command, *_ = (message.text or "").split(maxsplit=1) or [""]
        return "@" in command


_NAMES_BOT = _NameFilter("a command with the name of a bot")


class Commands:
    """The commands of one bot, with /help, which comes from the others."""

    def __init__(
        self,
        commands: Sequence[Command],
        admins: frozenset[int],
        delivery: Delivery,
        group_info: GroupInfo,
    ) -> None:
        help_command = Command(
            "help", mark_message("what I can do"), self.show_help,
            group_callback=group_info.show_help,
        )  # fmt: skip
        self._commands = (*commands, help_command)
        self.admins = admins
        self._delivery = delivery
        self._group_info = group_info
        delivery.keep_commands(command.name for command in self._commands)

    async def show_help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the commands that the person may use, with buttons to what else there is."""
        reply = write_help(self._gather_help(update))
        if reply:
            await self._delivery.reply(update, reply)

    async def turn_help_page(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the page of the button that was pressed in the place of the help."""
        page = "".join(decode_data(update)[1:])
        reply = write_help(self._gather_help(update), page)
        await show_toast(update, "" if reply else gettext(STALE))
        if reply:
            await self._delivery.edit(update, get_message_id(update), reply)

    def make_handlers(self) -> Iterator[BaseHandler[Any, ContextTypes.DEFAULT_TYPE, Any]]:
        """Yield a handler for each command, and that of the buttons of the help."""
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
            if command.group_callback:
                by_name = updates & filters.ChatType.GROUPS & FROM_PERSON & _NAMES_BOT
                yield CommandHandler(command.name, command.group_callback, by_name)
        yield CallbackQueryHandler(self.turn_help_page, make_pattern(HELP_ACTION))

    def list_visible(self, *, for_admins: bool) -> list[Command]:
        """Return the commands that are shown, those for admins or those for everybody."""
        return [
            command
            for command in self._commands
            if command.description and command.for_admins == for_admins
        ]

    def list_usable(self, update: Update) -> list[str]:
        """Return the names of the commands that a person may use in private."""
        is_admin = self._is_admin(update)
        return [command.name for command in self._commands if is_admin or not command.for_admins]

    def _gather_help(self, update: Update) -> HelpContents:
        for_admin, user = self._is_admin(update), update.get_bot().bot
        return HelpContents(
            _write_help_lines(self.list_visible(for_admins=False)),
            self._group_info.describe_use(),
            (user.username or "") if user.supports_inline_queries else "",
            _write_help_lines(self.list_visible(for_admins=True)) if for_admin else (),
            any(command.name == "feeds" for command in self._commands),
            self._group_info.advise_admin() if for_admin else RichText(),
        )

    def _only_for_admins(self, callback: Callback) -> Callback:
        async def check_and_call(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            if self._is_admin(update):
                await callback(update, context)
            else:
                await self._delivery.reply(update, Reply(gettext(ADMINS_ONLY)))

        return check_and_call

    def _is_admin(self, update: Update) -> bool:
        user = update.effective_user
        return user is not None and user.id in self.admins


def _write_help_lines(commands: Sequence[Command]) -> list[str]:
    lines = []
    for command in commands:
        usage = f"/{command.name} {gettext(command.argument)}".rstrip()
        lines.append(f"{usage} – {gettext(command.description)}")
    return lines
