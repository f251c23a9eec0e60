"""What happened in a simulated week beside the requests: lives of the process, and the clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class ProcessLife:
    """From when to when a process ran, by the clock of the machine; killed at its end or not.

    ``last_moment`` is the true time of the simulation at its end.
    """

    begin: float
    end: float = float("inf")
    is_killed: bool = False
    last_moment: float = float("inf")


@dataclass(slots=True)
class WeekRecord:
    """The lives of the process in their order, and its clock's shifts: when, and to how much."""

    lives: list[ProcessLife] = field(default_factory=list)
    shifts: list[tuple[float, float]] = field(default_factory=list)

    def find_life(self, moment: float) -> int:
        """Return the number of the life at a moment of the machine's clock, the last one begun."""
        return sum(life.begin <= moment for life in self.lives) - 1

    def is_cut_off(self, begin: float, moment: float, next_begin: float | None) -> bool:
        """Tell whether a look that began at a moment may not have come to its end.

        ``moment`` is the true time of the simulation, which moves on when all looks have ended.
        ``next_begin`` is when the same feed was looked at the next time.
        """
        life = self.lives[self.find_life(begin)]
        if not life.is_killed or life.last_moment > moment:
            return False
        return next_begin is None or next_begin > life.end

    def was_set_ahead(self, begin: float, end: float) -> bool:
        """Tell whether a process began with a clock further ahead than it was at ``begin``.

        The next process cannot know that; moments are of the machine's clock.
        """
        first, last = self._find_shift(begin), self._find_shift(end)
        is_other_life = self.find_life(begin) != self.find_life(end)
        shifts = [last, *(shift for at, shift in self.shifts if begin < at <= end)]
        return is_other_life and max(shifts) > first

    def _find_shift(self, moment: float) -> float:
        return next((shift for at, shift in reversed(self.shifts) if at <= moment), 0.0)


def median(values: Sequence[float]) -> float:
    """Return the value in the middle, 0 where there is none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
