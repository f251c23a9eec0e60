"""Corpus presses: gives every press of an admin's button to the callback that acts on it."""

from collections.abc import Callable, Mapping
from typing import Any

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.admin.callback_data import VERSION, pressed
from bot.chat.admin.messenger import NOT_FOR_YOU, AdminMessenger

PATTERN = rf"^{VERSION}\|(up|co)\."

_STALE = "I do not know this button any more; /corpus shows the files."


class Presses:
    """Knows the callback for what each kind of button says."""

    def __init__(
        self, office: AdminMessenger, *presses: Mapping[str, Callable[[Update], Any]]
    ) -> None:
        self._office = office
        self._presses = {said: act for each in presses for said, act in each.items()}

    async def pressed(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Act on a button; whatever happens, the press is answered."""
        if not self._office.is_admin(update):
            await self._office.toast(update, NOT_FOR_YOU.text)
            return
        said = pressed(update)
        act = self._presses.get(said[0]) if len(said) > 1 and all(said) else None
        if act is None:
            await self._office.toast(update, _STALE)
            return
        await act(update)
