"""Exponential back-off: the pauses between attempts at something that may work later."""


class Backoff:
    """Pauses in seconds, each twice the last one, up to the longest.

    It waits for nothing itself: callers sleep, wait for an event or await, and decide when to
    give up.
    """

    def __init__(self, first: float, longest: float) -> None:
        """Take the first and the longest pause, in seconds."""
        self._first = first
        self._longest = longest
        self._pause = first

    @property
    def pause(self) -> float:
        """Return the seconds that ``next_pause`` will return."""
        return self._pause

    def next_pause(self) -> float:
        """Return the seconds to wait now, and double them for the next time."""
        pause = self._pause
        self._pause = min(2 * pause, self._longest)
        return pause

    def reset(self) -> None:
        """Begin again with the first pause, after a success."""
        self._pause = self._first
