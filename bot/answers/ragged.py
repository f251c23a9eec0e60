"""Runs: lists of different lengths, one behind the other, so that all are counted at once."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

_Any = TypeVar("_Any", bound=np.generic)
Reals = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class RaggedArray:
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

    def taken(self, chosen: Places, values: npt.NDArray[np.intp]) -> "tuple[RaggedArray, Places]":
        """Return the runs that are ``chosen`` one behind the other, and their ``values``."""
        _, place = self.of(chosen)
        return make_ragged(self.counts[chosen]), values[place]

    def combined(self, how: np.ufunc, values: npt.NDArray[_Any], empty: float) -> npt.NDArray[_Any]:
        """Return ``values``, of the things along the last axis, combined run by run."""
        filled = self.counts > 0
        found = np.full((*values.shape[:-1], len(self.counts)), empty, values.dtype)
        if filled.any():
            found[..., filled] = how.reduceat(values, self.starts[filled], axis=-1)
        return found


def make_ragged(counts: npt.ArrayLike) -> RaggedArray:
    """Return runs of these lengths, one behind the other."""
    long = np.array(counts, np.intp)
    return RaggedArray(np.cumsum(long) - long, long)


def places_in(ordered: Places, wanted: Places) -> Places:
    """Return where each of ``wanted`` is in ``ordered``, -1 for what is not."""
    if not len(ordered):
        return np.full(np.shape(wanted), -1)
    found = np.searchsorted(ordered, wanted)
    found[found == len(ordered)] = 0
    return np.where(ordered[found] == wanted, found, -1)
