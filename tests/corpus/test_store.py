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
def keeper(tmp_path: Path) -> CorpusStore:
    (tmp_path / "corpus").mkdir()
    return CorpusStore(tmp_path / "corpus", tmp_path / "data")


def _file(keeper: CorpusStore, text: str, name: str = NEWS) -> Path:
    path = keeper.corpus.parent / "sent" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def _add(keeper: CorpusStore, text: str = "The harbour opened.", name: str = NEWS) -> str:
    return keeper.add(_file(keeper, text, name), name, "Ada").file


def _log(keeper: CorpusStore) -> list[tuple[str, str]]:
    return [(entry.what, entry.file) for entry in keeper.audit]


def test_an_added_file_is_searched_and_logged(keeper: CorpusStore) -> None:
    placed = keeper.add(_file(keeper, "The harbour opened."), NEWS, "Ada")
    assert keeper.files() == [NEWS]
    assert placed.entry is not None
    assert [entry.who for entry in keeper.audit] == ["Ada"]
    assert list(keeper.audit) == [placed.entry]
    assert list(keeper.corpus.iterdir()) == [keeper.corpus / NEWS]
    assert list((keeper.corpus.parent / "data" / "plans").iterdir()) == []


def test_another_file_of_the_same_name_gets_a_longer_one(keeper: CorpusStore) -> None:
    _add(keeper)
    assert _add(keeper, "The harbour closed.") == "2026-01-07-harbour-2.txt"
    assert (keeper.corpus / NEWS).read_text() == "The harbour opened."


def test_the_same_file_is_not_added_twice(keeper: CorpusStore) -> None:
    _add(keeper)
    placed = keeper.add(_file(keeper, "The harbour opened."), NEWS, "Bea")
    assert (placed.file, placed.entry) == (NEWS, None)
    assert len(_log(keeper)) == 1


def test_a_removed_file_is_restored_as_it_was(keeper: CorpusStore) -> None:
    _add(keeper)
    removed = keeper.remove(NEWS, "Bea")
    assert keeper.files() == []
    assert CorpusFolder(keeper.trash.folder.parent / "nothing").files() == []
    assert list(keeper.trash) == [removed]
    placed = keeper.restore(removed.id, "Ada")
    assert (placed.file, list(keeper.trash)) == (NEWS, [])
    assert (keeper.corpus / NEWS).read_text() == "The harbour opened."
    assert [what for what, _ in _log(keeper)] == ["added", "removed", "restored"]


def test_a_restored_file_does_not_replace_what_took_its_name(keeper: CorpusStore) -> None:
    _add(keeper)
    removed = keeper.remove(NEWS, "Ada")
    _add(keeper, "The harbour closed.")
    assert keeper.restore(removed.id, "Ada").file == "2026-01-07-harbour-2.txt"
    assert (keeper.corpus / NEWS).read_text() == "The harbour closed."


def test_files_in_folders_are_removed_and_restored_there(keeper: CorpusStore) -> None:
    (keeper.corpus / "2026").mkdir()
    (keeper.corpus / "2026" / NEWS).write_text("The harbour opened.")
    removed = keeper.remove(f"2026/{NEWS}", "Ada")
    (keeper.corpus / "2026").rmdir()
    assert keeper.restore(removed.id, "Ada").file == f"2026/{NEWS}"


def test_the_trash_is_emptied_after_its_days_and_not_before(keeper: CorpusStore) -> None:
    _add(keeper)
    removed = keeper.remove(NEWS, "Ada")
    assert keeper.purge() == []
    entry = keeper.trash.folder / removed.id / "entry.json"
    long_ago = (datetime.now(UTC) - timedelta(31)).isoformat(timespec="seconds")
    entry.write_text(json.dumps(json.loads(entry.read_text()) | {"when": long_ago}))
    assert [old.file for old in keeper.purge()] == [NEWS]
    assert list(keeper.trash.folder.iterdir()) == []
    assert _log(keeper)[-1] == ("purged", NEWS)


@pytest.mark.parametrize("file", ["nothing.txt", "../outside.txt", "/etc/passwd", "", "a\0b", "."])
def test_only_files_of_the_folder_are_removed(keeper: CorpusStore, file: str) -> None:
    (keeper.corpus.parent / "outside.txt").write_text("x")
    with pytest.raises(CorpusError, match=r"there is no file"):
        keeper.remove(file, "Ada")
    assert (keeper.corpus.parent / "outside.txt").exists()


def test_a_link_is_not_removed(keeper: CorpusStore) -> None:
    (keeper.corpus / "link.txt").symlink_to(_file(keeper, "x"))
    with pytest.raises(CorpusError, match="is a link"):
        keeper.remove("link.txt", "Ada")


def test_a_line_that_a_crash_cut_off_loses_no_other(keeper: CorpusStore) -> None:
    _add(keeper)
    with keeper.audit.path.open("a") as log:
        log.write('{"id": "torn')
    _add(keeper, "The ferry left.", "2026-01-08-ferry.txt")
    assert [file for _, file in _log(keeper)] == [NEWS, "2026-01-08-ferry.txt"]


def test_a_missing_folder_is_said_plainly(keeper: CorpusStore) -> None:
    keeper.corpus.rmdir()
    with pytest.raises(
        CorpusError, match=r"there is no folder .*: make it, or set DATELINE_CORPUS"
    ):
        _add(keeper)


def test_a_data_folder_that_would_be_searched_is_refused(tmp_path: Path) -> None:
    keeper = CorpusStore(tmp_path, tmp_path / "data")
    with pytest.raises(CorpusError, match="DATELINE_DATA"):
        keeper.recover()
    CorpusStore(tmp_path, tmp_path / ".dateline").recover()


def test_two_admins_at_once_both_have_their_file(keeper: CorpusStore) -> None:
    texts = [f"Ferry number {number} left." for number in range(8)]
    files = [_file(keeper, text, f"{number}.txt") for number, text in enumerate(texts)]
    threads = [threading.Thread(target=keeper.add, args=(file, NEWS, "Ada")) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((keeper.corpus / file).read_text() for file in keeper.files()) == texts
    assert sorted(file for _, file in _log(keeper)) == keeper.files()
