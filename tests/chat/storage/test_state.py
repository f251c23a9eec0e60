import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.chat.storage.answer_record import AnswerRecord
from bot.chat.storage.chat_settings import LANGUAGE
from bot.chat.storage.recovery.state_file import StateError
from bot.chat.storage.state import State
from bot.chat.storage.state_database import NewerStateError


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "new" / "data", bot=1)


def test_an_update_is_stored_once(state: State) -> None:
    assert state.updates.add(7, "{}")
    assert not state.updates.add(7, "{}")


def test_a_handled_update_stays_known_without_its_words(state: State) -> None:
    state.updates.add(7, '"secret"')
    state.updates.finish(7)
    assert list(state.updates.pending()) == []
    assert not state.updates.add(7, "{}")


def test_what_was_not_handled_is_pending_in_the_order_of_arrival(state: State) -> None:
    for number in (9, 3, 5):
        state.updates.add(number, str(number))
    state.updates.finish(3)
    assert [pending.body for pending in state.updates.pending()] == ["9", "5"]


def test_attempts_are_counted_and_taken_back(state: State) -> None:
    state.updates.add(7, "{}")
    state.updates.begin(7)
    state.updates.begin(7)
    state.updates.release(7)
    (pending,) = state.updates.pending()
    assert pending.attempts == 1


def test_another_bot_finds_nothing_of_the_first(state: State, tmp_path: Path) -> None:
    state.updates.add(7, "{}")
    state.replies.remember(chat=1, message=2, reply=3)
    other = State(tmp_path / "new" / "data", bot=2)
    assert list(other.updates.pending()) == []
    assert other.replies.find(1, 2) is None
    assert other.updates.add(7, "{}")


def test_a_reply_is_found_by_its_question(state: State) -> None:
    state.replies.remember(chat=1, message=2, reply=3)
    state.replies.remember(chat=1, message=2, reply=4)
    assert state.replies.find(1, 2) == 4
    assert state.replies.find(2, 2) is None


def test_old_numbers_are_dropped_but_never_a_question_that_waits(state: State) -> None:
    state.updates.add(1, "waits")
    state.updates.add(2, "handled")
    state.updates.finish(2)
    state.replies.remember(chat=1, message=2, reply=3)
    state.purge(hours=-1)
    assert [pending.id for pending in state.updates.pending()] == [1]
    assert state.updates.add(2, "{}")
    assert state.replies.find(1, 2) is None


def test_a_handled_question_is_gone_from_the_files(state: State, tmp_path: Path) -> None:
    state.updates.add(7, "a question that nobody else should read")
    state.updates.finish(7)
    state.purge()
    files = (tmp_path / "new" / "data").glob("state.db*")
    assert not any(b"nobody else" in file.read_bytes() for file in files)


def test_a_setting_of_a_chat_is_kept_until_it_is_taken_back(state: State) -> None:
    assert state.settings.get(1, LANGUAGE) is None
    state.settings.set(1, LANGUAGE, "de")
    state.settings.set(1, LANGUAGE, "fr")
    state.purge(hours=-1)
    assert state.settings.get(1, LANGUAGE) == "fr"
    assert state.settings.get(2, LANGUAGE) is None
    assert state.settings.list_chats(LANGUAGE) == {1: "fr"}
    state.settings.set(1, LANGUAGE, None)
    assert state.settings.get(1, LANGUAGE) is None


def test_a_group_that_became_another_keeps_its_settings(state: State) -> None:
    state.settings.set(1, LANGUAGE, "de")
    state.settings.move(1, 2)
    assert state.settings.get(1, LANGUAGE) is None
    assert state.settings.get(2, LANGUAGE) == "de"
    state.settings.forget(2)
    assert state.settings.get(2, LANGUAGE) is None


_OLD_SCHEMAS = {
    1: "",
    2: "CREATE TABLE languages (bot INTEGER, chat INTEGER, language TEXT NOT NULL, "
    "PRIMARY KEY (bot, chat)) WITHOUT ROWID; INSERT INTO languages VALUES (1, 5, 'de');",
}


