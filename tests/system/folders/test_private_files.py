import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.system.folders import private_files
from bot.system.folders.private_files import open_to_others, restrict_new_files


@pytest.fixture
def mask(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Yield the umask of a user, and restore it."""
    monkeypatch.setattr(private_files, "_mask", None)
    earlier = os.umask(0o022)
    yield 0o022
    os.umask(earlier)


def get_mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_new_files_are_for_their_owner_but_for_those_that_are_opened(
    tmp_path: Path, mask: int
) -> None:
    restrict_new_files()
    restrict_new_files()
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    assert (get_mode(tmp_path / "file"), get_mode(tmp_path / "folder")) == (0o600, 0o700)
    open_to_others(tmp_path / "file")
    open_to_others(tmp_path / "folder")
    assert get_mode(tmp_path / "file") == 0o666 & ~mask
    assert get_mode(tmp_path / "folder") == 0o777 & ~mask


def test_nothing_is_opened_where_nothing_is_restricted(tmp_path: Path, mask: int) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "file").chmod(0o600)
    open_to_others(tmp_path / "file")
    assert get_mode(tmp_path / "file") == 0o600
    assert mask
