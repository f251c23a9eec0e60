import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.corpus.folder import CorpusFolder
from bot.corpus.lock import CorpusError
from bot.corpus.store import CorpusStore

NEWS = "2026-01-07-harbour.txt"


@pytest.fixture
def store(tmp_path: Path) -> CorpusStore:
    (tmp_path / "corpus").mkdir()
    return CorpusStore(tmp_path / "corpus", tmp_path / "data")


def _file(store: CorpusStore, text: str, name: str = NEWS) -> Path:
    path = store.corpus.parent / "sent" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def _add(store: CorpusStore, text: str = "The harbour opened.", name: str = NEWS) -> str:
    return store.add(_file(store, text, name), name, "Ada").file


def _log(store: CorpusStore) -> list[tuple[str, str]]:
    return [(entry.action, entry.file) for entry in store.audit]


def test_an_added_file_is_searched_and_logged(store: CorpusStore) -> None:
    placed = store.add(_file(store, "The harbour opened."), NEWS, "Ada")
    assert store.files() == [NEWS]
    assert placed.entry is not None
    assert [entry.actor for entry in store.audit] == ["Ada"]
    assert list(store.audit) == [placed.entry]
    assert list(store.corpus.iterdir()) == [store.corpus / NEWS]
    assert list((store.corpus.parent / "data" / "plans").iterdir()) == []


def test_another_file_of_the_same_name_gets_a_longer_one(store: CorpusStore) -> None:
    _add(store)
    assert _add(store, "The harbour closed.") == "2026-01-07-harbour-2.txt"
    assert (store.corpus / NEWS).read_text() == "The harbour opened."


def test_the_same_file_is_not_added_twice(store: CorpusStore) -> None:
    _add(store)
    placed = store.add(_file(store, "The harbour opened."), NEWS, "Bea")
    assert (placed.file, placed.entry) == (NEWS, None)
    assert len(_log(store)) == 1


def test_a_removed_file_is_restored_as_it_was(store: CorpusStore) -> None:
    _add(store)
    removed = store.remove(NEWS, "Bea")
    assert store.files() == []
    assert CorpusFolder(store.trash.folder.parent / "nothing").files() == []
    assert list(store.trash) == [removed]
    placed = store.restore(removed.id, "Ada")
    assert (placed.file, list(store.trash)) == (NEWS, [])
    assert (store.corpus / NEWS).read_text() == "The harbour opened."
    assert [what for what, _ in _log(store)] == ["added", "removed", "restored"]


def test_a_restored_file_does_not_replace_what_took_its_name(store: CorpusStore) -> None:
    _add(store)
    removed = store.remove(NEWS, "Ada")
    _add(store, "The harbour closed.")
    assert store.restore(removed.id, "Ada").file == "2026-01-07-harbour-2.txt"
    assert (store.corpus / NEWS).read_text() == "The harbour closed."


def test_files_in_folders_are_removed_and_restored_there(store: CorpusStore) -> None:
    (store.corpus / "2026").mkdir()
    (store.corpus / "2026" / NEWS).write_text("The harbour opened.")
    removed = store.remove(f"2026/{NEWS}", "Ada")
    (store.corpus / "2026").rmdir()
    assert store.restore(removed.id, "Ada").file == f"2026/{NEWS}"


def test_the_trash_is_emptied_after_its_days_and_not_before(store: CorpusStore) -> None:
    _add(store)
    removed = store.remove(NEWS, "Ada")
    assert store.purge() == []
    entry = store.trash.folder / removed.id / "entry.json"
    long_ago = (datetime.now(UTC) - timedelta(31)).isoformat(timespec="seconds")
    entry.write_text(json.dumps(json.loads(entry.read_text()) | {"when": long_ago}))
    assert [old.file for old in store.purge()] == [NEWS]
    assert list(store.trash.folder.iterdir()) == []
    assert _log(store)[-1] == ("purged", NEWS)


@pytest.mark.parametrize("file", ["nothing.txt", "../outside.txt", "/etc/passwd", "", "a\0b", "."])
def test_only_files_of_the_folder_are_removed(store: CorpusStore, file: str) -> None:
    (store.corpus.parent / "outside.txt").write_text("x")
    with pytest.raises(CorpusError, match=r"there is no file"):
        store.remove(file, "Ada")
    assert (store.corpus.parent / "outside.txt").exists()


def test_a_link_is_not_removed(store: CorpusStore) -> None:
    (store.corpus / "link.txt").symlink_to(_file(store, "x"))
    with pytest.raises(CorpusError, match="is a link"):
        store.remove("link.txt", "Ada")


def test_a_line_that_a_crash_cut_off_loses_no_other(store: CorpusStore) -> None:
    _add(store)
    with store.audit.path.open("a") as log:
        log.write('{"id": "torn')
    _add(store, "The ferry left.", "2026-01-08-ferry.txt")
    assert [file for _, file in _log(store)] == [NEWS, "2026-01-08-ferry.txt"]


def test_a_missing_folder_is_said_plainly(store: CorpusStore) -> None:
    store.corpus.rmdir()
    with pytest.raises(
        CorpusError, match=r"there is no folder .*: create it, or set DATELINE_CORPUS"
    ):
        _add(store)


def test_a_data_folder_that_would_be_searched_is_refused(tmp_path: Path) -> None:
    store = CorpusStore(tmp_path, tmp_path / "data")
    with pytest.raises(CorpusError, match="DATELINE_DATA"):
        store.recover()
    CorpusStore(tmp_path, tmp_path / ".dateline").recover()


def test_two_admins_at_once_both_have_their_file(store: CorpusStore) -> None:
    texts = [f"Ferry number {number} left." for number in range(8)]
    files = [_file(store, text, f"{number}.txt") for number, text in enumerate(texts)]
    threads = [threading.Thread(target=store.add, args=(file, NEWS, "Ada")) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((store.corpus / file).read_text() for file in store.files()) == texts
    assert sorted(file for _, file in _log(store)) == store.files()
