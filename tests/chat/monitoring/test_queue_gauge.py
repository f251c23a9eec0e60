"""Whether chats wait for the bot: not the last of a thousand messages, nor Telegram's pauses."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.chat.monitoring.measures import UpdateBacklog
from bot.chat.monitoring.queue_gauge import QueueGauge, find_chat
from bot.chat.storage.state import State

BOT = 5


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path, BOT)
    yield state
    state.close()


def write(chat: int) -> str:
    return json.dumps({"update_id": 1, "message": {"chat": {"id": chat}, "text": "?"}})


def arrive(state: State, folder: Path, number: int, chat: int, age: float) -> None:
    state.updates.add(number, write(chat))
    with closing(sqlite3.connect(folder / "state.db")) as database, database:
        database.execute(
            "UPDATE updates SET received = ? WHERE id = ?", (time.time() - age, number)
        )


def test_nothing_waits_at_first(state: State) -> None:
    backlog = QueueGauge(state)
    assert backlog.measure() == UpdateBacklog()
    assert backlog.check(backlog.measure()).detail == "nothing waits"


def test_the_oldest_update_that_is_not_handled_decides(state: State, tmp_path: Path) -> None:
    arrive(state, tmp_path, 1, chat=7, age=900)
    arrive(state, tmp_path, 2, chat=8, age=300)
    arrive(state, tmp_path, 3, chat=9, age=5)
    state.updates.finish(1)
    backlog = QueueGauge(state, longest_wait=120)
    measure = backlog.measure()
    assert measure.length == 2
    assert measure.age == pytest.approx(300, abs=60)
    assert measure.longest_wait == measure.age
    check = backlog.check(measure)
    assert not check.is_ok
    assert check.detail.startswith("2 waiting; the longest wait is 30")
    assert check.detail.endswith(" s, more than 120 s")


def test_a_chat_that_is_answered_all_the_time_does_not_wait(state: State, tmp_path: Path) -> None:
    for number in range(500):
        arrive(state, tmp_path, number, chat=7, age=600 - number)
    backlog = QueueGauge(state, lambda chat: 3.0 if chat == 7 else None)
    measure = backlog.measure()
    assert measure.length == 500
    assert measure.age > 590
    assert measure.longest_wait == 3.0
    assert backlog.check(measure).is_ok


def test_a_chat_that_telegram_makes_wait_does_not_wait_for_the_bot(
    state: State, tmp_path: Path
) -> None:
    arrive(state, tmp_path, 1, chat=7, age=600)
    state.waits.remember(7, time.time() + 600)
    assert QueueGauge(state).check(QueueGauge(state).measure()).is_ok
    state.waits.remember(7, time.time() - 1)
    assert not QueueGauge(state).check(QueueGauge(state).measure()).is_ok


@pytest.mark.parametrize(
    ("body", "chat"),
    [
        (write(7), 7),
        ('{"update_id": 1, "callback_query": {"id": "x", "message": {"chat": {"id": -8}}}}', -8),
        ('{"update_id": 1, "my_chat_member": {"chat": {"id": 9}}}', 9),
        ('{"update_id": 1, "callback_query": {"id": "x"}}', 0),
        ('{"update_id": 1}', 0),
        ("[]", 0),
        ("no JSON", 0),
    ],
)
def test_the_chat_of_any_stored_update_is_known(body: str, chat: int) -> None:
    assert find_chat(body) == chat
