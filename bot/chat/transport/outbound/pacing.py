"""Pacing: when a chat may be written to, by Telegram's limits and by what it last asked for."""

import asyncio
import logging
import sqlite3
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

from bot.chat.storage.wait_store import ALL_CHATS, WaitStore
from bot.chat.transport.outbound.flood_detector import FloodDetector
from bot.chat.transport.outbound.message_rates import MessageRates
from bot.chat.transport.outbound.overall_limiter import OverallLimiter
from bot.chat.transport.outbound.retry import LONGEST_WAIT, UndeliveredError
from bot.chat.transport.outbound.sliding_window import SlidingWindow
from bot.system.log_lines.pseudonyms import hash_id

_LOGGER = logging.getLogger(__name__)

_LONGEST_BULK_WAIT = 60.0
_BULK_STEP = 0.2
_MOST_CHATS = 10_000


class Pacer:
    """Give each chat its turns, so that Telegram seldom has to ask for a pause.

    A wait that Telegram asked for is kept in ``waits``, and so holds over a restart. It holds for
    the chat that met it; where several chats meet the same one at once, for all.
    """

    def __init__(self, waits: WaitStore, rates: MessageRates | None = None) -> None:
        self._waits = waits
        self._rates = rates or MessageRates()
        self._overall = OverallLimiter(self._rates.per_second)
        self._floods = FloodDetector()
        self._chats: OrderedDict[int, _Pace] = OrderedDict()
        seconds = min(self._find_end(ALL_CHATS) - time.time(), LONGEST_WAIT)
        if seconds > 0:
            self._overall.pause(seconds)

    @asynccontextmanager
    async def turn(self, chat_id: int, *, is_bulk: bool = False) -> AsyncIterator[None]:
        """Wait until a chat may be written to; inside the block it is written to.

        A bulk message lets answers go first, in all chats. Raise UndeliveredError where
        it would have to wait for more than a minute.
        """
        pace = self._find_pace(chat_id)
        while True:
            if is_bulk:
                self._check_bulk_wait(chat_id)
            async with pace.lock:
                await self._await_chat(chat_id, pace)
                slot = self._overall.take() if is_bulk else await self._overall.wait()
                if slot:
                    with self._overall.fill(slot), pace.count():
                        yield
                    return
            await asyncio.sleep(_BULK_STEP)

    def hold(self, chat_id: int, seconds: float) -> None:
        """Note that Telegram wants nothing to be written to a chat for so long."""
        _LOGGER.warning(
            "Telegram lets the bot write to chat %s in %.0f seconds.", hash_id(chat_id), seconds
        )
        wait = min(seconds, LONGEST_WAIT)
        self._remember(chat_id, wait)
        if self._floods.note(chat_id, seconds, time.monotonic()):
            _LOGGER.warning("Several chats have to wait: for %.0f seconds, all do.", wait)
            self._remember(ALL_CHATS, wait)
            self._overall.pause(wait)

    async def _await_chat(self, chat_id: int, pace: "_Pace") -> None:
        end = self._find_end(chat_id)
        # A clock that was set back must not make the wait longer.
        await asyncio.sleep(max(min(end - time.time(), LONGEST_WAIT), pace.compute_delay(), 0))
        if end:
            self._forget(chat_id)

    def _check_bulk_wait(self, chat_id: int) -> None:
        seconds = min(self._find_end(chat_id) - time.time(), LONGEST_WAIT)
        if seconds > _LONGEST_BULK_WAIT:
            raise UndeliveredError("Telegram wants nothing to be written here yet", seconds)

    def _remember(self, chat_id: int, seconds: float) -> None:
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
        pace = self._chats.setdefault(chat_id, _Pace(self._rates.make_windows(chat_id)))
        self._chats.move_to_end(chat_id)
        if len(self._chats) > _MOST_CHATS:
            oldest = next(iter(self._chats))
            if not self._chats[oldest].lock.locked():
                del self._chats[oldest]
        return pace


class _Pace:
    """A chat's lock, and its windows, which count what was written."""

    def __init__(self, windows: Sequence[SlidingWindow]) -> None:
        self.lock = asyncio.Lock()
        self._windows = windows

    def compute_delay(self) -> float:
        """Return the seconds after which one more message keeps the limits."""
        timestamp = time.monotonic()
        return max((window.compute_delay(timestamp) for window in self._windows), default=0.0)

    @contextmanager
    def count(self) -> Iterator[None]:
        """Count the message that is sent inside the block."""
        try:
            yield
        finally:
            # Telegram counts a message when it gets it, which is not after this.
            timestamp = time.monotonic()
            for window in self._windows:
                window.add(timestamp)
