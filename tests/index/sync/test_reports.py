"""What was said of a file is said again only when it changes."""

from pathlib import Path

import pytest

from bot.index.library import IndexConfig, open_library
from bot.index.sync.result import SyncResult, UnfinishedFile, round_estimate
from bot.language.analyzer import Analyzer
from tests.cli.command import dateline
from tests.index.sync.test_sync import row


@pytest.fixture(params=["memory", "disk"])
def config(request: pytest.FixtureRequest, tmp_path: Path) -> IndexConfig:
    (tmp_path / "corpus").mkdir()
    return IndexConfig(tmp_path / "data", request.param)


def _open(config: IndexConfig, corpus: Path) -> SyncResult:
    library, changes = open_library([corpus], config, Analyzer())
    library.close()
    return changes


def _list_new(config: IndexConfig, corpus: Path) -> list[str]:
    changes = _open(config, corpus)
    return [item.reason for item in changes.rejections if item not in changes.repeated]


def test_a_rejection_is_new_until_a_process_has_reported_it(
    config: IndexConfig, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "a.jsonl").write_text(row("1", "One.") + "broken\n")
    (corpus / "lost").symlink_to(tmp_path / "nowhere")
    assert len(_list_new(config, corpus)) == 2
    assert _list_new(config, corpus) == []
    (corpus / "a.jsonl").write_text(row("1", "One.") + "broken\nworse\n")
    assert len(_list_new(config, corpus)) == 2  # the file as it is now, but not the link
    (corpus / "a.jsonl").write_text(row("1", "One."))
    (corpus / "lost").unlink()
    assert _list_new(config, corpus) == []
    (corpus / "a.jsonl").write_text(row("1", "One.") + "broken\n")
    (corpus / "lost").symlink_to(tmp_path / "nowhere")
    assert len(_list_new(config, corpus)) == 2


def test_a_command_logs_a_rejection_once(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.jsonl").write_text(row("1", "One.") + "broken\n")
    environment = {
        "DATELINE_SEEDS": "", "DATELINE_CORPUS": str(tmp_path / "corpus"),
        "DATELINE_DATA": str(tmp_path / "data"),
    }  # fmt: skip
    logs = [dateline("ask", "Who?", **environment)[2] for _ in range(2)]
    assert ["a.jsonl:2" in log for log in logs] == [True, False]


@pytest.mark.parametrize(
    ("articles", "expected", "progress"),
    [
        (12_031, 18_950, "12,031 of about 19,000 articles read"),
        (12_031, 12_040, "12,031 articles read so far"),
        (1, 0, "1 article read so far"),
        (3, 17, "3 of about 17 articles read"),
    ],
)
def test_how_much_was_read_is_said_with_an_estimate_where_there_is_a_good_one(
    articles: int, expected: int, progress: str
) -> None:
    assert UnfinishedFile("a", "it failed", articles, 1, 0.0, expected).progress == progress


@pytest.mark.parametrize(
    ("number", "rounded"), [(0, 0), (7, 7), (99, 99), (104, 100), (1950, 2000)]
)
def test_an_estimate_promises_two_digits(number: int, rounded: int) -> None:
    assert round_estimate(number) == rounded
