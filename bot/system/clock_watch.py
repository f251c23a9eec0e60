"""Clock watch: notices that the system's clock was set while the process runs."""

import time
from collections.abc import Callable

_TOLERANCE = 60.0
"""Seconds by which clocks may differ: one is adjusted by the network, the other is not."""


def read_uptime() -> float:
    """Return seconds that nobody can set, which run on while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class ClockWatch:
    """Compares a clock that can be set with one that cannot."""

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        steady_clock: Callable[[], float] = read_uptime,
    ) -> None:
        self._clock = clock
        self._steady_clock = steady_clock
        self._offset = clock() - steady_clock()

    def measure_jump(self) -> float:
        """Return the seconds by which the clock was set since the last call, mostly 0."""
        offset = self._clock() - self._steady_clock()
        jump, self._offset = offset - self._offset, offset
        return jump if abs(jump) >= _TOLERANCE else 0.0
