"""Group admins: who may decide for a chat."""

import logging
import time

from telegram import Bot, Update
from telegram.constants import ChatID, ChatType
from telegram.error import TelegramError

_LOGGER = logging.getLogger(__name__)

_KEPT_SECONDS = 60.0
_MOST_CHATS = 1000


class GroupAdmins:
    """Tells whether somebody is an admin of a group; in private, everybody decides alone."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._admins: dict[int, tuple[float, frozenset[int]]] = {}

    async def is_admin(self, update: Update) -> bool:
        """Tell whether an admin of the update's chat wrote the message or pressed the button."""
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None:
            return False
        if chat.type == ChatType.PRIVATE:
            return True
        message = update.effective_message
        if user.id == ChatID.ANONYMOUS_ADMIN:
            # An admin who remains anonymous writes in the name of the group itself.
            return bool(message and message.sender_chat and message.sender_chat.id == chat.id)
        return user.id in await self._list_admins(chat.id)

    async def is_admin_of(self, chat_id: int, user_id: int) -> bool:
        """Tell whether a person is an admin of a group."""
        return user_id in await self._list_admins(chat_id)

    async def decides_for(self, update: Update, group: int) -> bool:
        """Tell whether somebody may change a group from the update's private chat.

        0 stands for the chat itself.
        """
        if not group:
            return await self.is_admin(update)
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None or chat.type != ChatType.PRIVATE:
            return False
        return await self.is_admin_of(group, user.id)

    def forget(self, chat_id: int) -> None:
        """Look the admins of a group up anew when they are needed next."""
        self._admins.pop(chat_id, None)

    async def _list_admins(self, chat_id: int) -> frozenset[int]:
        moment, admins = self._admins.get(chat_id, (-_KEPT_SECONDS, frozenset[int]()))
        if time.monotonic() - moment < _KEPT_SECONDS:
            return admins
        try:
            # Of single members, Telegram tells only bots that are admins themselves.
            members = await self._bot.get_chat_administrators(chat_id)
        except TelegramError as error:
            _LOGGER.warning("The admins of a group are not known: %s", error.message)
            return frozenset()
        admins = frozenset(member.user.id for member in members)
        if len(self._admins) >= _MOST_CHATS:
            self._admins.clear()
        self._admins[chat_id] = time.monotonic(), admins
        return admins
