"""Starts on a state.db that is damaged, refused, or on a full disk."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.chat.storage.recovery import state_faults, state_file
from bot.chat.storage.recovery.rescue import delete_old_damage, set_aside
from bot.chat.storage.recovery.state_file import StateError
from bot.chat.storage.state import State
from tests.chat.storage.recovery.states import PAGE, count_rows, is_used_again, list_names
from tests.waiting import wait_for


def test_whatever_page_is_overwritten_the_bot_starts_and_keeps_the_other_tables(
    sound: bytes, tmp_path: Path
) -> None:
    generator = random.Random(7)
    path = tmp_path / "state.db"
    for page in range(len(sound) // PAGE):
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        start = page * PAGE
        garbage = generator.choice([bytes(PAGE), generator.randbytes(PAGE), b"\xff" * PAGE])
        path.write_bytes(sound[:start] + garbage + sound[start + PAGE :])
        state = State(tmp_path, bot=1)
        # One page is of one table; only that of the schema takes all along.
        is_kept = [count == 60 for count in count_rows(state)]
        assert sum(is_kept) >= 2 or page < 3, page
        assert state.updates.add(1000, "{}")
        state.close()
        is_aside = any("damaged" in name for name in list_names(tmp_path))
        assert is_aside or all(is_kept), page


@pytest.mark.parametrize("size", [0, 1, 100, PAGE, 3 * PAGE, 5 * PAGE + 17])
def test_a_file_that_was_cut_off_is_set_aside(sound: bytes, tmp_path: Path, size: int) -> None:
    (tmp_path / "state.db").write_bytes(sound[:size])
    state = State(tmp_path, bot=1)
    assert state.updates.add(1000, "{}")
    state.close()
    assert any("damaged" in name for name in list_names(tmp_path))
    State(tmp_path, bot=1).close()
    assert sum("damaged" in name for name in list_names(tmp_path)) == 1


@pytest.mark.parametrize("name", ["state.db", "state.db-wal", "state.db-shm"])
def test_a_folder_in_the_place_of_a_file_is_set_aside(tmp_path: Path, name: str) -> None:
    (tmp_path / name / "inside").mkdir(parents=True)
    state = State(tmp_path, bot=1)
    assert state.updates.add(1, "{}")
    state.close()
    assert any("damaged" in name for name in list_names(tmp_path))


@pytest.mark.parametrize("name", ["state.db-wal", "state.db-shm"])
@pytest.mark.parametrize("content", [b"", b"x" * 10, os.urandom(40_000)])
def test_a_damaged_log_does_not_stop_the_start(
    sound: bytes, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / "state.db").write_bytes(sound)
    (tmp_path / name).write_bytes(content)
    with closing(State(tmp_path, bot=1)) as state:
        assert count_rows(state) == (60, 60, 60)


def test_a_database_of_another_program_is_set_aside(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "state.db")) as database, database:
        database.execute("CREATE TABLE updates (a)")
    with closing(State(tmp_path, bot=1)) as state:
        assert state.updates.add(1, "{}")


def test_what_is_set_aside_replaces_nothing_that_was_set_aside_before(tmp_path: Path) -> None:
    targets = set()
    for number in range(3):
        for suffix in ("", "-wal"):
            (tmp_path / f"state.db{suffix}").write_text(f"{number}{suffix}")
        targets.add(set_aside(tmp_path / "state.db"))
    assert len(targets) == 3
    texts = {file.read_text() for file in tmp_path.iterdir()}
    assert texts == {"0", "1", "2", "0-wal", "1-wal", "2-wal"}


def test_what_is_set_aside_is_deleted_after_its_time(tmp_path: Path) -> None:
    (tmp_path / "state.db").write_text("secret")
    target = set_aside(tmp_path / "state.db")
    delete_old_damage(tmp_path / "state.db", target.stat().st_mtime - 1)
    assert target.exists()
    delete_old_damage(tmp_path / "state.db", target.stat().st_mtime + 1)
    assert list_names(tmp_path) == set()


def test_a_file_that_may_not_be_read_is_refused_with_what_to_do_and_stays(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "state.db").write_bytes(sound)
    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "access", lambda place, mode: place == tmp_path)
    with pytest.raises(StateError, match=r"permission denied: allow .* to read and write .*chown"):
        State(tmp_path, bot=1)
    assert (tmp_path / "state.db").read_bytes() == sound
    assert list_names(tmp_path) == {"state.db"}


def test_a_start_on_a_full_disk_serves_from_memory_and_writes_later(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state.db").write_bytes(sound)
    with monkeypatch.context() as full_disk:

        def refuse(*arguments: object) -> int:
            raise OSError(28, "No space left on device")

        full_disk.setattr(os, "open", refuse)
        full_disk.setattr(state_file, "is_full", lambda path, error: True)
        full_disk.setattr(state_faults, "is_full", lambda path, error: True)
        state = State(tmp_path, bot=1)
        assert count_rows(state) == (60, 60, 60)
        state.updates.finish(1)
        assert state.is_in_memory
        assert caplog.text.count("the disk is full: free some space") == 1
    wait_for(lambda: is_used_again(state), "the file to be used")
    state.close()
    with closing(State(tmp_path, bot=1)) as state:
        assert count_rows(state) == (59, 60, 60)
