from pathlib import Path

import pytest

from bot.corpus.folder import CorpusFolder
from bot.index.sync.manifest import FileState
from bot.index.sync.pending import count_text_bytes, find_pending


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    (tmp_path / "b.jsonl.gz").write_bytes(b"x" * 50)
    return tmp_path


def _known(path: Path) -> FileState:
    status = path.stat()
    return FileState(status.st_size, status.st_mtime_ns, "hash")


def test_what_is_not_known_is_due_with_its_weight(folder: Path) -> None:
    found = find_pending([CorpusFolder(folder)], {}, Path.exists)
    assert found.files == {str(folder / "a.txt"), str(folder / "b.jsonl.gz")}
    assert found.weight == 100 + 3 * 50
    assert found.has(folder / "a.txt")
    assert not found.has(folder / "c.txt")


def test_what_is_known_as_it_is_waits_for_a_change(folder: Path) -> None:
    known = {str(path): _known(path) for path in folder.iterdir()}
    found = find_pending([CorpusFolder(folder)], known, Path.exists)
    assert (found.files, found.weight) == (frozenset(), 0)
    (folder / "a.txt").write_bytes(b"y")
    found = find_pending([CorpusFolder(folder)], known, Path.exists)
    assert found.files == {str(folder / "a.txt")}
    assert found.weight == 100  # what it had has to go


def test_a_file_of_which_the_last_update_broke_off_is_due_again(folder: Path) -> None:
    known = {str(path): FileState(0, 0, "") for path in folder.iterdir()}
    assert len(find_pending([CorpusFolder(folder)], known, Path.exists).files) == 2


def test_what_is_gone_weighs_what_it_had_and_is_no_file(folder: Path) -> None:
    known = {str(path): _known(path) for path in folder.iterdir()}
    (folder / "b.jsonl.gz").unlink()
    found = find_pending([CorpusFolder(folder)], known, Path.exists)
    assert (found.files, found.weight) == (frozenset(), 150)


def test_what_cannot_be_seen_is_not_gone(folder: Path) -> None:
    away = folder / "away"
    known = {str(away / "c.txt"): FileState(1000, 1, "hash")}
    assert find_pending([CorpusFolder(away)], known, Path.exists).weight == 0


def test_who_is_asked_whether_a_file_is_ready_is_asked_for_changed_ones_alone(
    folder: Path,
) -> None:
    known = {str(folder / "a.txt"): _known(folder / "a.txt")}
    asked: list[Path] = []

    def ready(path: Path) -> bool:
        asked.append(path)
        return False

    found = find_pending([CorpusFolder(folder), CorpusFolder(folder)], known, ready)
    assert (found.files, asked) == (frozenset(), [folder / "b.jsonl.gz"])


@pytest.mark.parametrize("name", ["a.jsonl.gz", "A.ZIP", "a.tar.xz", "a.tgz"])
def test_what_is_packed_weighs_more_than_its_size(name: str) -> None:
    assert count_text_bytes(name, 10) == 30
