"""Attachments: what is not text gets one polite line."""

from collections import OrderedDict

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.delivery import Delivery
from bot.localization.current import gettext, mark_message

TEXT_ONLY = mark_message("I can only read text. Please type your question.")

_MOST_ALBUMS = 1000


class AttachmentDecliner:
    """Decline photos, voice messages and stickers; all photos of an album once."""

    def __init__(self, delivery: Delivery, message: str = TEXT_ONLY) -> None:
        self._delivery = delivery
        self._message = message
        self._albums: OrderedDict[str, None] = OrderedDict()

    async def decline(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Send the one line."""
        message = update.effective_message
        if message and self._is_first(message.media_group_id):
            await self._delivery.reply(update, Reply(gettext(self._message)))

    def _is_first(self, album: str | None) -> bool:
        if album is None:
            return True
        if album in self._albums:
            return False
        self._albums[album] = None
        if len(self._albums) > _MOST_ALBUMS:
            self._albums.popitem(last=False)
        return True
