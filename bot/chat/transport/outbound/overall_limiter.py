"""Overall limiter: how many messages are sent in all chats together, answers first."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# Of which bulk messages leave a third to answers, so that these need not wait for them.
_BULK_SHARE = 2 / 3

# A request that hangs takes up its slot for no longer, so that a few of them delay nobody.
_LONGEST_FLIGHT = 5.0

_GROWTH_SECONDS = 1.0
_STEP = 0.1
_HIGHEST_RATE = 1_000_000


@dataclass(slots=True, eq=False)
class Slot:
    """A message among those that count, until ``end``."""

    end: float


class OverallLimiter:
    """Let at most ``per_second`` messages through within any second, answers before others.

    After a flood that concerns all chats, nothing is sent until its end. Then comes one message
    and, if Telegram takes it, twice as many in each second as in the last.
    """

    def __init__(self, per_second: int) -> None:
        self._highest = per_second or _HIGHEST_RATE
        self._seconds = 1.0 if per_second else 0.0
        self._limit = self._highest
        self._pause_end = 0.0
        self._next_growth = 0.0
        self._slots: list[Slot] = []
        self._answers = asyncio.Lock()
        self._waiters = 0

    def pause(self, seconds: float) -> None:
        """Send nothing for so long, and then begin slowly."""
        self._limit = 1
        self._pause_end = max(self._pause_end, time.monotonic() + seconds)

    async def wait(self) -> Slot:
        """Return a slot for an answer as soon as there is one, in the order of the calls."""
        self._waiters += 1
        try:
            async with self._answers:
                while True:
                    delay = self._compute_delay(self._limit)
                    if delay <= 0:
                        return self._occupy()
                    await asyncio.sleep(min(delay, _STEP))
        finally:
            self._waiters -= 1

    def take(self) -> Slot | None:
        """Return a slot for a bulk message, None where it has to wait."""
        limit = max(1, int(self._limit * _BULK_SHARE))
        if self._waiters or self._compute_delay(limit) > 0:
            return None
        return self._occupy()

    @contextmanager
    def fill(self, slot: Slot) -> Iterator[None]:
        """Send a message inside the block; Telegram counts it when it gets it."""
        try:
            yield
            self._grow()
        finally:
            slot.end = min(slot.end, time.monotonic() + self._seconds)

    def _grow(self) -> None:
        timestamp = time.monotonic()
        if self._limit < self._highest and timestamp >= self._next_growth:
            self._limit = min(2 * self._limit, self._highest)
            self._next_growth = timestamp + _GROWTH_SECONDS

    def _compute_delay(self, limit: int) -> float:
        """Return the seconds after which a slot is free, at most 0 where there is one."""
        timestamp = time.monotonic()
        self._slots = [slot for slot in self._slots if slot.end > timestamp]
        delay = self._pause_end - timestamp
        surplus = len(self._slots) - limit
        if surplus >= 0:
            ends = sorted(slot.end for slot in self._slots)
            delay = max(delay, ends[surplus] - timestamp)
        return delay

    def _occupy(self) -> Slot:
        slot = Slot(time.monotonic() + _LONGEST_FLIGHT + self._seconds)
        self._slots.append(slot)
        return slot
