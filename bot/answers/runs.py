"""Runs: lists of different lengths, one behind the other, so that all are counted at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Runs:
    """Where each run starts, and how long it is; some may be empty."""

    starts: Places
    counts: Places

    def run(self) -> Places:
        """Return for each thing which run it is in."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def position(self) -> Places:
        """Return for each thing where in its run it stands."""
        return np.arange(int(self.counts.sum())) - np.repeat(self.starts, self.counts)

    def of(self, chosen: Places) -> tuple[Places, Places]:
        """Return all things of the runs that are ``chosen``.

        For each of them: the place of its run among those chosen, and its own place.
        """
        counts = self.counts[chosen]
        run = np.repeat(np.arange(len(chosen)), counts)
        within = np.arange(len(run)) - np.repeat(np.cumsum(counts) - counts, counts)
        return run, self.starts[chosen][run] + within

    def combined(self, how: np.ufunc, values: npt.NDArray[np.generic], empty: int) -> Places:
        """Return ``values``, of the things along the last axis, combined run by run."""
        filled = self.counts > 0
        found = np.full((*values.shape[:-1], len(self.counts)), empty, values.dtype)
        if filled.any():
            found[..., filled] = how.reduceat(values, self.starts[filled], axis=-1)
        return found


def runs(counts: npt.ArrayLike) -> Runs:
    """Return runs of these lengths, one behind the other."""
    long = np.array(counts, np.intp)
    return Runs(np.cumsum(long) - long, long)
