import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.system import pseudonyms
from bot.system.log_lines.pseudonyms import hash_id, use_key


@pytest.fixture(autouse=True)
def _keep_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(pseudonyms, "_key", b"0" * 32)
    yield


def test_a_number_has_one_pseudonym_for_each_key(monkeypatch: pytest.MonkeyPatch) -> None:
    name = hash_id(1001)
    assert name == hash_id(1001) != hash_id(1002)
    assert len(name) == 10
    monkeypatch.setattr(pseudonyms, "_key", b"1" * 32)
    assert hash_id(1001) != name


def test_a_restart_keeps_it_and_nobody_else_may_read_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_key(tmp_path / "data")
    name, key = hash_id(1001), tmp_path / "data" / "log.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    monkeypatch.setattr(pseudonyms, "_key", b"2" * 32)
    use_key(tmp_path / "data")
    assert hash_id(1001) == name
    key.unlink()
    monkeypatch.setattr(pseudonyms, "_key", b"3" * 32)
    use_key(tmp_path / "data")
    assert hash_id(1001) != name


def test_a_key_that_was_cut_off_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "log.key").write_bytes(b"short")
    use_key(tmp_path)
    assert len((tmp_path / "log.key").read_bytes()) == 32


def test_without_a_folder_the_process_has_a_key_of_its_own(tmp_path: Path) -> None:
    name = hash_id(1001)
    (tmp_path / "data").write_text("not a folder")
    use_key(tmp_path / "data")
    assert hash_id(1001) == name
