from datetime import date
from pathlib import Path

import pytest

from bot.chat.storage.state import State

DAY = date(2026, 1, 7)


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


def test_a_person_counts_once_on_a_message_and_may_change_the_vote(state: State) -> None:
    assert state.votes.cast(1, 2, 7, "+", DAY)
    assert not state.votes.cast(1, 2, 7, "+", DAY)
    assert state.votes.cast(1, 2, 8, "+", DAY)
    assert state.votes.count() == {"+": 2}
    assert state.votes.cast(1, 2, 7, "-", DAY)
    assert state.votes.count() == {"+": 1, "-": 1}


def test_counts_stay_when_voters_are_forgotten(state: State) -> None:
    state.votes.cast(1, 2, 7, "+", DAY)
    state.purge(days=-1)
    assert state.votes.count() == {"+": 1}
    assert state.votes.cast(1, 2, 7, "+", DAY)
