"""What looks after state.db, with clocks that a test sets."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chat.lifecycle.state_keeper import StateKeeper
from bot.chat.storage.state import State
from bot.system.clock_watch import ClockWatch
from bot.system.folders.data_folder import DataFolder, FolderInUseError
from tests.waiting import wait_for_async

YEAR = 365 * 24 * 3600.0


class Clocks:
    """A clock that can be set, and one that cannot."""

    def __init__(self) -> None:
        self.time, self.uptime = 1_800_000_000.0, 100.0

    def pass_time(self, seconds: float, jump: float = 0.0) -> None:
        self.time += seconds + jump
        self.uptime += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def state(tmp_path: Path, clocks: Clocks) -> Iterator[State]:
    state = State(tmp_path / "data", 1, lambda: clocks.time)
    yield state
    state.close()


@pytest.fixture
def keeper(state: State, clocks: Clocks) -> StateKeeper:
    watch = ClockWatch(lambda: clocks.time, lambda: clocks.uptime)
    return StateKeeper(state, None, watch, tick_seconds=0.01)


@pytest.mark.parametrize("jump", [YEAR, -YEAR])
def test_a_clock_that_is_set_is_said_and_purges_nothing(
    state: State,
    keeper: StateKeeper,
    clocks: Clocks,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    jump: float,
) -> None:
    monkeypatch.setattr("bot.chat.lifecycle.state_keeper._PURGE_SECONDS", 0.0)
    state.replies.remember(1, 2, 3)
    clocks.pass_time(60, jump)
    for _ in range(3):
        keeper.work()
    assert state.replies.find(1, 2) == 3
    assert caplog.text.count("The clock was set") == 1
    clocks.pass_time(49 * 3600)
    keeper.work()
    assert state.replies.find(1, 2) is None


def test_what_is_old_is_purged_at_the_start(
    state: State, keeper: StateKeeper, clocks: Clocks
) -> None:
    state.replies.remember(1, 2, 3)
    clocks.pass_time(49 * 3600)
    keeper.work()
    assert state.replies.find(1, 2) is None


async def test_failures_are_logged_once_and_end_nothing(
    state: State,
    keeper: StateKeeper,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = []

    def fail() -> None:
        calls.append(1)
        raise RuntimeError("something that nobody thought of")

    monkeypatch.setattr(state, "check_file", fail)
    task = asyncio.create_task(keeper.run())
    await wait_for_async(lambda: len(calls) > 5, "some calls")
    assert not task.done()
    task.cancel()
    assert caplog.text.count("cannot be looked after") == 1


def test_a_folder_that_another_bot_took_ends_the_work(state: State, tmp_path: Path) -> None:
    path = tmp_path / "data"
    with DataFolder(path).hold() as folder:
        keeper = StateKeeper(state, folder)
        keeper.work()
        (path / "run.lock").unlink()
        with DataFolder(path).hold(), pytest.raises(FolderInUseError):
            keeper.work()
