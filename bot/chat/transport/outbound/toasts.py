"""Toasts: the short answers that Telegram shows over a chat when a button is pressed."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from telegram import CallbackQuery, Update
from telegram.error import BadRequest, TelegramError

from bot.chat.rich_text import MOST_TOAST_CHARACTERS
from bot.chat.transport.outbound.retry import repeat_request

_LOGGER = logging.getLogger(__name__)

_PATIENCE = 15.0
_READ_TIMEOUT = 10.0


class Press:
    """A button that was pressed, and that is answered once; ``note`` is called when it was."""

    def __init__(
        self,
        query: CallbackQuery,
        note: Callable[[], None] = lambda: None,
        *,
        is_answered: bool = False,
    ) -> None:
        self.query = query
        self.is_answered = is_answered
        self._note = note

    async def answer(self, text: str = "") -> None:
        """Answer the button, if it is not answered; Telegram forgets buttons soon."""
        if self.is_answered:
            return
        self.is_answered = True
        try:
            await repeat_request(lambda: self._send(text), _PATIENCE)
        except BadRequest as error:
            _LOGGER.info("A pressed button is not answered: %s", error.message)
        except TelegramError as error:
            _LOGGER.warning("A pressed button is not answered: %s", error.message)
            return
        self._note()

    async def _send(self, text: str) -> bool:
        return await self.query.answer(_shorten(text) or None, read_timeout=_READ_TIMEOUT)


_current: ContextVar[Press | None] = ContextVar("press", default=None)


@contextmanager
def use_press(press: Press) -> Iterator[None]:
    """Let what is said in the block about the button be its one answer."""
    token = _current.set(press)
    try:
        yield
    finally:
        _current.reset(token)


async def show_toast(update: Update, text: str = "") -> None:
    """Answer a pressed button, if it is not answered."""
    if update.callback_query:
        await (_get_press(update) or Press(update.callback_query)).answer(text)


def is_answered(update: Update) -> bool:
    """Tell whether the button that was pressed was answered, as far as that went."""
    press = _get_press(update)
    return bool(press and press.is_answered)


def _get_press(update: Update) -> Press | None:
    """Return the press that is under way, None where the update is another."""
    query, press = update.callback_query, _current.get()
    return press if query and press and press.query.id == query.id else None


def _shorten(text: str) -> str:
    if len(text) <= MOST_TOAST_CHARACTERS:
        return text
    return text[: MOST_TOAST_CHARACTERS - 1].rstrip() + "…"
