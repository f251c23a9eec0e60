"""Pacing: when a chat may be written to, by Telegram's limits and by what it last asked for."""

import asyncio
import logging
import sqlite3
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.chat.storage.wait_store import WaitStore

_LOGGER = logging.getLogger(__name__)

_CHAT_LIMITS = ((3, 3.0),)
_GROUP_LIMITS = (*_CHAT_LIMITS, (20, 60.0))
"""So many messages in so many seconds. Telegram says that these change without notice."""

_MOST_MESSAGES = 20
_MOST_CHATS = 10_000
_LONGEST_WAIT = 15 * 60


class Pacer:
    """Give each chat its turns, so that Telegram seldom has to ask for a pause.

    A wait that Telegram asked for is kept in ``waits``, and so holds over a restart. Telegram
    does not say whether it means one chat or the bot as a whole: it holds for the chat that met it.
    """

    def __init__(self, waits: WaitStore) -> None:
        self._waits = waits
        self._chats: OrderedDict[int, _Pace] = OrderedDict()

    @asynccontextmanager
    async def turn(self, chat_id: int) -> AsyncIterator[None]:
        """Wait until a chat may be written to; inside the block it is written to."""
        pace = self._find_pace(chat_id)
        async with pace.lock:
            end = self._find_end(chat_id)
            # A clock that was set back must not make the wait longer.
            await asyncio.sleep(max(min(end - time.time(), _LONGEST_WAIT), pace.compute_delay()))
            if end:
                self._forget(chat_id)
            try:
                yield
            finally:
                # Telegram counts a message when it gets it, which is not after this.
                pace.times.append(time.monotonic())

    def hold(self, chat_id: int, seconds: float) -> None:
        """Note that Telegram wants nothing to be written to a chat for so long."""
        try:
            self._waits.remember(chat_id, time.time() + seconds)
        except sqlite3.Error:
            _LOGGER.exception("A wait cannot be noted in state.db; a restart would end it.")

    def _find_end(self, chat_id: int) -> float:
        """Return the end of the wait that Telegram asked for, 0 where it did not."""
        try:
            return self._waits.find(chat_id)
        except sqlite3.Error:
            _LOGGER.exception("The waits cannot be looked up in state.db.")
            return 0

    def _forget(self, chat_id: int) -> None:
        try:
            self._waits.forget(chat_id)
        except sqlite3.Error:
            _LOGGER.exception("A wait cannot be ended in state.db.")

    def _find_pace(self, chat_id: int) -> "_Pace":
        pace = self._chats.setdefault(
            chat_id, _Pace(_GROUP_LIMITS if chat_id < 0 else _CHAT_LIMITS)
        )
        self._chats.move_to_end(chat_id)
        if len(self._chats) > _MOST_CHATS:
            self._chats.popitem(last=False)
        return pace


class _Pace:
    """A chat's lock, and when it was last written to."""

    def __init__(self, limits: tuple[tuple[int, float], ...]) -> None:
        self.lock = asyncio.Lock()
        self.times: deque[float] = deque(maxlen=_MOST_MESSAGES)
        self._limits = limits

    def compute_delay(self) -> float:
        """Return the seconds after which one more message keeps the limits."""
        timestamp = time.monotonic()
        ends = (
            self.times[-count] + seconds
            for count, seconds in self._limits
            if len(self.times) >= count
        )
        return max((end - timestamp for end in ends), default=0)
