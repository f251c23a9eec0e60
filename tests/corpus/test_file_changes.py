import errno
from pathlib import Path

import pytest

from bot.corpus.file_changes import FileChange
from bot.corpus.lock import CorpusError
from bot.corpus.losses import RemovalRecord
from bot.corpus.store import CorpusStore
from tests.corpus.stores import check_nothing_is_lost

JANUARY, FEBRUARY = "feeds/ferry/2026-01.jsonl", "feeds/ferry/2026-02.jsonl"


@pytest.fixture
def store(tmp_path: Path) -> CorpusStore:
    (tmp_path / "corpus").mkdir()
    return CorpusStore(tmp_path / "corpus", tmp_path / "data")


def _change(store: CorpusStore, *changes: FileChange) -> list[tuple[str, str]]:
    entries = store.change_files(lambda: changes, "feeds", "nothing was written")
    check_nothing_is_lost(store)
    return [(entry.action, entry.file) for entry in entries]


def test_files_are_written_and_deleted_at_once_and_logged(store: CorpusStore) -> None:
    first = _change(store, FileChange(JANUARY, b"one\n"), FileChange(FEBRUARY, b"two\n"))
    assert first == [("updated", JANUARY), ("updated", FEBRUARY)]
    assert _change(store, FileChange(JANUARY, None), FileChange(FEBRUARY, b"three\n")) == [
        ("deleted", JANUARY), ("updated", FEBRUARY),
    ]  # fmt: skip
    assert store.files() == [FEBRUARY]
    assert (store.corpus / FEBRUARY).read_bytes() == b"three\n"
    assert list(store.trash) == []


def test_what_stays_as_it_is_is_no_change(store: CorpusStore) -> None:
    _change(store, FileChange(JANUARY, b"one\n"))
    assert _change(store, FileChange(JANUARY, b"one\n"), FileChange(FEBRUARY, None)) == []
    assert len(list(store.audit)) == 1


def test_a_file_that_is_deleted_is_no_loss(store: CorpusStore) -> None:
    _change(store, FileChange(JANUARY, b"one\n"))
    digest = next(iter(store.audit)).hash
    removals = RemovalRecord(store.audit.path.parent)
    assert removals.list_removals() == frozenset()
    _change(store, FileChange(JANUARY, None))
    assert removals.list_removals() == {(JANUARY, digest)}
    _change(store, FileChange(JANUARY, b"two\n"))
    assert removals.list_removals() == frozenset()


def test_a_disk_without_links_is_written_to(
    store: CorpusStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted", str(target))

    _change(store, FileChange(JANUARY, b"one\n"))
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert _change(store, FileChange(JANUARY, b"two\n")) == [("updated", JANUARY)]
    assert (store.corpus / JANUARY).read_bytes() == b"two\n"


def test_a_plan_that_fails_changes_nothing(store: CorpusStore) -> None:
    def fail() -> list[FileChange]:
        raise OSError(errno.EACCES, "Permission denied")

    with pytest.raises(CorpusError, match="nothing was written: permission denied"):
        store.change_files(fail, "feeds", "nothing was written")
    check_nothing_is_lost(store)
    assert list(store.audit) == []
