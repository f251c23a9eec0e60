from pathlib import Path

import pytest

from bot.corpus.folder import CorpusFolder
from bot.corpus.manifest.file_record import FileVersion
from bot.index.sync.pending import count_text_bytes, find_pending


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    (tmp_path / "b.jsonl.gz").write_bytes(b"x" * 50)
    return tmp_path


def _known(path: Path) -> FileVersion:
    status = path.stat()
    return FileVersion(status.st_size, status.st_mtime_ns, "hash")


def test_an_unknown_file_is_pending_with_its_size(folder: Path) -> None:
    found = find_pending([CorpusFolder(folder)], {}, Path.exists)
    assert found.files == {str(folder / "a.txt"), str(folder / "b.jsonl.gz")}
    assert found.text_bytes == 100 + 3 * 50
    assert found.contains(folder / "a.txt")
    assert not found.contains(folder / "c.txt")


def test_a_known_file_is_pending_once_it_changes(folder: Path) -> None:
    known = {str(path): _known(path) for path in folder.iterdir()}
    found = find_pending([CorpusFolder(folder)], known, Path.exists)
    assert (found.files, found.text_bytes) == (frozenset(), 0)
    (folder / "a.txt").write_bytes(b"y")
    found = find_pending([CorpusFolder(folder)], known, Path.exists)
    assert found.files == {str(folder / "a.txt")}
    assert found.text_bytes == 100  # what it had has to go


def test_a_file_whose_update_was_interrupted_is_pending_again(folder: Path) -> None:
    known = {str(path): FileVersion(0, 0, "") for path in folder.iterdir()}
    assert len(find_pending([CorpusFolder(folder)], known, Path.exists).files) == 2


def test_a_deleted_file_counts_with_its_former_size(folder: Path) -> None:
    known = {str(path): _known(path) for path in folder.iterdir()}
    (folder / "b.jsonl.gz").unlink()
    found = find_pending([CorpusFolder(folder)], known, Path.exists)
    assert (found.files, found.text_bytes) == (frozenset(), 150)


def test_a_file_in_an_unreachable_folder_is_not_deleted(folder: Path) -> None:
    away = folder / "away"
    known = {str(away / "c.txt"): FileVersion(1000, 1, "hash")}
    assert find_pending([CorpusFolder(away)], known, Path.exists).text_bytes == 0


def test_only_changed_files_are_checked_for_being_ready(
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
def test_a_compressed_file_counts_more_than_its_size(name: str) -> None:
    assert count_text_bytes(name, 10) == 30
