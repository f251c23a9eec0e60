"""Exponential back-off: the pauses between attempts at something that may work later."""

_MOST_DOUBLINGS = 60  # of what may be counted for years, so that no number overflows


class Backoff:
    """Pauses in seconds, each twice the last one, up to the longest.

    It waits for nothing itself: callers sleep, wait for an event or await, and decide when to
    give up.
    """

    def __init__(self, first: float, longest: float) -> None:
        """Take the first and the longest pause, in seconds."""
        self._first = first
        self._longest = longest
        self._attempts = 1

    @property
    def pause(self) -> float:
        """Return the seconds that ``next_pause`` will return."""
        return compute_pause(self._attempts, self._first, self._longest)

    def next_pause(self) -> float:
        """Return the seconds to wait now, and double them for the next time."""
        pause = self.pause
        self._attempts += 1
        return pause

    def reset(self) -> None:
        """Begin again with the first pause, after a success."""
        self._attempts = 1


def compute_pause(attempts: int, first: float, longest: float) -> float:
    """Return the seconds to wait after so many failed attempts, at least one."""
    return min(first * 2.0 ** min(attempts - 1, _MOST_DOUBLINGS), longest)
