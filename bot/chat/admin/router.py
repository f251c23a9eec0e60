"""Router: passes each button that an admin pressed to the callback that acts on it."""

from collections.abc import Mapping

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.admin.messenger import AdminMessenger
from bot.chat.buttons.callback_data import ButtonCallback, decode_data
from bot.chat.commands import ADMINS_ONLY
from bot.chat.keyboard import DATA_VERSION
from bot.localization.current import gettext, mark_message

PATTERN = rf"^{DATA_VERSION}\|(up|co|fd)\."

_STALE = mark_message("This button no longer works. /corpus shows the files.")


class CallbackRouter:
    """Knows the callback of each action."""

    def __init__(self, messenger: AdminMessenger, *callbacks: Mapping[str, ButtonCallback]) -> None:
        self._messenger = messenger
        self._callbacks = {
            action: callback for table in callbacks for action, callback in table.items()
        }

    async def handle(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Act on a button; whatever happens, Telegram gets an answer."""
        if not self._messenger.is_admin(update):
            await self._messenger.toast(update, gettext(ADMINS_ONLY))
            return
        parts = decode_data(update)
        callback = self._callbacks.get(parts[0]) if len(parts) > 1 and all(parts) else None
        if callback is None:
            await self._messenger.toast(update, gettext(_STALE))
            return
        await callback(update)
