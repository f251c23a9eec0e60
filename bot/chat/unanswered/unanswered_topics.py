"""Unanswered topics: the command and the buttons with which admins see and clear them."""

from collections.abc import Callable
from datetime import date, timedelta

from telegram import Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.chat.buttons.callback_data import STALE, decode_data, get_message_id, make_pattern
from bot.chat.commands import ADMINS_ONLY, Command
from bot.chat.rich_text import Reply
from bot.chat.storage.admins.unanswered_store import UnansweredStore
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.toasts import show_toast
from bot.chat.unanswered.topic_choice import choose_topics
from bot.chat.unanswered.unanswered_page import (
    ASK_CLEAR,
    CLEAR,
    PERIODS,
    UNANSWERED_ACTION,
    ask_whether_to_clear,
    write_topics,
)
from bot.localization.current import gettext, mark_message


class UnansweredTopics:
    """Shows admins what was asked in vain, which tells which articles are missing."""

    def __init__(
        self,
        store: UnansweredStore,
        delivery: Delivery,
        admins: frozenset[int],
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._delivery = delivery
        self._admins = admins
        self._today = today

    def make_command(self) -> Command:
        """Return the command, which is for admins."""
        description = mark_message("what was asked and not answered")
        return Command("unanswered", description, self.show, for_admins=True)

    def make_handler(self) -> CallbackQueryHandler[ContextTypes.DEFAULT_TYPE, None]:
        """Return the handler of the buttons."""
        return CallbackQueryHandler(self.press, make_pattern(UNANSWERED_ACTION))

    async def show(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the topics of the last days."""
        await self._delivery.reply(update, self._write_page(PERIODS[0]))

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show other days, or clear the list."""
        user = update.effective_user
        if user is None or user.id not in self._admins:
            await show_toast(update, gettext(ADMINS_ONLY))
            return
        reply, toast = self._act("".join(decode_data(update)[1:]))
        await show_toast(update, toast)
        if reply:
            await self._delivery.edit(update, get_message_id(update), reply)

    def _act(self, argument: str) -> tuple[Reply | None, str]:
        """Do what a button asks for, and return what to show and to say."""
        if argument == ASK_CLEAR:
            return ask_whether_to_clear(), ""
        if argument == CLEAR:
            self._store.clear()
            # Translators: said when a list was deleted.
            return self._write_page(PERIODS[0]), gettext("Cleared.")
        if argument in map(str, PERIODS):
            return self._write_page(int(argument)), ""
        return None, gettext(STALE)

    def _write_page(self, days: int) -> Reply:
        first_day = self._today() - timedelta(days - 1)
        return write_topics(choose_topics(self._store.list_topics(first_day)), days)
