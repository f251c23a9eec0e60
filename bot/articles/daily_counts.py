"""DailyCounts: how many articles of each kind, say of a source, there are up to any day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate


class DailyCounts:
    """Counts that are made once a snapshot: every question asks for them, many as of its day."""

    def __init__(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Take rows of a key, a day's ordinal, and the number of articles of both."""
        days: dict[str, list[int]] = {}
        counts: dict[str, list[int]] = {}
        for key, day, count in sorted(rows):
            days.setdefault(key, []).append(day)
            counts.setdefault(key, []).append(count)
        self._days = days
        self._totals = {key: [0, *accumulate(numbers)] for key, numbers in counts.items()}

    def count_until(self, day: int) -> Mapping[str, int]:
        """Return the number of articles by key up to a day, the largest first."""
        counts = (
            (key, self._totals[key][bisect_right(days, day)]) for key, days in self._days.items()
        )
        return dict(
            sorted(((key, n) for key, n in counts if n), key=lambda pair: (-pair[1], pair[0]))
        )
