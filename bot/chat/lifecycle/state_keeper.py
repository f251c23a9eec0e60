"""State keeper: purges state.db, sweeps it, and notices when it or its folder is gone."""

import asyncio
import logging
import time
from collections.abc import Callable

from bot.chat.storage.state import State
from bot.system.clock_watch import ClockWatch
from bot.system.folders.data_folder import DataFolder

_LOGGER = logging.getLogger(__name__)

_TICK_SECONDS = 1.0
_PURGE_SECONDS = 600.0
_QUIET_SECONDS = 3600.0


class StateKeeper:
    """Looks after state.db every second, whatever happens to it."""

    def __init__(
        self,
        state: State,
        folder: DataFolder | None = None,
        clock_watch: ClockWatch | None = None,
        *,
        tick_seconds: float = _TICK_SECONDS,
    ) -> None:
        self._state = state
        self._folder = folder
        self._clock_watch = clock_watch or ClockWatch()
        self._tick_seconds = tick_seconds
        self._last_purge = float("-inf")
        self._last_failure = float("-inf")

    async def run(self) -> None:
        """Work until the task is cancelled; raise DataFolderError where another bot took over."""
        while True:
            self.work()
            await asyncio.sleep(self._tick_seconds)

    def work(self) -> None:
        """Do what is due; what fails is logged, and tried again."""
        if self._folder:
            self._folder.check()
        for step in (self._state.check_file, self._follow_clock, self._purge):
            self._try(step)

    def _follow_clock(self) -> None:
        jump = self._clock_watch.measure_jump()
        if jump:
            _LOGGER.warning(
                "The clock was set %s by %.0f seconds; nothing that is kept gets older by that.",
                "forward" if jump > 0 else "back", abs(jump),
            )  # fmt: skip
            self._state.shift_times(jump)

    def _purge(self) -> None:
        if time.monotonic() - self._last_purge >= _PURGE_SECONDS:
            self._last_purge = time.monotonic()
            self._state.purge()

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception:
            if time.monotonic() - self._last_failure >= _QUIET_SECONDS:
                self._last_failure = time.monotonic()
                _LOGGER.exception("state.db cannot be looked after; trying again.")
