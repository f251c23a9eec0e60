import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.chat.storage.match_store import StoredMatch
from bot.chat.storage.state import State


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


def follow(state: State, topic: str = "milk prices", chat: int = 5) -> int:
    state.follows.add(chat, topic)
    return next(each.id for each in state.follows.list_chat(chat) if each.topic == topic)


def match(follow: int, article: str = "a", time: float = 100.0) -> StoredMatch:
    return StoredMatch(follow, article, 3, 9, time)


def test_an_article_is_noted_for_a_follow_once(state: State) -> None:
    milk, cup = follow(state), follow(state, "cup")
    state.matches.add(match(milk))
    state.matches.add(StoredMatch(milk, "a", 0, 1, 200.0))
    state.matches.add(match(cup, time=50.0))
    assert state.matches.list_unsent() == {milk: [match(milk)], cup: [match(cup, time=50.0)]}


def test_what_was_sent_is_not_sent_again_and_yet_remembered(state: State) -> None:
    milk = follow(state)
    state.matches.add(match(milk, "b", 200.0))
    state.matches.add(match(milk, "a"))
    (first, second) = state.matches.list_unsent()[milk]
    assert (first.article, second.article) == ("a", "b")
    state.matches.mark_sent([first], 300.0)
    assert state.matches.list_unsent() == {milk: [second]}
    assert state.matches.list_recent(150.0) == {milk: [second]}
    assert state.matches.list_recent(0.0) == {milk: [first, second]}
    assert [each.last_notice for each in state.follows.list_chat(5)] == [300.0]


def test_a_follow_that_is_stopped_takes_its_matches_along(state: State) -> None:
    milk = follow(state)
    state.matches.add(match(milk))
    state.follows.remove(5, milk)
    assert state.matches.list_recent(0.0) == {}
    state.matches.add(match(milk))  # it was found while the follow was stopped
    assert state.matches.list_unsent() == {}


def test_nothing_is_left_of_a_topic_in_the_file(state: State, tmp_path: Path) -> None:
    milk = follow(state, "the unmistakable topic")
    state.follows.remove(5, milk)
    files = [path for path in tmp_path.iterdir() if path.name.startswith("state.db")]
    assert files
    assert not any(b"unmistakable" in path.read_bytes() for path in files)


def test_another_bot_sees_nothing_of_it(state: State, tmp_path: Path) -> None:
    milk = follow(state)
    state.matches.add(match(milk))
    other = State(tmp_path, bot=2)
    assert other.matches.list_recent(0.0) == {}
    other.matches.add(match(milk, "b"))
    assert [each.article for each in state.matches.list_unsent()[milk]] == ["a"]


def test_old_matches_are_dropped(state: State) -> None:
    milk = follow(state)
    state.matches.add(match(milk))
    state.matches.add(match(milk, "b", 1e12))
    state.purge()
    assert [each.article for each in state.matches.list_recent(0.0)[milk]] == ["b"]


def test_a_chat_that_is_closed_follows_nothing_and_one_that_moved_the_same(state: State) -> None:
    follow(state, "cup", 5), follow(state, "cup", 6), follow(state, "milk", 7)
    state.follows.forget(6)
    state.follows.move(7, -100)
    assert [(each.chat, each.topic) for each in state.follows.list_all()] == [
        (5, "cup"), (-100, "milk"),
    ]  # fmt: skip


def test_a_group_that_becomes_another_follows_no_topic_twice(state: State) -> None:
    follow(state, "cup", 5), follow(state, "cup", -100)
    state.follows.move(5, -100)
    assert [each.topic for each in state.follows.list_chat(-100)] == ["cup"]


def test_an_earlier_state_gets_the_new_tables(tmp_path: Path) -> None:
    State(tmp_path, bot=1).close()
    with closing(sqlite3.connect(tmp_path / "state.db")) as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert {"follows", "matches", "arrivals"} <= names
