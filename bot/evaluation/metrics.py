"""Figures: a run in numbers, each with a 95% bootstrap interval."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.run import CHARACTERS, Run

NAMES = (
    *(f"in_{size}" for size in CHARACTERS),
    "in_first_quote", "rank", "characters", "refused", "p50", "p99",
)  # fmt: skip
"""The figures, in order: shares but for rank, characters, and p50 and p99 (milliseconds)."""

_SEED = 20260107
_RESAMPLES = 2000
_LEVEL = 0.95

_Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the interval in which it lies; all None where there is nothing to count."""

    value: float | None
    low: float | None
    high: float | None

    def to_json(self) -> dict[str, float | None]:
        """Return the three numbers by name, rounded to four places."""
        numbers = {"value": self.value, "low": self.low, "high": self.high}
        return {name: None if n is None else round(n, 4) for name, n in numbers.items()}


def figures(run: Run) -> dict[str, Figure]:
    """Return the figures of a run by name.

    The rank is averaged over the replies with a right quote, characters over those with any.
    """
    rows = _rows(run)
    return _with_intervals(_statistics(rows), len(rows), lambda pick: _statistics(rows[pick]))


def differences(run: Run, earlier: Run) -> dict[str, Figure]:
    """Return by how much each figure grew since ``earlier``, a run on the same questions.

    Both are drawn with the same questions each time, which leaves out what is common to both:
    how hard the questions are.
    """
    new, old = _rows(run), _rows(earlier)
    return _with_intervals(
        _statistics(new) - _statistics(old),
        len(new),
        lambda pick: _statistics(new[pick]) - _statistics(old[pick]),
    )


def _rows(run: Run) -> _Numbers:
    rows = [
        (*o.within, o.rank == 1, o.rank or 0, o.rank is not None,
         o.characters, o.quotes > 0, o.milliseconds)
        for o in run.outcomes
    ]  # fmt: skip
    return np.array(rows, np.float64).reshape(len(rows), len(CHARACTERS) + 6)


def _statistics(rows: _Numbers) -> _Numbers:
    """Return the figures of some rows, NaN where there is nothing to count."""
    if not len(rows):
        return np.full(len(NAMES), np.nan)
    *within, first, rank, right, characters, answered, _ = rows.sum(axis=0)
    p50, p99 = np.quantile(rows[:, -1], (0.5, 0.99))
    count = len(rows)
    return np.array(
        [
            *(hits / count for hits in within),
            first / count,
            rank / right if right else np.nan,
            characters / answered if answered else np.nan,
            1 - answered / count,
            p50,
            p99,
        ]
    )


def _with_intervals(
    values: _Numbers, count: int, statistic: Callable[[NDArray[np.int64]], _Numbers]
) -> dict[str, Figure]:
    """Return the values with percentile intervals over resampled questions."""
    draw = np.random.default_rng(_SEED)
    drawn = [statistic(draw.integers(0, count, count)) for _ in range(_RESAMPLES if count else 0)]
    columns = np.array(drawn).reshape(-1, len(NAMES)).T
    pairs = zip(NAMES, values, columns, strict=True)
    return {name: _figure(float(value), column) for name, value, column in pairs}


def _figure(value: float, drawn: _Numbers) -> Figure:
    known = drawn[~np.isnan(drawn)]
    if np.isnan(value) or not len(known):
        return Figure(None, None, None)
    low, high = np.quantile(known, ((1 - _LEVEL) / 2, (1 + _LEVEL) / 2))
    return Figure(value, float(low), float(high))
