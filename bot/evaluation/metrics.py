"""Metrics of a run, each with a 95% bootstrap interval."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.runs import CHARACTERS, Outcome, Run

NAMES = (
    *(f"in_{size}" for size in CHARACTERS), *(f"in_{size}_with_more" for size in CHARACTERS),
    "in_first_quote", "in_reply", "rank", "characters", "refused", "p50", "p99",
)  # fmt: skip
"""The metrics, in order: shares, except for rank, characters, and p50 and p99 in milliseconds."""

MATTER_NAMES = (
    "on_topic", "age", "newest", "shows_newest", "stories", "in_range", "stories_in_range",
)  # fmt: skip
"""The metrics of replies about a topic or the news of some days."""

ALL_NAMES = NAMES + MATTER_NAMES

_SEED = 20260107
_RESAMPLES = 2000
_LEVEL = 0.95

_QUANTILES = {"p50": 0.5, "p99": 0.99}

_FloatArray = NDArray[np.float64]
_IntArray = NDArray[np.int64]


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

    The rank is averaged over the replies with a right quote, characters, age and stories over
    those with any.
    """
    columns = _columns(run)
    picks = _resample(len(run.outcomes))
    return {
        name: _make_metric(_statistic(name, column), _resampled_statistics(name, column, picks))
        for name, column in columns.items()
    }


def compare_runs(run: Run, earlier: Run) -> dict[str, Metric]:
    """Return by how much each metric grew since ``earlier``, a run on the same questions.

    Both are resampled with the same questions, which cancels out how hard these are.
    """
    new, old = _columns(run), _columns(earlier)
    picks = _resample(len(run.outcomes))
    return {
        name: _make_metric(
            _statistic(name, new[name]) - _statistic(name, old[name]),
            _resampled_statistics(name, new[name], picks)
            - _resampled_statistics(name, old[name], picks),
        )
        for name in ALL_NAMES
    }


def _columns(run: Run) -> dict[str, _FloatArray]:
    """Return for each metric what every reply contributes, NaN where it counts for nothing."""
    rows = [_row(outcome) for outcome in run.outcomes]
    table = np.array(rows, np.float64).reshape(len(rows), len(ALL_NAMES))
    return dict(zip(ALL_NAMES, table.T, strict=True))


def _row(outcome: Outcome) -> list[float | None]:
    return [
        *outcome.is_within, *(outcome.is_within_more or outcome.is_within),
        outcome.rank == 1, outcome.rank is not None, outcome.rank,
        outcome.characters if outcome.quotes else None, outcome.quotes == 0,
        outcome.milliseconds, outcome.milliseconds,
        *(getattr(outcome, name) for name in MATTER_NAMES),
    ]  # fmt: skip


def _statistic(name: str, column: _FloatArray) -> float:
    return float(_resampled_statistics(name, column, np.arange(len(column))[None])[0])


def _resampled_statistics(name: str, column: _FloatArray, picks: _IntArray) -> _FloatArray:
    """Return the metric of each row of picks, NaN if there is nothing to count."""
    if not len(column):
        return np.full(len(picks), np.nan)
    sample = column[picks]
    if name in _QUANTILES:
        quantiles: _FloatArray = np.quantile(sample, _QUANTILES[name], axis=1)
        return quantiles
    counts = ~np.isnan(sample)
    total = counts.sum(axis=1)
    sums = np.where(counts, sample, 0).sum(axis=1)
    shares: _FloatArray = np.full(len(picks), np.nan)
    np.divide(sums, total, out=shares, where=total > 0)
    return shares


def _resample(count: int) -> _IntArray:
    random = np.random.default_rng(_SEED)
    return random.integers(0, max(count, 1), (_RESAMPLES, count))


def _make_metric(value: float, resamples: _FloatArray) -> Metric:
    defined_values = resamples[~np.isnan(resamples)]
    if np.isnan(value) or not len(defined_values):
        return Metric(None, None, None)
    low, high = np.quantile(defined_values, ((1 - _LEVEL) / 2, (1 + _LEVEL) / 2))
    return Metric(value, float(low), float(high))
