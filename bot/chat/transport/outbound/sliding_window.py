"""Sliding window: so many messages in so many seconds, wherever the seconds begin."""

from collections import deque


class SlidingWindow:
    """Holds back what would be more than ``count`` messages in ``seconds``.

    A token bucket of the same size and rate lets nearly twice as many through in the first
    ``seconds``: all that it holds, and what it is filled up with meanwhile.
    """

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=count)

    def add(self, timestamp: float) -> None:
        """Count a message at a time in seconds."""
        self._times.append(timestamp)

    def compute_delay(self, timestamp: float) -> float:
        """Return the seconds after which one more message keeps the limit, at most 0 for none."""
        if len(self._times) != self._times.maxlen:
            return 0.0
        return self._times[0] + self._seconds - timestamp
