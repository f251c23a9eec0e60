"""Press responder: each button that is pressed is answered once and soon, whatever it waits for."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update

from bot.chat.transport.outbound.toasts import Press, use_press
from bot.localization.current import gettext, mark_message, use_language
from bot.localization.offered_languages import ENGLISH

LONGEST_SECONDS = 5.0
"""So long, the sign that a button is at work is shown on it, before Telegram gives it up."""

# Buttons that are declined leave connections to those that do something.
_SLOTS = 32
_CLOSE_SECONDS = 0.5

# Translators: shown over the chat for a moment; at most 200 characters.
_EXCESS = mark_message("Too many buttons at once: please wait a moment, then press again.")
# Translators: shown over the chat for a moment; at most 200 characters.
_LATE = mark_message("I could not do this in time. Please press the button again.")


class PressResponder:
    """Answer every button once: by what its effect says, or with nothing where that takes longer.

    ``note_answer`` is called with the number of an update whose button is answered, so that the
    next start does not answer it again. ``longest``: the seconds after which an effect has no
    more to say of its button.
    """

    def __init__(
        self,
        note_answer: Callable[[int], None] = lambda update_id: None,
        resolve_language: Callable[[Update], str] = lambda update: ENGLISH,
        longest: float = LONGEST_SECONDS,
    ) -> None:
        self._note_answer = note_answer
        self._resolve_language = resolve_language
        self._longest = longest
        self._presses: dict[int, _TimedPress] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(_SLOTS)

    def watch(self, update: Update, *, is_answered: bool = False) -> None:
        """Have a button answered soon, unless it was answered in the last run."""
        if update.callback_query and update.update_id not in self._presses:
            self._presses[update.update_id] = self._make(update, is_answered=is_answered)

    def decline_excess(self, update: Update, finish: Callable[[], None]) -> None:
        """Say that too many buttons were pressed, then call ``finish``."""
        self._decline(update, _EXCESS, finish)

    def decline_late(self, update: Update, finish: Callable[[], None]) -> None:
        """Say that a button was pressed too long ago, then call ``finish``."""
        self._decline(update, _LATE, finish)

    @asynccontextmanager
    async def answer(self, update: Update) -> AsyncIterator[None]:
        """Have a button answered at the end of the block, which does what it is for.

        A block that is cancelled is left for the next start, and its button to ``close``.
        """
        self.watch(update)
        entry = self._presses.get(update.update_id)
        if entry is None:
            yield
            return
        is_cancelled = False
        try:
            with use_press(entry.press):
                yield
        except asyncio.CancelledError:
            is_cancelled = True
            raise
        finally:
            if not is_cancelled:
                await entry.press.answer()
                if entry.task:
                    await entry.task
                self._forget(update.update_id)

    async def close(self) -> None:
        """Answer the buttons whose effect is left for the next start, as far as that is quick."""
        for number in list(self._presses):
            entry = self._forget(number)
            if entry:
                self._start(entry.press.answer())
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_CLOSE_SECONDS)
        for task in self._tasks:
            task.cancel()

    def _make(self, update: Update, *, is_answered: bool) -> "_TimedPress":
        query, number = update.callback_query, update.update_id
        if query is None:
            raise ValueError("an update without a button")
        press = Press(query, lambda: self._note_answer(number), is_answered=is_answered)
        entry = _TimedPress(press)
        if not is_answered:
            loop = asyncio.get_running_loop()
            entry.timer = loop.call_later(self._longest, self._answer_early, entry)
        return entry

    def _answer_early(self, entry: "_TimedPress") -> None:
        entry.task = self._start(entry.press.answer())

    def _decline(self, update: Update, text: str, finish: Callable[[], None]) -> None:
        self.watch(update)
        entry = self._forget(update.update_id)
        if entry is None:
            finish()
            return
        with use_language(self._resolve_language(update)):
            self._start(self._decline_in_turn(entry.press, gettext(text), finish))

    async def _decline_in_turn(self, press: Press, text: str, finish: Callable[[], None]) -> None:
        async with self._slots:
            await press.answer(text)
        finish()

    def _forget(self, number: int) -> "_TimedPress | None":
        entry = self._presses.pop(number, None)
        if entry and entry.timer:
            entry.timer.cancel()
        return entry

    def _start(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


class _TimedPress:
    """A button with its timer, and the task that answers it when that ends."""

    __slots__ = ("press", "task", "timer")

    def __init__(self, press: Press) -> None:
        self.press = press
        self.timer: asyncio.TimerHandle | None = None
        self.task: asyncio.Task[None] | None = None
