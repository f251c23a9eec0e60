"""What is kept when the clock is set, and how long."""

from datetime import date
from pathlib import Path

import pytest

from bot.chat.storage.answer_record import AnswerRecord
from bot.chat.storage.match_store import StoredMatch
from bot.chat.storage.state import State

HOUR = 3600.0
DAY = 24 * HOUR
YEAR = 365 * DAY


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(tmp_path: Path, clock: Clock) -> State:
    state = State(tmp_path, bot=1, clock=clock)
    state.updates.add(1, "{}")
    state.updates.finish(1)
    state.replies.remember(chat=1, message=2, reply=3)
    state.answers.remember(1, 3, 7, "digest", AnswerRecord("Who?", date(2026, 1, 7)))
    state.follows.add(1, "topic")
    state.matches.add(StoredMatch(1, "article", 0, 5, clock()))
    state.arrivals.remember(["article"])
    state.waits.remember(1, clock() + 60)
    state.access.note_refusal(9, clock())
    return state


def list_kept(state: State) -> set[str]:
    kept = {
        "update": not state.updates.add(1, "{}"),
        "reply": state.replies.find(1, 2) is not None,
        "answer": state.answers.find(1, 3) is not None,
        "match": bool(state.matches.list_unsent()),
        "arrival": bool(state.arrivals.list_ids()),
        "wait": state.waits.find(1) > 0,
        "refusal": state.access.find_refusal(9) > 0,
    }
    state.updates.finish(1)
    return {name for name, is_kept in kept.items() if is_kept}


ALL = {"update", "reply", "answer", "match", "arrival", "wait", "refusal"}


@pytest.mark.parametrize(
    ("seconds", "kept"),
    [
        (30.0, ALL),
        (23 * HOUR, ALL - {"wait"}),
        (25 * HOUR, {"reply", "answer", "match", "arrival", "refusal"}),
        (49 * HOUR, {"answer", "arrival"}),
        (31 * DAY, set()),
    ],
)
def test_everything_is_kept_as_long_as_is_promised(
    state: State, clock: Clock, seconds: float, kept: set[str]
) -> None:
    clock.time += seconds
    state.purge()
    assert list_kept(state) == kept


@pytest.mark.parametrize("jump", [YEAR, -YEAR])
def test_a_clock_that_is_set_while_the_bot_runs_makes_nothing_older_or_younger(
    state: State, clock: Clock, jump: float
) -> None:
    clock.time += jump
    state.shift_times(jump)
    state.purge()
    assert list_kept(state) == ALL
    assert state.waits.find(1) == clock() + 60
    clock.time += 31 * DAY
    state.purge()
    assert list_kept(state) == set()


def test_what_was_kept_by_a_clock_that_was_ahead_is_not_kept_for_longer_than_promised(
    state: State, clock: Clock
) -> None:
    clock.time -= YEAR
    state.purge()
    assert {"reply", "answer"} <= list_kept(state)
    clock.time += 31 * DAY
    state.purge()
    assert list_kept(state) <= {"wait"}


def test_a_question_that_waits_is_kept_whatever_the_clock_says(state: State, clock: Clock) -> None:
    state.updates.add(2, "{}")
    for jump in (YEAR, -3 * YEAR, 10 * YEAR):
        clock.time += jump
        state.purge()
        assert [pending.id for pending in state.updates.pending()] == [2]
