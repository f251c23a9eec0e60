import sqlite3
from pathlib import Path

import pytest

from bot.chat.transport.state import State, StateError


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "new" / "data", bot=1)


def test_an_update_is_stored_once(state: State) -> None:
    assert state.add(7, "{}")
    assert not state.add(7, "{}")


def test_a_handled_update_stays_known_without_its_words(state: State) -> None:
    state.add(7, '"secret"')
    state.finish(7)
    assert list(state.pending()) == []
    assert not state.add(7, "{}")


def test_what_was_not_handled_is_pending_in_the_order_of_arrival(state: State) -> None:
    for number in (9, 3, 5):
        state.add(number, str(number))
    state.finish(3)
    assert [pending.body for pending in state.pending()] == ["9", "5"]


def test_attempts_are_counted_and_taken_back(state: State) -> None:
    state.add(7, "{}")
    state.begin(7)
    state.begin(7)
    state.release(7)
    (pending,) = state.pending()
    assert pending.attempts == 1


def test_an_answer_under_way_is_known_after_a_crash(state: State, tmp_path: Path) -> None:
    state.add(7, "{}")
    state.begin(7)
    state.mark_sending(7, is_sending=True)
    (pending,) = State(tmp_path / "new" / "data", bot=1).pending()
    assert pending.is_sending


def test_another_bot_finds_nothing_of_the_first(state: State, tmp_path: Path) -> None:
    state.add(7, "{}")
    state.remember_reply(chat=1, message=2, reply=3)
    other = State(tmp_path / "new" / "data", bot=2)
    assert list(other.pending()) == []
    assert other.find_reply(1, 2) is None
    assert other.add(7, "{}")


def test_a_reply_is_found_by_its_question(state: State) -> None:
    state.remember_reply(chat=1, message=2, reply=3)
    state.remember_reply(chat=1, message=2, reply=4)
    assert state.find_reply(1, 2) == 4
    assert state.find_reply(2, 2) is None


def test_old_numbers_are_dropped_but_never_a_question_that_waits(state: State) -> None:
    state.add(1, "waits")
    state.add(2, "handled")
    state.finish(2)
    state.remember_reply(chat=1, message=2, reply=3)
    state.purge(hours=-1)
    assert [pending.id for pending in state.pending()] == [1]
    assert state.add(2, "{}")
    assert state.find_reply(1, 2) is None


def test_a_handled_question_is_gone_from_the_files(state: State, tmp_path: Path) -> None:
    state.add(7, "a question that nobody else should read")
    state.finish(7)
    state.purge()
    files = (tmp_path / "new" / "data").glob("state.db*")
    assert not any(b"nobody else" in file.read_bytes() for file in files)


def test_a_file_of_another_kind_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "state.db").write_text("this is no database, however long it may be " * 40)
    with pytest.raises(StateError, match=r"state\.db: it cannot be read .* move the file away"):
        State(tmp_path, bot=1)


def test_the_language_of_a_chat_is_kept_until_it_is_forgotten(state: State) -> None:
    assert state.find_language(1) is None
    state.remember_language(1, "de")
    state.remember_language(1, "fr")
    state.purge(hours=-1)
    assert state.find_language(1) == "fr"
    assert state.find_language(2) is None
    state.forget_language(1)
    assert state.find_language(1) is None


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    state.remember_reply(chat=1, message=2, reply=3)
    state.close()
    with sqlite3.connect(tmp_path / "state.db") as database:
        database.execute("DROP TABLE languages")
        database.execute("PRAGMA user_version = 1")
    database.close()
    state = State(tmp_path, bot=1)
    state.remember_language(1, "de")
    assert (state.find_language(1), state.find_reply(1, 2)) == ("de", 3)


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "state.db") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(StateError, match="it has version 99"):
        State(tmp_path, bot=1)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="it cannot be opened"):
        State(tmp_path / "file" / "data", bot=1)
