"""The arrays that answers are computed with, each alias named after what its numbers mean."""

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
