"""Group admins: who may change what the bot does in a group."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable

from telegram import Bot, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

_LOGGER = logging.getLogger(__name__)

_FRESH_SECONDS = 60.0
_MOST_GROUPS = 1000

_NOBODY: frozenset[int] = frozenset()


class GroupAdmins:
    """The admins of the groups that the bot is in, looked up once a minute at most."""

    def __init__(self, bot: Bot, read_clock: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._read_clock = read_clock
        self._groups: OrderedDict[int, tuple[float, frozenset[int]]] = OrderedDict()

    async def is_admin(self, update: Update) -> bool:
        """Tell whether who wrote or pressed a button may change the chat's settings.

        In private everybody may. An anonymous admin writes in the name of the group, and presses
        buttons in the own name.
        """
        chat, user, message = update.effective_chat, update.effective_user, update.effective_message
        if chat is None or user is None:
            return False
        if chat.type == ChatType.PRIVATE:
            return True
        if update.callback_query is None and message and message.sender_chat:
            return message.sender_chat.id == chat.id
        return user.id in await self._list(chat.id)

    async def includes_bot(self, group: int) -> bool:
        """Tell whether the bot itself is an admin of a group."""
        return self._bot.id in await self._list(group)

    def forget(self, group: int) -> None:
        """Look the admins of a group up anew when they are needed."""
        self._groups.pop(group, None)

    async def _list(self, group: int) -> frozenset[int]:
        looked_up, admins = self._groups.get(group, (float("-inf"), _NOBODY))
        if self._read_clock() - looked_up < _FRESH_SECONDS:
            return admins
        try:
            # Of single members, Telegram tells only bots that are admins themselves.
            members = await self._bot.get_chat_administrators(group)
        except TelegramError as error:
            _LOGGER.warning("The admins of a group are not known: %s", error.message)
            return _NOBODY
        admins = frozenset(member.user.id for member in members)
        self._groups[group] = (self._read_clock(), admins)
        self._groups.move_to_end(group)
        if len(self._groups) > _MOST_GROUPS:
            self._groups.popitem(last=False)
        return admins
