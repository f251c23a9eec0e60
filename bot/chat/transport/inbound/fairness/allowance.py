"""Allowance: how many questions a minute are answered at once, and how others are slowed."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 60.0
_SLOW_SECONDS = 60.0
# Whoever keeps the allowance for so long begins with the shortest pause again.
_FORGIVEN_SECONDS = 600.0
_MOST_ENTRIES = 20_000

# So much of the allowance can be used at once, and a little more for what is lost in rounding.
_BURST_SECONDS = 60.001


class Allowance:
    """Slow whoever asks more than ``rate`` questions a minute, by pauses that grow.

    The times at which the questions were written count, not those at which they arrive: what was
    kept somewhere comes all at once. Who is slowed is so until a minute after the last question
    too many.
    """

    def __init__(
        self,
        rate: int,
        clock: Callable[[], float] = time.monotonic,
        longest_pause: float = _LONGEST_PAUSE,
    ) -> None:
        self._interval = 60.0 / rate
        self._longest_pause = longest_pause
        self._clock = clock
        self._accounts: OrderedDict[Hashable, _Account] = OrderedDict()

    def charge(self, key: Hashable, sent: float) -> bool:
        """Count a question that was written at ``sent``; return False where it is one too many."""
        account = self._accounts.setdefault(key, _Account())
        self._accounts.move_to_end(key)
        if len(self._accounts) > _MOST_ENTRIES:
            self._accounts.popitem(last=False)
        account.sent = max(account.sent, sent)
        due = max(account.due, account.sent) + self._interval
        if due - account.sent > _BURST_SECONDS:
            return False
        account.due = due
        return True

    def slow(self, key: Hashable) -> bool:
        """Slow somebody who was charged; return whether that is the first time in a while."""
        account, timestamp = self._accounts[key], self._clock()
        is_first = timestamp - account.excess > _FORGIVEN_SECONDS
        if is_first:
            account.pause = _FIRST_PAUSE
        account.excess = timestamp
        return is_first

    def compute_delay(self, key: Hashable) -> float:
        """Return the seconds after which the next question of somebody may be answered."""
        account = self._accounts.get(key)
        return max(account.next_turn - self._clock(), 0.0) if account else 0.0

    def note_turn(self, key: Hashable) -> None:
        """Note that a question is answered: where somebody is slowed, a longer pause begins."""
        account, timestamp = self._accounts.get(key), self._clock()
        if account and timestamp - account.excess <= _SLOW_SECONDS:
            account.next_turn = timestamp + account.pause
            account.pause = min(2 * account.pause, self._longest_pause)


class _Account:
    """What somebody asked, and how that is slowed.

    ``sent``: when the last question was written. ``due``: up to when the allowance is used, in
    the same time. ``excess``: when the last question too many came, and ``next_turn``, by the
    clock of this process.
    """

    __slots__ = ("due", "excess", "next_turn", "pause", "sent")

    def __init__(self) -> None:
        self.sent = float("-inf")
        self.due = float("-inf")
        self.excess = float("-inf")
        self.next_turn = float("-inf")
        self.pause = _FIRST_PAUSE
