import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.storage.admins.state_reader import StateReader
from bot.chat.storage.admins.unanswered_store import UnansweredTopic, list_shared_topics
from bot.chat.storage.recovery import sweeper
from bot.chat.storage.state import State
from tests.chat.storage.recovery.test_sweeper import count_traces, sweep

DAY = date(2026, 3, 7)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path, bot=1)
    yield state
    state.close()


def test_a_topic_is_listed_once_two_people_asked_it(state: State) -> None:
    store = state.unanswered_topics
    for _ in range(3):
        store.add({"toulous": "Toulouse"}, 1, DAY)
    assert store.list_topics(DAY) == []
    store.add({"toulous": "TOULOUSE"}, 2, DAY)
    assert store.list_topics(DAY) == [UnansweredTopic(("Toulouse",), 4)]


def test_the_same_person_on_another_day_is_still_one_person(state: State) -> None:
    state.unanswered_topics.add({"secret": "secret"}, 1, DAY)
    state.unanswered_topics.add({"secret": "secret"}, 1, DAY + timedelta(1))
    assert state.unanswered_topics.list_topics(DAY) == []


def test_only_the_days_that_are_wanted_count(state: State) -> None:
    for day in (0, 1, 2):
        state.unanswered_topics.add({"a": "a"}, day, DAY + timedelta(day))
    assert state.unanswered_topics.list_topics(DAY + timedelta(1)) == [UnansweredTopic(("a",), 2)]


def test_neither_numbers_nor_linked_digests_of_people_are_kept(
    state: State, tmp_path: Path
) -> None:
    state.unanswered_topics.add({"a": "a", "b": "b"}, 4_711_471_147, DAY)
    state.unanswered_topics.add({"c": "c"}, 4_711_471_147, DAY)
    with closing(sqlite3.connect(tmp_path / "state.db")) as database:
        digests = [row[0] for row in database.execute("SELECT asker FROM unanswered_topics")]
        assert len(set(digests)) == 3
        assert "4711471147" not in "\n".join(database.iterdump())
        state.unanswered_topics.add({"a": "a"}, 2, DAY)
        rows = database.execute("SELECT salt, asker FROM unanswered_topics WHERE topic = 'a'")
        assert rows.fetchall() == [(None, None)]


def test_what_is_old_or_cleared_is_gone_from_the_files(state: State, tmp_path: Path) -> None:
    state.unanswered_topics.add({"rareword": "rareword"}, 1, DAY)
    state.unanswered_topics.purge(DAY + timedelta(1))
    state.unanswered_topics.add({"otherword": "otherword"}, 1, DAY)
    state.unanswered_topics.clear()
    state.purge()
    content = b"".join(file.read_bytes() for file in tmp_path.glob("state.db*"))
    assert b"rareword" not in content
    assert b"otherword" not in content


def test_another_process_reads_the_topics_of_its_bot(state: State, tmp_path: Path) -> None:
    for person in (1, 2):
        state.unanswered_topics.add({"a": "a"}, person, DAY)
    for bot, count in ((1, 1), (2, 0)):
        with closing(StateReader(tmp_path, bot)) as reader:
            assert len(list_shared_topics(reader, DAY)) == count
    with pytest.raises(sqlite3.OperationalError):
        StateReader(tmp_path / "nowhere", 1)
    assert not (tmp_path / "nowhere").exists()


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abc"), st.integers(0, 3))))
def test_no_topic_of_one_person_is_ever_listed(
    tmp_path_factory: pytest.TempPathFactory, questions: list[tuple[int, str, int]]
) -> None:
    state = State(tmp_path_factory.mktemp("data"), bot=1)
    for person, topic, day in questions:
        state.unanswered_topics.add({topic: topic}, person, DAY + timedelta(day))
    topics = {topic.words[0]: topic.count for topic in state.unanswered_topics.list_topics(DAY)}
    for letter in "abc":
        people = {person for person, topic, _ in questions if topic == letter}
        count = sum(topic == letter for _, topic, _ in questions)
        assert topics.get(letter) == (count if len(people) > 1 else None)
    state.close()


@pytest.mark.parametrize("is_cleared", [True, False])
def test_no_byte_is_left_of_topics_that_are_cleared_or_old(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_cleared: bool
) -> None:
    monkeypatch.setattr(sweeper, "_IDLE_SECONDS", 0.0)
    words = [f"<word-{number:04}>" for number in range(300)]
    for number, word in enumerate(words):
        state.unanswered_topics.add({word: word * (1 + number % 9)}, 1, DAY)
    assert count_traces(tmp_path, words) == len(words)
    if is_cleared:
        state.unanswered_topics.clear()
    else:
        state.unanswered_topics.purge(DAY + timedelta(1))
    sweep(state, tmp_path, words)
    assert count_traces(tmp_path, words) == 0
