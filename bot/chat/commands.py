"""Commands: one list, from which come the handlers, Telegram's menus and /help."""

from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import Message, Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.answers.question.english.operator_words import OPERATOR_HELP
from bot.chat.groups.group_info import GroupInfo
from bot.chat.profile.descriptions import write_inline_hint
from bot.chat.questions.addressing import FROM_PERSON
from bot.chat.rich_text import Reply, RichText, join_pieces
from bot.chat.transport.delivery import Delivery
from bot.localization.current import gettext, join_names, mark_message
from bot.localization.stored_messages import translate_stored
from bot.reading.formats.registry import list_format_names

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
        """List the commands that the person may use."""
        await self._delivery.reply(update, self._write_help(update))

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
            if command.group_callback:
                by_name = updates & filters.ChatType.GROUPS & FROM_PERSON & _NAMES_BOT
                yield CommandHandler(command.name, command.group_callback, by_name)

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

    def _write_help(self, update: Update) -> Reply:
        for_admin, user = self._is_admin(update), update.get_bot().bot
        commands = _write_help_lines(self.list_visible(for_admins=False))
        opening = gettext(
            "Send me a question, and I answer with sentences from the articles, each with its "
            "date.\nEdit your question, and I update my answer."
        )
        groups = self._group_info.describe_use()
        lines = [opening, "", *commands, "", groups]
        if user.supports_inline_queries:
            lines += ["", write_inline_hint(user.username or "")]
        lines += ["", translate_stored(OPERATOR_HELP)]
        if for_admin:
            # Translators: {formats} is a list as in "PDF files, web pages and JSON".
            uploads = gettext(
                "You are an admin: send me article files here, in private, and I show you what "
                "is in them before anything is added. I read {formats}."
            )
            formats = join_names([translate_stored(name) for name in list_format_names()], "and")
            lines += ["", uploads.format(formats=formats)]
            lines += _write_help_lines(self.list_visible(for_admins=True))
        advice = self._group_info.advise_admin() if for_admin else RichText()
        text = join_pieces((RichText("\n".join(lines)), advice), "\n\n")
        return Reply(text.text, text.entities)

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
