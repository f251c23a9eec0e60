"""The arrays that answers are computed with: their aliases, look-ups, and ragged arrays."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.intp]
FloatArray = npt.NDArray[np.float64]
Float32Array = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

HashArray = IntArray
"""Hashes of terms or of parts of mentions, as ``bot.language.hashing`` makes them."""

IdArray = IntArray
"""Indices into another array; -1 where there is nothing to point to."""

PositionArray = IntArray
"""Positions in a text or a list, from 0; -1 where something does not occur."""

CountArray = IntArray
"""Counts, 0 or more."""

MaskArray = npt.NDArray[np.int64]
"""Sets of the question's terms, a bit for each."""

_Scalar = TypeVar("_Scalar", bound=np.generic)


def sort_distinct(values: IntArray) -> IntArray:
    """Return the distinct values, sorted.

    Asked for the values alone, ``np.unique`` loads masked arrays, which takes longer than this.
    """
    distinct, _ = np.unique(values, return_counts=True)
    return distinct


def find_positions(haystack: IntArray, needles: IntArray) -> PositionArray:
    """Return the position of each needle in a sorted haystack, -1 for those it lacks."""
    if not len(haystack):
        return np.full(np.shape(needles), -1)
    positions = np.searchsorted(haystack, needles)
    positions[positions == len(haystack)] = 0
    return np.where(haystack[positions] == needles, positions, -1)


@dataclass(frozen=True, slots=True)
class RaggedArray:
    """Variable-length lists: their boundaries, while their items lie back to back in other arrays.

    ``starts``: where each list starts; shape (lists,).
    ``lengths``: how many items each list has, 0 or more; shape (lists,).
    """

    starts: PositionArray
    lengths: CountArray

    def list_ids(self) -> IdArray:
        """Return for each item the list that it is in."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def positions(self) -> PositionArray:
        """Return for each item its position in its list."""
        return np.arange(int(self.lengths.sum())) - np.repeat(self.starts, self.lengths)

    def slice(self, number: int) -> slice:
        """Return where the items of one list are."""
        start = int(self.starts[number])
        return slice(start, start + int(self.lengths[number]))

    def expand(self, lists: IdArray) -> tuple[PositionArray, IdArray]:
        """Return the items of some lists, one after the other.

        For each item: the position of its list in ``lists``, and its own index.
        """
        lengths = self.lengths[lists]
        positions = np.repeat(np.arange(len(lists)), lengths)
        offsets = np.arange(len(positions)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return positions, self.starts[lists][positions] + offsets

    def take(self, lists: IdArray, values: IntArray) -> "tuple[RaggedArray, IntArray]":
        """Return a ragged array of some lists alone, and their ``values``."""
        _, items = self.expand(lists)
        return make_ragged(self.lengths[lists]), values[items]

    def reduce(
        self, ufunc: np.ufunc, values: npt.NDArray[_Scalar], empty: float
    ) -> npt.NDArray[_Scalar]:
        """Reduce each list's ``values``, which lie along the last axis; ``empty`` without any."""
        has_items = self.lengths > 0
        results = np.full((*values.shape[:-1], len(self.lengths)), empty, values.dtype)
        if has_items.any():
            results[..., has_items] = ufunc.reduceat(values, self.starts[has_items], axis=-1)
        return results


def make_ragged(lengths: npt.ArrayLike) -> RaggedArray:
    """Return the boundaries of lists of these lengths."""
    counts = np.array(lengths, np.intp)
    return RaggedArray(np.cumsum(counts) - counts, counts)
