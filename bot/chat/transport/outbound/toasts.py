"""Toasts: the short answers that Telegram shows over a chat when a button is pressed."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar, copy_context

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
        self.timer: asyncio.TimerHandle | None = None
        self.task: asyncio.Task[None] | None = None


_current: ContextVar[_Press | None] = ContextVar("press", default=None)


class PressWatch:
    """Has each button that was pressed answered once, ``longest`` seconds later at the latest.

    By then its effect, which may wait for the chat's turn, has no more to say of it.
    """

    def __init__(self, longest: float = LONGEST_SECONDS) -> None:
        self._longest = longest
        self._presses: dict[int, _Press] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def note_arrival(self, update: Update) -> None:
        """Note that a button was pressed just now."""
        query = update.callback_query
        if query is None or update.update_id in self._presses:
            return
        press = self._presses[update.update_id] = _Press(query.id)
        loop = asyncio.get_running_loop()
        press.timer = loop.call_later(self._longest, self._answer_early, update, press)

    def drop(self, update: object) -> None:
        """Answer a button that has no effect, because there were too many."""
        if not isinstance(update, Update):
            return
        self.note_arrival(update)
        press = self._presses.pop(update.update_id, None)
        if press:
            _stop_timer(press)
            self._answer_early(update, press)

    @asynccontextmanager
    async def answer(self, update: Update) -> AsyncIterator[None]:
        """Have a button answered by the end of the block, in which it has its effect."""
        self.note_arrival(update)
        press = self._presses.get(update.update_id)
        if press is None:
            yield
            return
        token = _current.set(press)
        try:
            yield
            await show_toast(update)
            if press.task:
                await press.task
        finally:
            _stop_timer(press)
            self._presses.pop(update.update_id, None)
            _current.reset(token)

    def _answer_early(self, update: Update, press: _Press) -> None:
        context = copy_context()
        context.run(_current.set, press)
        press.task = asyncio.create_task(show_toast(update), context=context)
        self._tasks.add(press.task)
        press.task.add_done_callback(self._tasks.discard)


def _stop_timer(press: _Press) -> None:
    if press.timer:
        press.timer.cancel()


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
