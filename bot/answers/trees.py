"""Trees: a learned ranking function, small enough to be read by eye and fast without a library."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
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
        trees, nodes = self.columns.shape
        columns, borders = self.columns.ravel(), self.borders.ravel()
        first = np.arange(trees, dtype=np.int32) * nodes
        row = np.arange(len(rows), dtype=np.int32)[:, None] * np.int32(rows.shape[1])
        values = np.ascontiguousarray(rows).ravel()
        node = np.zeros((len(rows), trees), np.int32)
        for _ in range(self.leaves.shape[1].bit_length() - 1):
            at = node + first
            node += node + 1 + (values.take(columns.take(at) + row) > borders.take(at))
        leaf = node - nodes + np.arange(trees, dtype=np.int32) * self.leaves.shape[1]
        scores: Floats = self.leaves.ravel().take(leaf).sum(axis=1)
        return scores


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
