"""state.db when it is damaged, gone, locked, or on a full disk."""

import logging
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.chat.storage.answer_record import AnswerRecord
from bot.chat.storage.chat_settings import LANGUAGE
from bot.chat.storage.recovery import state_faults, state_file
from bot.chat.storage.recovery.rescue import delete_old_damage, set_aside
from bot.chat.storage.recovery.state_file import StateError
from bot.chat.storage.state import State
from bot.chat.storage.state_database import Database
from tests.waiting import wait_for

PAGE = 4096


def fill(state: State, count: int = 60) -> None:
    """Store what fills some pages of each table that matters."""
    for number in range(1, count + 1):
        state.updates.add(number, f'{{"question": "{"x" * 300}", "update_id": {number}}}')
        state.settings.set(number, LANGUAGE, "de")
        state.follows.add(number, f"topic {number}")
        record = AnswerRecord("Who? " * 60, date(2026, 1, 7))
        state.answers.remember(number, 2, 3, "digest", record)


def count_rows(state: State) -> tuple[int, int, int]:
    return (
        len(list(state.updates.pending())),
        len(state.settings.list_chats(LANGUAGE)),
        len(state.follows.list_all()),
    )


def list_names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a state with sixty rows in each table."""
    folder = tmp_path_factory.mktemp("sound")
    state = State(folder, bot=1)
    fill(state)
    state.close()
    return (folder / "state.db").read_bytes()


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
    wait_for(lambda: _is_used_again(state), "the file to be used")
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


def _is_used_again(state: State) -> bool:
    state.check_file()
    return not state.is_in_memory


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
    wait_for(lambda: _is_used_again(state), "the file to be used")
    state.close()
    with closing(State(tmp_path, bot=1)) as state:
        assert count_rows(state) == (59, 60, 60)
