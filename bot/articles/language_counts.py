"""LanguageCounts: how many articles of each language there are up to any day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate


class LanguageCounts:
    """Counts that are made once a snapshot: every question asks for them, many as of its day."""

    def __init__(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Take rows of a language's code, a day's ordinal, and its number of articles."""
        days: dict[str, list[int]] = {}
        counts: dict[str, list[int]] = {}
        for code, day, count in sorted(rows):
            days.setdefault(code, []).append(day)
            counts.setdefault(code, []).append(count)
        self._days = days
        self._totals = {code: [0, *accumulate(numbers)] for code, numbers in counts.items()}

    def count_until(self, day: int) -> Mapping[str, int]:
        """Return the number of articles by language up to a day, the largest first."""
        counts = (
            (code, self._totals[code][bisect_right(days, day)]) for code, days in self._days.items()
        )
        return dict(sorted(((c, n) for c, n in counts if n), key=lambda pair: (-pair[1], pair[0])))
