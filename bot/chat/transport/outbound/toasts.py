"""Toasts: the short answers that Telegram shows over a chat when a button is pressed."""

import logging
from contextvars import ContextVar

from telegram import CallbackQuery, Update
from telegram.error import BadRequest, TelegramError

from bot.chat.rich_text import MOST_TOAST_CHARACTERS
from bot.chat.transport.outbound.retry import repeat_request

_LOGGER = logging.getLogger(__name__)

# Telegram forgets a button that was pressed, and people who pressed it do so sooner.
_PATIENCE = 15.0
_READ_TIMEOUT = 10.0

_answered_query: ContextVar[str] = ContextVar("answered_query", default="")


async def show_toast(update: Update, text: str = "") -> None:
    """Answer a pressed button once; it does no harm that Telegram forgets buttons soon."""
    query = update.callback_query
    if query is None or is_answered(update):
        return
    _answered_query.set(query.id)
    try:
        await repeat_request(lambda: _answer(query, text), _PATIENCE)
    except BadRequest as error:
        _LOGGER.info("A pressed button is not answered: %s", error.message)
    except TelegramError as error:
        _LOGGER.warning("A pressed button is not answered: %s", error.message)


def is_answered(update: Update) -> bool:
    """Tell whether the button that was pressed was answered, as far as that went."""
    query = update.callback_query
    return query is not None and _answered_query.get() == query.id


async def _answer(query: CallbackQuery, text: str) -> bool:
    return await query.answer(_shorten(text) or None, read_timeout=_READ_TIMEOUT)


def _shorten(text: str) -> str:
    if len(text) <= MOST_TOAST_CHARACTERS:
        return text
    return text[: MOST_TOAST_CHARACTERS - 1].rstrip() + "…"
