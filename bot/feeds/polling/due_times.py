"""DueTimes: which feeds are to be looked at now, however the system's clock is set meanwhile."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.schedule import limit_wait
from bot.system.clock_watch import read_uptime

_TOLERANCE = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class _Plan:
    round: int
    due: float
    moment: float
    """When it is due, by the clock that nobody sets."""


class DueTimes:
    """Moments that are stored by the system's clock, and kept by one that nobody can set.

    So a clock that jumps while the bot runs changes nothing; after a start, it makes nobody wait
    for longer than was meant.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        steady_clock: Callable[[], float] = read_uptime,
    ) -> None:
        self._clock = clock
        self._steady_clock = steady_clock
        self._plans: dict[str, _Plan] = {}

    def is_due(self, record: FeedRecord) -> bool:
        """Tell whether a feed is to be looked at now."""
        plan = self._plans.get(record.feed)
        if plan is None or (plan.round, plan.due) != (record.round, record.due):
            # New here: this process has just begun, or another one has looked at the feed.
            plan = self.set_wait(record, limit_wait(record.due, record.delay, self._clock()))
        return self._steady_clock() >= plan.moment

    def find_true_due(self, record: FeedRecord) -> float | None:
        """Return when a feed is due where the clock was set back since, None where it was not.

        Else every start would have it wait anew, and one that starts often would never look.
        """
        timestamp = self._clock()
        if record.due - timestamp <= record.delay + _TOLERANCE:
            return None
        self.is_due(record)
        moment = self._plans[record.feed].moment
        due = timestamp + max(moment - self._steady_clock(), 0.0)
        self._plans[record.feed] = _Plan(record.round, due, moment)
        return due

    def set_wait(self, record: FeedRecord, seconds: float) -> _Plan:
        """Have a feed wait for so long from now."""
        plan = _Plan(record.round, record.due, self._steady_clock() + seconds)
        self._plans[record.feed] = plan
        return plan

    def keep_only(self, feeds: Collection[str]) -> None:
        """Forget all other feeds."""
        for feed in self._plans.keys() - set(feeds):
            del self._plans[feed]
