"""What happened in a simulated week beside the requests: lives of the process, and the clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.web.web_server import WebRequest


@dataclass(slots=True)
class ProcessLife:
    """A process of the simulation, killed at its end or not.

    ``last_moment`` is the true time of the simulation at its end.
    """

    process_id: int
    is_killed: bool = False
    last_moment: float = float("inf")


@dataclass(slots=True)
class WeekRecord:
    """The lives of the process in their order, and its clock's shifts: when, and to how much."""

    lives: list[ProcessLife] = field(default_factory=list)
    shifts: list[tuple[float, float]] = field(default_factory=list)

    def find_life(self, request: WebRequest) -> int:
        """Return the number of the life that a request is from.

        It says so itself: a busy server may take it when the next process has begun.
        """
        process_id = int(request.headers["User-Agent"].split()[0].split("/")[1])
        return next(n for n, life in enumerate(self.lives) if life.process_id == process_id)

    def is_cut_off(self, life: int, moment: float, next_life: int | None) -> bool:
        """Tell whether a look in a life may not have come to its end.

        ``moment`` is the true time of the simulation, which moves on when all looks have ended.
        ``next_life`` is the one in which the same feed was looked at the next time.
        """
        process = self.lives[life]
        return process.is_killed and process.last_moment <= moment and next_life != life

    def was_set_ahead(self, begin: float, end: float) -> bool:
        """Tell whether the clock was further ahead at times than it was at ``begin``.

        Moments are of the machine's clock.
        """
        shifts = [shift for at, shift in self.shifts if begin < at <= end]
        return max([self._find_shift(end), *shifts]) > self._find_shift(begin)

    def _find_shift(self, moment: float) -> float:
        return next((shift for at, shift in reversed(self.shifts) if at <= moment), 0.0)


def median(values: Sequence[float]) -> float:
    """Return the value in the middle, 0 where there is none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
