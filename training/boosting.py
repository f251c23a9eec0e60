"""Gradient boosting with LightGBM, which only `make train` needs."""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.answers.arrays import Float32Array, FloatArray
from bot.answers.trees import Trees

DEPTH = 5

_PARAMETERS: Mapping[str, object] = {
    "max_depth": DEPTH,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "verbose": -1,
    "deterministic": True,
}
_MIN_CORRELATION = 0.999  # a value may equal a threshold, where rounding decides


def fit_trees(
    rows: Float32Array,
    labels: npt.NDArray[np.generic],
    names: tuple[str, ...],
    parameters: Mapping[str, object],
    trees: int,
    seed: int,
    group: Sequence[int] | None = None,
    weight: FloatArray | None = None,
) -> Trees:
    """Return trees that are learned from rows, of shape (rows, names), and their labels.

    ``group``: for a ranking objective, how many rows each question has.
    ``weight``: the weight of each row; shape (rows,).
    Raise ValueError if the exported trees do not score as LightGBM's own.
    """
    lightgbm: Any = importlib.import_module("lightgbm")
    data = lightgbm.Dataset(rows, labels.astype(int), group=group, weight=weight)
    model = lightgbm.train({**_PARAMETERS, **parameters, "seed": seed}, data, trees)
    exported_trees = _export(model.dump_model()["tree_info"], names)
    scores = exported_trees.score(rows), model.predict(rows, raw_score=True)
    if np.corrcoef(*scores)[0, 1] < _MIN_CORRELATION:
        raise ValueError("the exported trees do not score as LightGBM's own")
    return exported_trees


def average_trees(models: Iterable[Trees]) -> Trees:
    """Return the mean of models that were learned from different samples of the same rows."""
    models = list(models)
    return Trees(
        models[0].names,
        np.concatenate([trees.columns for trees in models]),
        np.concatenate([trees.thresholds for trees in models]),
        (np.concatenate([trees.leaves for trees in models]) / len(models)).astype(np.float32),
    )


def _export(dump: Sequence[Any], names: tuple[str, ...]) -> Trees:
    """Return LightGBM's trees, each filled up to the full depth."""
    nodes = 2**DEPTH - 1
    columns = np.zeros((len(dump), nodes), np.int32)
    thresholds = np.zeros((len(dump), nodes), np.float32)
    leaves = np.zeros((len(dump), nodes + 1), np.float32)
    for number, tree in enumerate(dump):
        nodes_to_visit = [(0, tree["tree_structure"])]
        while nodes_to_visit:
            place, node = nodes_to_visit.pop()
            if place >= nodes:
                leaves[number, place - nodes] = node["leaf_value"]
            elif "leaf_value" in node:
                nodes_to_visit += [(2 * place + 1, node), (2 * place + 2, node)]
            else:
                columns[number, place] = node["split_feature"]
                thresholds[number, place] = _round_down(node["threshold"])
                nodes_to_visit += [
                    (2 * place + 1, node["left_child"]),
                    (2 * place + 2, node["right_child"]),
                ]
    return Trees(names, columns, thresholds, leaves)


def _round_down(threshold: float) -> np.float32:
    """Return the float32 that separates float32 numbers exactly as ``threshold`` does."""
    nearest = np.float32(threshold)
    return nearest if nearest <= threshold else np.nextafter(nearest, np.float32(-np.inf))
