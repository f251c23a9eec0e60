"""Toasts: the short answers that Telegram shows over a chat when a button is pressed."""

import logging

from telegram import Update
from telegram.error import TelegramError

_LOGGER = logging.getLogger(__name__)


async def show_toast(update: Update, text: str = "") -> None:
    """Answer a pressed button; it does no harm that Telegram forgets buttons soon."""
    query = update.callback_query
    try:
        if query is not None:
            await query.answer(text or None)
    except TelegramError as error:
        _LOGGER.info("A pressed button is not answered: %s", error.message)
