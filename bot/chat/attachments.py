"""Attachments: one polite line for what is not text."""

from collections import OrderedDict

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.rich_text import Reply
from bot.chat.transport.delivery import Delivery

_TEXT_ONLY = Reply("I can only read text: please write me your question.")

_ALBUMS_REMEMBERED = 1000


class Attachments:
    """Say that a photo, a voice message or a sticker cannot be read; once for an album."""

    def __init__(self, delivery: Delivery, reply: Reply = _TEXT_ONLY) -> None:
        self._delivery = delivery
        self._reply = reply
        self._albums: OrderedDict[str, None] = OrderedDict()

    async def in_private(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say so."""
        message = update.effective_message
        if message and self._is_first(message.media_group_id):
            await self._delivery.reply(update, self._reply)

    def _is_first(self, album: str | None) -> bool:
        if album is None:
            return True
        if album in self._albums:
            return False
        self._albums[album] = None
        if len(self._albums) > _ALBUMS_REMEMBERED:
            self._albums.popitem(last=False)
        return True
