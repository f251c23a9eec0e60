import sqlite3
from pathlib import Path

import pytest

from bot.system.databases import connect_database, discard_database, is_damage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "some.db") as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE numbers (number INTEGER)")
        database.execute("INSERT INTO numbers VALUES (7)")
    database.close()
    return tmp_path / "some.db"


def test_a_database_beside_which_nothing_can_be_written_can_be_read(path: Path) -> None:
    path.with_name("some.db-shm").mkdir()
    database = connect_database(path, 1)
    assert database.execute("SELECT number FROM numbers").fetchall() == [(7,)]
    with pytest.raises(sqlite3.OperationalError, match="readonly") as refusal:
        database.execute("INSERT INTO numbers VALUES (8)")
    assert not is_damage(refusal.value, path)
    database.close()


def test_a_database_with_a_log_that_cannot_be_read_is_not_read_without_it(path: Path) -> None:
    path.with_name("some.db-shm").mkdir()
    path.with_name("some.db-wal").write_bytes(b"x" * 4096)
    with pytest.raises(sqlite3.OperationalError):
        connect_database(path, 1)


def test_damage_is_told_from_what_the_system_refuses(path: Path) -> None:
    assert is_damage(sqlite3.DatabaseError("database disk image is malformed"))
    database = sqlite3.connect(path)
    with pytest.raises(sqlite3.OperationalError) as error:
        database.execute("SELECT * FROM others")
    assert is_damage(error.value)
    database.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as error:
        sqlite3.connect(path, timeout=0).execute("BEGIN IMMEDIATE")
    assert not is_damage(error.value)
    database.close()


def test_all_files_of_a_database_are_deleted_whatever_they_are(path: Path) -> None:
    path.with_name("some.db-wal").write_bytes(b"x")
    path.with_name("some.db-shm").mkdir()
    discard_database(path)
    assert list(path.parent.iterdir()) == []
