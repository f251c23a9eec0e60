"""Whether other processes can read an index, told before anything is opened."""

from pathlib import Path

import pytest

from bot.dateline import Dateline
from bot.index.engine import IndexConfig
from bot.index.engine_names import EngineChoice
from bot.index.opening.engine_choice import is_outside_memory
from tests.newsroom import write_newsroom


def test_an_index_that_is_on_disk_already_is_outside_memory(tmp_path: Path) -> None:
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    write_newsroom(corpus)
    config = IndexConfig(data)
    assert not is_outside_memory((corpus,), config)
    with Dateline.from_config((corpus,), config):
        assert not is_outside_memory((corpus,), config)
    with Dateline.from_config((corpus,), IndexConfig(data, "disk")):
        assert is_outside_memory((corpus,), config)
    assert not is_outside_memory((corpus, tmp_path), config)
    assert not is_outside_memory((corpus,), IndexConfig(None))


@pytest.mark.parametrize(
    ("engine", "is_outside"), [("memory", False), ("disk", True), ("opensearch", True)]
)
def test_the_settings_decide_without_a_look_at_the_files(
    engine: EngineChoice, is_outside: bool, tmp_path: Path
) -> None:
    assert is_outside_memory((tmp_path,), IndexConfig(tmp_path, engine)) is is_outside
    assert list(tmp_path.iterdir()) == []
