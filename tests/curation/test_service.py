import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.corpus.lock import CorpusError
from bot.corpus.store import AddedFile, CorpusStore
from bot.curation.service import CorpusReader, CorpusService
from bot.index.library import IndexConfig, Library, open_library
from bot.index.sync.result import SyncResult
from bot.index.sync.verify import find_differences
from bot.index.watcher import watch_folders
from bot.language.analyzer import Analyzer
from tests.index.sync.test_sync import ids, row


@pytest.fixture
def store(tmp_path: Path) -> CorpusStore:
    (tmp_path / "corpus").mkdir()
    return CorpusStore(tmp_path / "corpus", tmp_path / "data")


@pytest.fixture(params=["memory", "disk"])
def library(
    request: pytest.FixtureRequest, store: CorpusStore, tmp_path: Path
) -> Iterator[Library]:
    opened, _ = open_library(
        [store.corpus], IndexConfig(tmp_path / "data", request.param), Analyzer()
    )
    yield opened
    opened.close()


def _sent(store: CorpusStore, name: str, *rows: str) -> tuple[Path, str]:
    path = store.corpus.parent / name
    path.write_text("".join(rows))
    return path, name


def test_what_is_added_is_searchable_at_once_and_gone_when_removed(
    store: CorpusStore, library: Library
) -> None:
    desk = CorpusService(store, library)
    files = [
        _sent(store, "a.jsonl", row("1", "One."), row("2", "Two.")),
        _sent(store, "b.jsonl", row("3", "Three.")),
    ]
    added = desk.add(files, "Ada")
    assert [one.file for one in added.files] == ["a.jsonl", "b.jsonl"]
    assert (added.change.old_passages, added.change.new_passages) == (0, 3)
    assert set(ids(library)) == {"1", "2", "3"}
    removed, change = desk.remove(["a.jsonl"], "Ada")
    assert (change.old_passages, change.new_passages) == (3, 1)
    _, change = desk.restore(removed[0].id, "Ada")
    assert (change.old_passages, change.new_passages) == (1, 3)
    assert list(find_differences(library.index, [store.corpus])) == []


def test_a_file_that_is_still_being_copied_waits(store: CorpusStore, library: Library) -> None:
    (store.corpus / "half.jsonl").write_text(row("9", "Half of a"))
    CorpusService(store, library).add([_sent(store, "a.jsonl", row("1", "One."))], "Ada")
    assert set(ids(library)) == {"1"}


def test_one_file_that_fails_leaves_the_others_searchable(
    store: CorpusStore, library: Library
) -> None:
    desk = CorpusService(store, library)
    missing = (store.corpus / "no.jsonl", "no.jsonl")
    added = desk.add([missing, _sent(store, "a.jsonl", row("1", "One."))], "Ada")
    assert set(ids(library)) == {"1"}
    assert len(added.faults) == 1
    assert "no.jsonl was not added: " in added.faults[0]
    with pytest.raises(CorpusError, match="does not exist"):
        desk.add([missing], "Ada")


def test_desk_and_watcher_do_not_disturb_each_other(store: CorpusStore, library: Library) -> None:
    desk = CorpusService(store, library)
    with watch_folders(library, [store.corpus], lambda changes: None):
        for number in range(12):
            name = f"{number}.jsonl"
            desk.add([_sent(store, name, row(str(number), f"Number {number}."))], "Ada")
            assert str(number) in ids(library)
            if number % 3 == 0:
                desk.remove([name], "Ada")
                assert str(number) not in ids(library)
        time.sleep(0.5)
    assert list(find_differences(library.index, [store.corpus])) == []
    assert len(ids(library)) == 8


def test_files_that_are_added_together_are_taken_over_together(
    store: CorpusStore, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = CorpusStore.add

    def slow(store: CorpusStore, path: Path, name: str, who: str) -> AddedFile:
        placed = add(store, path, name, who)
        time.sleep(1.5)  # so long that the watcher takes the file for whole
        return placed

    monkeypatch.setattr(CorpusStore, "add", slow)
    reported: list[SyncResult] = []
    with watch_folders(library, [store.corpus], reported.append):
        files = [_sent(store, f"{n}.jsonl", row(str(n), f"Number {n}.")) for n in range(3)]
        CorpusService(store, library).add(files, "Ada")
        time.sleep(0.5)
    assert (set(ids(library)), reported) == ({"0", "1", "2"}, [])


def test_records_know_the_folder_and_who_added_what(store: CorpusStore, tmp_path: Path) -> None:
    path, _ = _sent(
        store,
        "a.jsonl",
        row("1", "One."),
        row("2", "Two.", "2026-03-01"),
        row("2", "Two, again."),
        "broken\n",
    )
    store.add(path, "a.jsonl", "Ada")
    (store.corpus / "2026-02-01-copied.txt").write_text("By hand.")
    records = CorpusReader(store, [store.corpus], tmp_path / "data")
    found = {one.file: one for one in records.list_files()}
    assert (found["a.jsonl"].actor, found["a.jsonl"].articles) == ("Ada", 2)
    assert found["a.jsonl"].rejections == 1
    assert (found["2026-02-01-copied.txt"].actor, found["2026-02-01-copied.txt"].entry_id) == (
        "",
        "",
    )
    assert records.months() == {"2026-01": 2, "2026-02": 1}
    assert records.preview([path]).exact_count == 1  # of two with one id the first is looked up
