"""Toasts: the short answers that Telegram shows over a chat when a button is pressed."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar

from telegram import CallbackQuery, Update
from telegram.error import BadRequest, TelegramError

from bot.chat.rich_text import MOST_TOAST_CHARACTERS
from bot.chat.transport.outbound.retry import repeat_request

_LOGGER = logging.getLogger(__name__)

LONGEST_SECONDS = 5.0
"""So long, the sign that a button is at work is shown on it, before Telegram gives it up."""

_PATIENCE = 15.0
_READ_TIMEOUT = 10.0


class _Press:
    """A button that was pressed, and whether that was answered."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.is_answered = False
        self.task: asyncio.Task[None] | None = None


_current: ContextVar[_Press | None] = ContextVar("press", default=None)


@asynccontextmanager
async def answer_press(update: Update, longest: float = LONGEST_SECONDS) -> AsyncIterator[None]:
    """Have a button that was pressed answered once: at the end of the block at the latest.

    A block that takes more than ``longest`` seconds, as where it waits for the chat's turn, has
    no more to say of it.
    """
    if update.callback_query is None:
        yield
        return
    press = _Press(update.callback_query.id)
    token = _current.set(press)

    def answer_early() -> None:
        press.task = asyncio.create_task(show_toast(update))

    timer = asyncio.get_running_loop().call_later(longest, answer_early)
    try:
        yield
        await show_toast(update)
        if press.task:
            await press.task
    finally:
        timer.cancel()
        _current.reset(token)


async def show_toast(update: Update, text: str = "") -> None:
    """Answer a pressed button, if it is not answered; Telegram forgets buttons soon."""
    query = update.callback_query
    if query is None or is_answered(update):
        return
    press = _current.get()
    if press and press.query == query.id:
        press.is_answered = True
    try:
        await repeat_request(lambda: _answer(query, text), _PATIENCE)
    except BadRequest as error:
        _LOGGER.info("A pressed button is not answered: %s", error.message)
    except TelegramError as error:
        _LOGGER.warning("A pressed button is not answered: %s", error.message)


def is_answered(update: Update) -> bool:
    """Tell whether the button that was pressed was answered, as far as that went."""
    query, press = update.callback_query, _current.get()
    return bool(query and press and press.query == query.id and press.is_answered)


async def _answer(query: CallbackQuery, text: str) -> bool:
    return await query.answer(_shorten(text) or None, read_timeout=_READ_TIMEOUT)


def _shorten(text: str) -> str:
    if len(text) <= MOST_TOAST_CHARACTERS:
        return text
    return text[: MOST_TOAST_CHARACTERS - 1].rstrip() + "…"
