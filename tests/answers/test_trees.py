from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.features import candidate_features, sentence_features, window_features
from bot.answers.ranking_trees import load_ranking_trees
from bot.answers.selection.confidence import FEATURES, load_confidence_model
from bot.answers.trees import Trees, load_trees, save_trees

SMALL = Trees(
    ("a", "b"),
    np.array([[0, 1, 0]], np.int32),
    np.array([[0.5, 1.0, 2.0]], np.float32),
    np.array([[1.0, 2.0, 3.0, 4.0]], np.float32),
)


@pytest.mark.parametrize(
    ("row", "score"), [((0.5, 1.0), 1.0), ((0.0, 1.5), 2.0), ((0.6, 9.0), 3.0), ((2.5, 0.0), 4.0)]
)
def test_a_row_goes_right_above_a_border(row: tuple[float, float], score: float) -> None:
    assert SMALL.score(np.array([row], np.float32)).tolist() == [score]


def walked(trees: Trees, row: list[float]) -> float:
    total = 0.0
    for columns, thresholds, leaves in zip(
        trees.columns, trees.thresholds, trees.leaves, strict=True
    ):
        node = 0
        while node < len(columns):
            node = 2 * node + (2 if row[columns[node]] > thresholds[node] else 1)
        total += float(leaves[node - len(columns)])
    return total


@given(st.data())
def test_all_trees_are_walked_to_a_leaf(data: st.DataObject) -> None:
    depth, count = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 5))
    random = np.random.default_rng(data.draw(st.integers(0, 1000)))
    nodes = 2**depth - 1
    trees = Trees(
        ("a", "b", "c"),
        random.integers(0, 3, (count, nodes)).astype(np.int32),
        random.random((count, nodes)).astype(np.float32),
        random.random((count, nodes + 1)).astype(np.float32),
    )
    rows = random.random((6, 3)).astype(np.float32)
    expected = [walked(trees, row) for row in rows.tolist()]
    assert trees.score(rows).tolist() == pytest.approx(expected, rel=1e-5)


def test_trees_come_back_from_a_file(tmp_path: Path) -> None:
    save_trees(SMALL, tmp_path / "small.npz")
    read = load_trees(tmp_path / "small.npz")
    assert read.names == SMALL.names
    rows = np.random.default_rng(1).random((9, 2)).astype(np.float32)
    assert read.score(rows).tolist() == SMALL.score(rows).tolist()


def test_no_rows_have_no_scores() -> None:
    assert SMALL.score(np.zeros((0, 2), np.float32)).tolist() == []


def test_the_trees_that_are_shipped_were_learned_on_the_features_of_today() -> None:
    trees = load_ranking_trees()
    assert trees.candidates.names == candidate_features.COLUMNS
    assert trees.sentences.names == sentence_features.COLUMNS
    assert trees.openings.names == window_features.COLUMNS
    assert load_confidence_model().trees.names == FEATURES
