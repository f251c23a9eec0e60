"""Loop delay: how late the event loop runs what is due."""

import asyncio
import time
from collections import deque

from bot.chat.monitoring.measures import HealthCheck

_PERIOD = 0.5
_SAMPLES = 120
_LONGEST_SILENCE = 30.0


class LoopDelay:
    """Knows the longest delay of the last minute, in seconds."""

    def __init__(self) -> None:
        self._delays: deque[float] = deque([0.0], maxlen=_SAMPLES)
        self._start = self._last = time.monotonic()

    @property
    def longest(self) -> float:
        """Return the longest delay of the last minute."""
        return max(self._delays)

    async def run(self) -> None:
        """Measure until the task is cancelled."""
        while True:
            self._last = time.monotonic()
            await asyncio.sleep(_PERIOD)
            self._delays.append(max(time.monotonic() - self._last - _PERIOD, 0.0))

    def check(self) -> HealthCheck:
        """Tell whether the event loop turns: it does where this is called from it."""
        timestamp = time.monotonic()
        silence, uptime = timestamp - self._last, timestamp - self._start
        delay = f"the longest delay of the last minute is {self.longest:.3f} s"
        is_ok = silence <= _LONGEST_SILENCE
        return HealthCheck("event_loop", is_ok, f"up for {uptime:.0f} s; {delay}")
