"""Decision trees: a learned ranking function, fast without a library."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.answers.arrays import Float32Array, FloatArray, IntArray

_ColumnArray = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Trees:
    """A sum of binary trees, all of one depth, each stored as a heap.

    Node n sends a row whose column is above the threshold on to node 2n + 2, any other to
    2n + 1. Only the order of scores means something.

    ``names``: the features, in the order of the columns of a row.
    ``columns``: the column that each node looks at; shape (trees, 2 ** depth - 1).
    ``thresholds``: what each node compares it with; shape (trees, 2 ** depth - 1).
    ``leaves``: what each leaf adds to the score; shape (trees, 2 ** depth).
    """

    names: tuple[str, ...]
    columns: _ColumnArray
    thresholds: Float32Array
    leaves: Float32Array

    def score(self, rows: Float32Array) -> Float32Array:
        """Return the score of each row; ``rows`` is of shape (rows, len(names))."""
        # Tree by tree, level by level, into the same arrays: a quarter faster than row by row.
        values = np.ascontiguousarray(rows.T).ravel()
        shape = len(self.leaves), len(rows)
        row_ids = np.arange(len(rows))
        nodes = np.repeat(np.arange(len(self.leaves)), len(rows)).reshape(shape)
        indices, value = np.empty(shape, np.intp), np.empty(shape, np.float32)
        threshold, goes_right = np.empty(shape, np.float32), np.empty(shape, np.bool_)
        for columns, thresholds in self._levels:
            np.take(columns * len(rows), nodes, out=indices, mode="clip")
            indices += row_ids
            np.take(values, indices, out=value, mode="clip")
            np.take(thresholds, nodes, out=threshold, mode="clip")
            np.greater(value, threshold, out=goes_right)
            nodes += nodes
            nodes += goes_right
        scores: Float32Array = self.leaves.ravel().take(nodes).sum(axis=0)
        return scores

    @cached_property
    def _levels(self) -> Sequence[tuple[IntArray, Float32Array]]:
        """The columns and thresholds of all nodes of a level, one level after the other."""
        bounds = [2**level - 1 for level in range(self.leaves.shape[1].bit_length())]
        return [
            (
                self.columns[:, start:end].ravel().astype(np.intp),
                self.thresholds[:, start:end].ravel(),
            )
            for start, end in pairwise(bounds)
        ]


def load_trees(path: Path) -> Trees:
    """Read what ``save_trees`` wrote."""
    with np.load(path, allow_pickle=False) as archive:
        return Trees(
            tuple(str(name) for name in archive["names"]),
            archive["columns"].astype(np.int32),
            archive["thresholds"],
            archive["leaves"],
        )


def save_trees(trees: Trees, path: Path) -> None:
    """Write trees into a file of arrays."""
    np.savez_compressed(
        path,
        names=np.array(trees.names),
        columns=trees.columns.astype(np.int16),
        thresholds=trees.thresholds,
        leaves=trees.leaves,
    )


def softmax(scores: Float32Array) -> FloatArray:
    """Return softmax of the scores."""
    if not len(scores):
        return np.zeros(0)
    powers = np.exp(scores.astype(float) - scores.max())
    shares: FloatArray = powers / powers.sum()
    return shares
