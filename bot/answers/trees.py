"""Trees: a learned ranking function, small enough to be read by eye and fast without a library."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.answers.ragged import Places

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Trees:
    """A sum of binary trees, all of one depth, each stored as a heap.

    ``columns`` and ``borders`` are of shape (trees, 2 ** depth - 1): node n sends a row whose
    column is above the border on to node 2n + 2, any other to 2n + 1. ``leaves`` are of
    shape (trees, 2 ** depth). Only the order of scores means something.
    """

    names: tuple[str, ...]
    columns: Integers
    borders: Floats
    leaves: Floats

    def score(self, rows: Floats) -> Floats:
        """Return the score of each row; ``rows`` is of shape (rows, len(names))."""
        # Tree by tree, level by level, into the same arrays: a quarter faster than row by row.
        values = np.ascontiguousarray(rows.T).ravel()
        shape = len(self.leaves), len(rows)
        row = np.arange(len(rows))
        node = np.repeat(np.arange(len(self.leaves)), len(rows)).reshape(shape)
        place, value = np.empty(shape, np.intp), np.empty(shape, np.float32)
        border, right = np.empty(shape, np.float32), np.empty(shape, np.bool_)
        for columns, borders in self._levels:
            np.take(columns * len(rows), node, out=place, mode="clip")
            place += row
            np.take(values, place, out=value, mode="clip")
            np.take(borders, node, out=border, mode="clip")
            np.greater(value, border, out=right)
            node += node
            node += right
        scores: Floats = self.leaves.ravel().take(node).sum(axis=0)
        return scores

    @cached_property
    def _levels(self) -> Sequence[tuple[Places, Floats]]:
        """Return the columns and borders of all nodes of a level, one level after the other."""
        edges = [2**level - 1 for level in range(self.leaves.shape[1].bit_length())]
        return [
            (self.columns[:, start:end].ravel().astype(np.intp), self.borders[:, start:end].ravel())
            for start, end in pairwise(edges)
        ]


def load_trees(path: Path) -> Trees:
    """Read what ``save_trees`` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        return Trees(
            tuple(str(name) for name in stored["names"]),
            stored["columns"].astype(np.int32),
            stored["borders"],
            stored["leaves"],
        )


def save_trees(trees: Trees, path: Path) -> None:
    """Write trees into a file of arrays."""
    np.savez_compressed(
        path,
        names=np.array(trees.names),
        columns=trees.columns.astype(np.int16),
        borders=trees.borders,
        leaves=trees.leaves,
    )


def likelihood(scores: Floats) -> npt.NDArray[np.float64]:
    """Return softmax of the scores."""
    if not len(scores):
        return np.zeros(0)
    raised = np.exp(scores.astype(float) - scores.max())
    shares: npt.NDArray[np.float64] = raised / raised.sum()
    return shares
