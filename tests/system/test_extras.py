import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.chat.admin import stats_chart
from bot.index.engine import IndexConfig, open_on_cluster
from bot.language.analyzer import Analyzer
from bot.system.extras import MissingExtraError, require_extra
from bot.system.job import JobError
from bot.system.progress import no_progress
from tests.cli.command import called


def test_nothing_is_missing_in_the_development_environment() -> None:
    require_extra("charts")
    require_extra("opensearch")
    assert find_spec("matplotlib")
    assert find_spec("opensearchpy")


def test_the_error_names_what_needs_the_package_and_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError) as caught:
        require_extra("charts")
    assert str(caught.value) == (
        "drawing charts needs matplotlib, which is not installed: "
        "pip install 'dateline-bot[charts]'"
    )


def test_the_cluster_engine_says_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    with pytest.raises(MissingExtraError, match=r"dateline-bot\[opensearch\]"):
        open_on_cluster([tmp_path], IndexConfig(tmp_path, "opensearch"), Analyzer())


def test_the_picture_of_months_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(JobError, match=r"dateline-bot\[charts\]"):
        stats_chart._work({"bars": [("2026-01", 3)]}, no_progress)


def test_evaluating_says_what_it_lacks_before_it_measures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"question": "Who is Kim?", "answers": ["Kim"]}\n', "utf-8")
    status, out, err = called("eval", str(questions), "--calibration", str(tmp_path / "out"))
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("dateline: drawing charts needs matplotlib")
