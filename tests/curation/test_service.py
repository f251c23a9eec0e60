import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.corpus.lock import CorpusError
from bot.corpus.store import AddedFile, CorpusStore
from bot.curation.service import CorpusReader, CorpusService
from bot.index.library import IndexConfig, Library, open_library
from bot.index.sync.sync import SyncResult
from bot.index.sync.verify import differences
from bot.index.watcher import watching
from bot.language.analyzer import Analyzer
from tests.index.sync.test_sync import ids, row


@pytest.fixture
def keeper(tmp_path: Path) -> CorpusStore:
    (tmp_path / "corpus").mkdir()
    return CorpusStore(tmp_path / "corpus", tmp_path / "data")


@pytest.fixture(params=["memory", "disk"])
def library(
    request: pytest.FixtureRequest, keeper: CorpusStore, tmp_path: Path
) -> Iterator[Library]:
    opened, _ = open_library(
        [keeper.corpus], IndexConfig(tmp_path / "data", request.param), Analyzer()
    )
    yield opened
    opened.close()


def _sent(keeper: CorpusStore, name: str, *rows: str) -> tuple[Path, str]:
    path = keeper.corpus.parent / name
    path.write_text("".join(rows))
    return path, name


def test_what_is_added_is_searchable_at_once_and_gone_when_removed(
    keeper: CorpusStore, library: Library
) -> None:
    desk = CorpusService(keeper, library)
    files = [
        _sent(keeper, "a.jsonl", row("1", "One."), row("2", "Two.")),
        _sent(keeper, "b.jsonl", row("3", "Three.")),
    ]
    added = desk.add(files, "Ada")
    assert [one.file for one in added.placed] == ["a.jsonl", "b.jsonl"]
    assert (added.change.before, added.change.after) == (0, 3)
    assert set(ids(library)) == {"1", "2", "3"}
    removed, change = desk.remove(["a.jsonl"], "Ada")
    assert (change.before, change.after) == (3, 1)
    _, change = desk.restore(removed[0].id, "Ada")
    assert (change.before, change.after) == (1, 3)
    assert list(differences(library.index, [keeper.corpus])) == []


def test_a_file_that_is_still_being_copied_waits(keeper: CorpusStore, library: Library) -> None:
    (keeper.corpus / "half.jsonl").write_text(row("9", "Half of a"))
    CorpusService(keeper, library).add([_sent(keeper, "a.jsonl", row("1", "One."))], "Ada")
    assert set(ids(library)) == {"1"}


def test_one_file_that_fails_leaves_the_others_searchable(
    keeper: CorpusStore, library: Library
) -> None:
    desk = CorpusService(keeper, library)
    missing = (keeper.corpus / "no.jsonl", "no.jsonl")
    added = desk.add([missing, _sent(keeper, "a.jsonl", row("1", "One."))], "Ada")
    assert set(ids(library)) == {"1"}
    assert len(added.faults) == 1
    assert "no.jsonl was not added: " in added.faults[0]
    with pytest.raises(CorpusError, match="not there"):
        desk.add([missing], "Ada")


def test_desk_and_watcher_do_not_disturb_each_other(keeper: CorpusStore, library: Library) -> None:
    desk = CorpusService(keeper, library)
    with watching(library, [keeper.corpus], lambda changes: None):
        for number in range(12):
            name = f"{number}.jsonl"
            desk.add([_sent(keeper, name, row(str(number), f"Number {number}."))], "Ada")
            assert str(number) in ids(library)
            if number % 3 == 0:
                desk.remove([name], "Ada")
                assert str(number) not in ids(library)
        time.sleep(0.5)
    assert list(differences(library.index, [keeper.corpus])) == []
    assert len(ids(library)) == 8


def test_files_that_are_added_together_are_taken_over_together(
    keeper: CorpusStore, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = CorpusStore.add

    def slow(keeper: CorpusStore, path: Path, name: str, who: str) -> AddedFile:
        placed = add(keeper, path, name, who)
        time.sleep(1.5)  # so long that the watcher takes the file for whole
        return placed

    monkeypatch.setattr(CorpusStore, "add", slow)
    reported: list[SyncResult] = []
    with watching(library, [keeper.corpus], reported.append):
        files = [_sent(keeper, f"{n}.jsonl", row(str(n), f"Number {n}.")) for n in range(3)]
        CorpusService(keeper, library).add(files, "Ada")
        time.sleep(0.5)
    assert (set(ids(library)), reported) == ({"0", "1", "2"}, [])


def test_records_know_the_folder_and_who_added_what(keeper: CorpusStore, tmp_path: Path) -> None:
    path, _ = _sent(
        keeper,
        "a.jsonl",
        row("1", "One."),
        row("2", "Two.", "2026-03-01"),
        row("2", "Two, again."),
        "broken\n",
    )
    keeper.add(path, "a.jsonl", "Ada")
    (keeper.corpus / "2026-02-01-copied.txt").write_text("By hand.")
    records = CorpusReader(keeper, [keeper.corpus], tmp_path / "data")
    found = {one.file: one for one in records.shelf()}
    assert (found["a.jsonl"].who, found["a.jsonl"].articles) == ("Ada", 2)
    assert found["a.jsonl"].refusals == 1
    assert (found["2026-02-01-copied.txt"].who, found["2026-02-01-copied.txt"].id) == ("", "")
    assert records.months() == {"2026-01": 2, "2026-02": 1}
    assert records.preview([path]).exact == 1  # of two with one id the first is looked up
