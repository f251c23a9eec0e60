"""Metrics of a run, each with a 95% bootstrap interval."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.runs import CHARACTERS, Run

NAMES = (
    *(f"in_{size}" for size in CHARACTERS),
    "in_first_quote", "rank", "characters", "refused", "p50", "p99",
)  # fmt: skip
"""The metrics, in order: shares, except for rank, characters, and p50 and p99 in milliseconds."""

_SEED = 20260107
_RESAMPLES = 2000
_LEVEL = 0.95

_FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Metric:
    """A value and its 95% interval; all None if there is nothing to count."""

    value: float | None
    low: float | None
    high: float | None

    def to_json(self) -> dict[str, float | None]:
        """Return the three numbers by name, rounded to four places."""
        numbers = {"value": self.value, "low": self.low, "high": self.high}
        return {name: None if n is None else round(n, 4) for name, n in numbers.items()}


def compute_metrics(run: Run) -> dict[str, Metric]:
    """Return the metrics of a run by name.

    The rank is averaged over the replies with a right quote, characters over those with any.
    """
    rows = _rows(run)
    return _with_intervals(_statistics(rows), len(rows), lambda pick: _statistics(rows[pick]))


def compare_runs(run: Run, earlier: Run) -> dict[str, Metric]:
    """Return by how much each metric grew since ``earlier``, a run on the same questions.

    Both are resampled with the same questions, which cancels out how hard these are.
    """
    new, old = _rows(run), _rows(earlier)
    return _with_intervals(
        _statistics(new) - _statistics(old),
        len(new),
        lambda pick: _statistics(new[pick]) - _statistics(old[pick]),
    )


def _rows(run: Run) -> _FloatArray:
    rows = [
        (*o.is_within, o.rank == 1, o.rank or 0, o.rank is not None,
         o.characters, o.quotes > 0, o.milliseconds)
        for o in run.outcomes
    ]  # fmt: skip
    return np.array(rows, np.float64).reshape(len(rows), len(CHARACTERS) + 6)


def _statistics(rows: _FloatArray) -> _FloatArray:
    """Return the metrics of some rows, NaN if there is nothing to count."""
    if not len(rows):
        return np.full(len(NAMES), np.nan)
    *hits_within, first, rank, right, characters, replies, _ = rows.sum(axis=0)
    p50, p99 = np.quantile(rows[:, -1], (0.5, 0.99))
    count = len(rows)
    return np.array(
        [
            *(hits / count for hits in hits_within),
            first / count,
            rank / right if right else np.nan,
            characters / replies if replies else np.nan,
            1 - replies / count,
            p50,
            p99,
        ]
    )


def _with_intervals(
    values: _FloatArray, count: int, statistic: Callable[[NDArray[np.int64]], _FloatArray]
) -> dict[str, Metric]:
    """Return the values with percentile intervals over resampled questions."""
    random = np.random.default_rng(_SEED)
    resamples = [
        statistic(random.integers(0, count, count)) for _ in range(_RESAMPLES if count else 0)
    ]
    columns = np.array(resamples).reshape(-1, len(NAMES)).T
    pairs = zip(NAMES, values, columns, strict=True)
    return {name: _make_metric(float(value), column) for name, value, column in pairs}


def _make_metric(value: float, resamples: _FloatArray) -> Metric:
    defined_values = resamples[~np.isnan(resamples)]
    if np.isnan(value) or not len(defined_values):
        return Metric(None, None, None)
    low, high = np.quantile(defined_values, ((1 - _LEVEL) / 2, (1 + _LEVEL) / 2))
    return Metric(value, float(low), float(high))
