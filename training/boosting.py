"""Boosting: learns sums of trees with LightGBM, which only `make train` needs."""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.answers.ragged import Reals
from bot.answers.trees import Floats, Trees

DEPTH = 5

_PARAMETERS: Mapping[str, object] = {
    "max_depth": DEPTH,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "verbose": -1,
    "deterministic": True,
}
_LEAST_ALIKE = 0.999  # a value may lie on a border, where rounding decides


def boosted(
    table: Floats,
    right: npt.NDArray[np.generic],
    names: tuple[str, ...],
    parameters: Mapping[str, object],
    trees: int,
    seed: int,
    group: Sequence[int] | None = None,
    weight: Reals | None = None,
) -> Trees:
    """Return trees that are learned from rows and whether they are right.

    ``group`` says how many rows belong to each question, where they are ranked.
    """
    lightgbm: Any = importlib.import_module("lightgbm")
    data = lightgbm.Dataset(table, right.astype(int), group=group, weight=weight)
    model = lightgbm.train({**_PARAMETERS, **parameters, "seed": seed}, data, trees)
    read = _exported(model.dump_model()["tree_info"], names)
    if np.corrcoef(read.score(table), model.predict(table, raw_score=True))[0, 1] < _LEAST_ALIKE:
        raise ValueError("the exported trees do not score as LightGBM's own")
    return read


def mean(fitted: Iterable[Trees]) -> Trees:
    """Return the mean of functions that were learned from other samples of the same."""
    every = list(fitted)
    return Trees(
        every[0].names,
        np.concatenate([trees.columns for trees in every]),
        np.concatenate([trees.borders for trees in every]),
        (np.concatenate([trees.leaves for trees in every]) / len(every)).astype(np.float32),
    )


def _exported(dumped: Sequence[Any], names: tuple[str, ...]) -> Trees:
    """Return LightGBM's trees, each filled up to the full depth."""
    nodes = 2**DEPTH - 1
    columns = np.zeros((len(dumped), nodes), np.int32)
    borders = np.zeros((len(dumped), nodes), np.float32)
    leaves = np.zeros((len(dumped), nodes + 1), np.float32)
    for number, tree in enumerate(dumped):
        waiting = [(0, tree["tree_structure"])]
        while waiting:
            place, node = waiting.pop()
            if place >= nodes:
                leaves[number, place - nodes] = node["leaf_value"]
            elif "leaf_value" in node:
                waiting += [(2 * place + 1, node), (2 * place + 2, node)]
            else:
                columns[number, place] = node["split_feature"]
                borders[number, place] = _rounded_down(node["threshold"])
                waiting += [
                    (2 * place + 1, node["left_child"]),
                    (2 * place + 2, node["right_child"]),
                ]
    return Trees(names, columns, borders, leaves)


def _rounded_down(border: float) -> np.float32:
    """Return the largest single above which are the same single numbers as above ``border``."""
    rounded = np.float32(border)
    return rounded if rounded <= border else np.nextafter(rounded, np.float32(-np.inf))
