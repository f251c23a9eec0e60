"""PollingTurn: one process at a time fetches feeds and writes what they hold."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.system.folders.exclusive_lock import ExclusiveLock

_PAUSE = 0.1


class PollingTurn:
    """A lock between processes, which the tasks of this one share while any of them needs it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: ExclusiveLock | None = None
        self._users = 0
        self._gate = asyncio.Lock()

    @asynccontextmanager
    async def take(self, report_wait: Callable[[str], None]) -> AsyncIterator[None]:
        """Hold the turn; wait for it, and report once whose it is, where need be.

        Raise OSError where the lock's file cannot be opened.
        """
        async with self._gate:
            if self._lock is None or not self._lock.is_in_place():
                self._lock = await self._acquire(report_wait)
            self._users += 1
        try:
            yield
        finally:
            self._users -= 1
            if not self._users and self._lock is not None:
                self._lock.release()
                self._lock = None

    async def _acquire(self, report_wait: Callable[[str], None]) -> ExclusiveLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock, is_reported = ExclusiveLock(self._path), False
        while (holder := lock.acquire()) is not None:
            if not is_reported:
                report_wait(holder)
                is_reported = True
            await asyncio.sleep(_PAUSE)
        return lock
