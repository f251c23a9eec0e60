"""Access gate: stands before all other handlers, and turns away whoever may not use the bot."""

import asyncio
import logging
import time
from typing import Any

from telegram import Bot, Chat, InlineQuery, InlineQueryResultsButton, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.chat.access.access_requests import AccessRequests
from bot.chat.access.access_rules import AccessRules
from bot.chat.access.access_texts import (
    PRIVATE_BOT,
    write_farewell,
    write_move_notice,
    write_refusal,
)
from bot.chat.admin.notices import Notices
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.retry import repeat_request
from bot.chat.transport.outbound.toasts import show_toast
from bot.localization.current import gettext
from bot.system.log_lines.pseudonyms import hash_id

_LOGGER = logging.getLogger(__name__)

_CARD_PATIENCE = 3.0
_LEAVE_PATIENCE = 60.0
_CACHE_SECONDS = 60
# An allowed group that becomes a supergroup is new to the bot, and says only in a moment which
# it was.
_MOVE_SECONDS = 1.0
# What waited from a group that the bot left does not make it leave again.
_LEFT_SECONDS = 10.0
_MOST_GROUPS = 1000

_START_PAYLOAD = "access"


class AccessGate:
    """Lets updates pass from those who may use the bot; others hear why, at most once a day."""

    def __init__(
        self,
        bot: Bot,
        rules: AccessRules,
        requests: AccessRequests,
        delivery: Delivery,
        notices: Notices,
    ) -> None:
        self._bot = bot
        self._rules = rules
        self._requests = requests
        self._delivery = delivery
        self._notices = notices
        self._departures: dict[int, float] = {}

    def make_handler(self) -> TypeHandler[Update, ContextTypes.DEFAULT_TYPE, Any]:
        """Return the handler, which belongs into a group before all others."""
        return TypeHandler(Update, self.check)

    async def check(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Raise ApplicationHandlerStop where an update is from somebody who may not use the bot."""
        if self._rules.allows(update):
            self._report_move(update)
            return
        if not await self._refuse(update):
            return
        raise ApplicationHandlerStop

    async def _refuse(self, update: Update) -> bool:
        """Turn an update away; return False where it turns out to be from an allowed group."""
        chat = update.effective_chat
        if update.inline_query:
            await self._show_no_cards(update.inline_query)
        if update.callback_query:
            await show_toast(update, gettext(PRIVATE_BOT))
        if update.guest_message or chat is None:
            return True
        if chat.type == ChatType.PRIVATE:
            await self._refuse_person(update, chat)
        elif chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
            return await self._leave(update, chat)
        return True

    async def _refuse_person(self, update: Update, chat: Chat) -> None:
        user = update.effective_user
        if user is None or update.message is None or not self._requests.note_refusal(chat.id):
            return
        self._requests.report(chat.id, _name_person(user))
        await self._delivery.send(update, write_refusal(chat.id))

    async def _leave(self, update: Update, chat: Chat) -> bool:
        """Leave a group, with a line on why; return False where it is allowed after all."""
        departure = self._departures.get(chat.id, -_LEFT_SECONDS)
        if time.monotonic() - departure < _LEFT_SECONDS and not update.my_chat_member:
            return True
        await asyncio.sleep(_MOVE_SECONDS)
        if self._rules.allows(update):
            return False
        if self._departures.get(chat.id, -_LEFT_SECONDS) != departure:
            return True  # because of another message
        if len(self._departures) >= _MOST_GROUPS:
            self._departures.clear()
        self._departures[chat.id] = time.monotonic()
        if self._requests.note_refusal(chat.id):
            self._requests.report(chat.id, chat.title or "")
            await self._delivery.send(update, write_farewell(chat.id))
        try:
            await repeat_request(lambda: self._bot.leave_chat(chat.id), _LEAVE_PATIENCE)
        except TelegramError as error:
            _LOGGER.info("Group %s could not be left: %s", hash_id(chat.id), error.message)
        return True

    async def _show_no_cards(self, query: InlineQuery) -> None:
        # Translators: a button that opens the private chat with the bot, which then says more.
        button = InlineQueryResultsButton(gettext(PRIVATE_BOT), start_parameter=_START_PAYLOAD)
        try:
            await repeat_request(
                lambda: self._bot.answer_inline_query(
                    query.id, [], cache_time=_CACHE_SECONDS, is_personal=True, button=button
                ),
                _CARD_PATIENCE,
            )
        except TelegramError as error:
            _LOGGER.info("An inline query is not answered: %s", error.message)

    def _report_move(self, update: Update) -> None:
        message = update.message
        if self._rules.lists.is_open or message is None or not message.migrate_to_chat_id:
            return
        title, group, successor = message.chat.title, message.chat_id, message.migrate_to_chat_id
        # The numbers themselves: this is what the setting has to say.
        _LOGGER.warning(
            "Group %d became %d: change the number in DATELINE_ALLOWED_CHATS.", group, successor
        )
        self._notices.add(lambda: write_move_notice(title or "", group, successor))


def _name_person(user: User) -> str:
    return f"{user.full_name} (@{user.username})" if user.username else user.full_name
