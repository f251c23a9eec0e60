"""state.db when it is damaged, gone, locked, or on a full disk."""

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.chat.storage.chat_settings import LANGUAGE
from bot.chat.storage.state import State
from bot.chat.storage.state_database import Database
from tests.chat.storage.recovery.states import PAGE, count_rows, fill, is_used_again, list_names
from tests.waiting import wait_for


def test_damage_that_shows_itself_later_is_set_aside_at_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    state = State(tmp_path, bot=1)
    fill(state, 400)
    state.check_file()
    state.close()
    state = State(tmp_path, bot=1)
    path = tmp_path / "state.db"
    with path.open("r+b") as file:
        for page in range(20, path.stat().st_size // PAGE, 2):
            file.seek(page * PAGE)
            file.write(b"\xa5" * PAGE)
    # What it has read already is sound, but the disk is looked at as well.
    assert count_rows(state) == (400, 400, 400)
    state.purge()
    assert count_rows(state) == (400, 400, 400)
    for number in range(1000, 1100):
        assert state.updates.add(number, "{}")
        assert state.settings.get(number, LANGUAGE) is None
    assert caplog.text.count("is damaged") == 1
    state.close()
    with closing(State(tmp_path, bot=1)) as state:
        assert len(list(state.updates.pending())) == 500
    assert caplog.text.count("is damaged") == 1


def test_a_file_cut_off_while_it_is_open_is_noticed(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    fill(state)
    state.purge()
    for name in ("state.db", "state.db-wal"):
        os.truncate(tmp_path / name, 0)
    state.check_file()
    assert state.updates.add(1000, "{}")
    assert state.settings.get(1000, LANGUAGE) is None
    state.close()
    with closing(State(tmp_path, bot=1)) as state:
        assert 1000 in {pending.id for pending in state.updates.pending()}


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[State]:
    """Yield a state that cannot grow, as on a full disk."""
    state = State(tmp_path, bot=1)
    fill(state, 5)
    _limit_pages(state, 1)
    yield state
    state.close()


def _limit_pages(state: State, count: int) -> None:
    database: Database = state._database
    database.select(f"PRAGMA max_page_count = {count}")


def test_on_a_full_disk_all_goes_on_in_memory_and_that_is_said_once(
    limited: State, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(100, 200):
        limited.updates.add(number, "x" * 500)
        limited.settings.set(number, LANGUAGE, "fr")
    limited.purge()
    assert limited.is_in_memory
    assert limited.settings.get(199, LANGUAGE) == "fr"
    assert caplog.text.count("the disk is full: free some space") == 1
    assert len(caplog.records) == 1
    limited.updates.finish(3)
    limited.follows.remove(2, limited.follows.list_chat(2)[0].id)
    with closing(sqlite3.connect(tmp_path / "state.db")) as database:
        assert database.execute("SELECT count(*) FROM updates").fetchone() < (60,)
    # The limit was that of a connection.
    limited.close()
    with closing(State(tmp_path, bot=1)) as state:
        assert [pending.id for pending in state.updates.pending()] == [
            1, 2, 4, 5, *range(100, 200)
        ]  # fmt: skip
        assert len(state.settings.list_chats(LANGUAGE)) == 105
        assert [follow.chat for follow in state.follows.list_all()] == [1, 3, 4, 5]


def test_a_file_that_another_program_has_locked_is_used_again_later(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    state = State(tmp_path, bot=1)
    fill(state, 3)
    with closing(sqlite3.connect(tmp_path / "state.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert state.updates.add(100, "{}")
        state.updates.finish(2)
        assert state.is_in_memory
        assert "another program has locked it" in caplog.text
    wait_for(lambda: is_used_again(state), "the file to be used")
    state.close()
    with closing(State(tmp_path, bot=1)) as state:
        assert [pending.id for pending in state.updates.pending()] == [1, 3, 100]


def test_a_deleted_file_is_made_anew_with_all_that_was_in_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    state = State(data, bot=1)
    fill(state)
    shutil.rmtree(data)
    state.check_file()
    assert not state.is_in_memory
    assert count_rows(state) == (60, 60, 60)
    (follow, *_) = state.follows.list_chat(60)
    assert state.follows.remove(60, follow.id)
    assert state.follows.add(60, "another")
    state.close()
    with closing(State(data, bot=1)) as state:
        assert count_rows(state) == (60, 60, 60)
        assert state.follows.list_chat(60)[0].id > follow.id


def test_a_file_that_took_its_place_keeps_its_settings_and_gets_what_waits(tmp_path: Path) -> None:
    data, backup = tmp_path / "data", tmp_path / "backup"
    other = State(backup, bot=1)
    other.settings.set(9, LANGUAGE, "fr")
    other.close()
    state = State(data, bot=1)
    fill(state, 3)
    data.rename(tmp_path / "old")
    backup.rename(data)
    state.check_file()
    assert count_rows(state) == (3, 1, 0)
    assert state.settings.get(9, LANGUAGE) == "fr"
    state.close()
    with closing(State(tmp_path / "old", bot=1)) as state:
        assert count_rows(state) == (3, 3, 3)


def test_nothing_of_other_users_may_read_the_file_and_its_log(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        state = State(tmp_path / "data", bot=1)
    finally:
        os.umask(mask)
    modes = {path.stat().st_mode & 0o077 for path in (tmp_path / "data").iterdir()}
    assert (modes, (tmp_path / "data").stat().st_mode & 0o777) == ({0}, 0o700)
    state.close()


def test_a_failure_of_the_statement_itself_moves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path, bot=1)
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        database.select("SELECT absent FROM updates")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO updates (bot, id) VALUES (1, 1)")
    assert not database.is_in_memory
    database.close()
    assert list_names(tmp_path) == {"state.db"}


def test_what_comes_after_the_end_moves_nothing(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    fill(state, 3)
    state.close()
    with pytest.raises(sqlite3.ProgrammingError):
        state.updates.add(100, "{}")
    assert list_names(tmp_path) == {"state.db"}
    with closing(State(tmp_path, bot=1)) as state:
        assert count_rows(state) == (3, 3, 3)


def test_the_log_names_what_is_wrong_only_when_it_changes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    state = State(tmp_path, bot=1)
    fill(state)
    for _ in range(5):
        state.check_file()
    state.close()
    assert caplog.text == ""