def _write_old_file(folder: Path, version: int) -> None:
    database = sqlite3.connect(folder / "state.db", isolation_level=None)
    database.executescript(
        "CREATE TABLE updates (bot INTEGER, id INTEGER, received REAL NOT NULL, body TEXT, "
        "attempts INTEGER NOT NULL DEFAULT 0, sending INTEGER NOT NULL DEFAULT 0, "
        "PRIMARY KEY (bot, id)) WITHOUT ROWID;"
        "CREATE TABLE replies (bot INTEGER, chat INTEGER, message INTEGER, "
        "reply INTEGER NOT NULL, sent REAL NOT NULL, "
        "PRIMARY KEY (bot, chat, message)) WITHOUT ROWID;"
        "INSERT INTO replies VALUES (1, 1, 2, 3, 4.5);"
        "INSERT INTO updates VALUES (1, 7, 4.5, '{}', 2, 1), (1, 6, 4.5, NULL, 1, 0);"
    )
    database.executescript(_OLD_SCHEMAS[version])
    database.execute(f"PRAGMA user_version = {version}")
    database.close()


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    _write_old_file(tmp_path, version)
    state = State(tmp_path, bot=1)
    assert [(p.id, p.body, p.attempts) for p in state.updates.pending()] == [(7, "{}", 2)]
    assert not state.updates.add(6, "{}")
    assert state.replies.find(1, 2) == 3
    assert state.settings.get(5, LANGUAGE) == ("de" if version == 2 else None)
    state.answers.remember(1, 3, 7, "digest", AnswerRecord("Who?", date(2026, 1, 7)))
    assert state.answers.find(1, 3) is not None
    state.close()
    assert [file.name for file in tmp_path.iterdir()] == ["state.db"]  # nothing is set aside


def test_a_file_of_version_3_keeps_its_rows_and_gets_the_tables_that_it_lacks(
    tmp_path: Path,
) -> None:
    with closing(State(tmp_path, bot=1)) as state:
        state.updates.add(7, "{}")
        state.settings.set(5, LANGUAGE, "de")
        state.follows.add(5, "ferries")
    with closing(sqlite3.connect(tmp_path / "state.db")) as database:
        for table in ("access_requests", "unanswered_counts", "unanswered_topics"):
            database.execute(f"DROP TABLE {table}")
        database.execute("PRAGMA user_version = 3")
    with closing(State(tmp_path, bot=1)) as state:
        assert [pending.id for pending in state.updates.pending()] == [7]
        assert state.settings.get(5, LANGUAGE) == "de"
        assert [follow.topic for follow in state.follows.list_all()] == ["ferries"]
        state.access.note_refusal(9, 4.5)
        assert state.access.find_refusal(9) == 4.5
        state.unanswered_topics.add({"ferri": "ferries"}, 1, date(2026, 1, 7))
    assert [file.name for file in tmp_path.iterdir()] == ["state.db"]  # nothing is set aside


@pytest.mark.parametrize("version", [1, 2])
def test_a_damaged_file_of_an_earlier_version_is_rescued_too(tmp_path: Path, version: int) -> None:
    _write_old_file(tmp_path, version)
    with closing(sqlite3.connect(tmp_path / "state.db")) as database:
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'replies'"
        ).fetchone()
    with (tmp_path / "state.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    state = State(tmp_path, bot=1)
    assert [(p.id, p.body, p.attempts) for p in state.updates.pending()] == [(7, "{}", 2)]
    assert state.settings.get(5, LANGUAGE) == ("de" if version == 2 else None)
    assert state.replies.find(1, 2) is None
    state.close()


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "state.db") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(NewerStateError, match=r"of version 99.*start the newer one again"):
        State(tmp_path, bot=1)
    assert [file.name for file in tmp_path.iterdir()] == ["state.db"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="Not a directory"):
        State(tmp_path / "file" / "data", bot=1)
