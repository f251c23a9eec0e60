"""Admin notifier: one message to each admin on what happened in a channel."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Callable, Sequence

from telegram.error import TelegramError

from bot.chat.rich_text import Reply
from bot.chat.storage.chat_settings import CHANNEL_NOTICE, ChatSettings
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import use_language
from bot.system.log_lines.pseudonyms import hash_id

_LOGGER = logging.getLogger(__name__)


class AdminNotifier:
    """Writes to all admins, and remembers who has heard, so that a restart repeats nothing."""

    def __init__(
        self,
        admins: Sequence[int],
        settings: ChatSettings,
        languages: ChatLanguages,
        delivery: Delivery,
    ) -> None:
        self._admins = admins
        self._settings = settings
        self._languages = languages
        self._delivery = delivery

    async def tell(self, channel: int, event: int, write: Callable[[], Reply]) -> None:
        """Send what ``write`` returns in each admin's language; ``event`` is an update's number."""
        recipients = self._load(channel, event)

        async def send(admin: int) -> None:
            if await self._send(admin, write):
                recipients.add(admin)
                self._save(channel, event, recipients)

        await asyncio.gather(*(send(admin) for admin in self._admins if admin not in recipients))
        self._save(channel, event, recipients)

    def has_told(self, channel: int) -> bool:
        """Tell whether the admins heard of a channel since the bot came into it."""
        try:
            return self._settings.get(channel, CHANNEL_NOTICE) is not None
        except sqlite3.Error:
            _LOGGER.exception("What admins know of a channel cannot be looked up in state.db.")
            return True

    async def _send(self, admin: int, write: Callable[[], Reply]) -> bool:
        with use_language(self._languages.resolve_chat(admin)):
            reply = write()
        try:
            is_sent = await self._delivery.notify(admin, reply)
        except TelegramError as error:
            _LOGGER.warning("A notice on a channel could not be sent: %s", error.message)
            return False
        if not is_sent:
            # Nobody can write to an admin who never wrote to the bot.
            _LOGGER.warning("Admin %s did not get a notice on a channel.", hash_id(admin))
        return is_sent

    def _load(self, channel: int, event: int) -> set[int]:
        try:
            value = json.loads(self._settings.get(channel, CHANNEL_NOTICE) or "{}")
        except (sqlite3.Error, ValueError):
            _LOGGER.exception("What admins know of a channel cannot be looked up in state.db.")
            return set()
        return set(value["admins"]) if value.get("event") == event else set()

    def _save(self, channel: int, event: int, recipients: set[int]) -> None:
        value = json.dumps({"event": event, "admins": sorted(recipients)})
        try:
            self._settings.set(channel, CHANNEL_NOTICE, value)
        except sqlite3.Error:
            _LOGGER.exception("What admins know of a channel cannot be noted in state.db.")
