import asyncio
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.soak.journal import Journal
from benchmarks.soak.processes import (
    HARNESS,
    ProcessorClock,
    Sampler,
    name_role,
    read_memory,
)
from benchmarks.soak.service import FAULT_SHARES, RandomFaults, RecordingServer
from benchmarks.soak.supervisor import SoakBot, Supervisor, await_condition
from tests.processes import command, list_family
from tests.telegram.faults import Kind
from tests.waiting import LAST_RESORT, wait_for_async

CARELESS = (sys.executable, "-m", "tests.benchmarks.soak.careless_bot", "0", "0")


@pytest.fixture
async def server() -> AsyncIterator[RecordingServer]:
    server = RecordingServer(Journal())
    await server.start()
    yield server
    await server.stop()


async def test_a_bot_that_is_killed_runs_again_and_nothing_is_left_half_started(
    server: RecordingServer, tmp_path: Path
) -> None:
    journal = Journal()
    bot = SoakBot(server, tmp_path, CARELESS)
    supervisor = Supervisor(bot, journal, seed=1)
    await bot.start()
    try:
        await bot.ready()
        first = bot.number
        assert first is not None
        task = asyncio.create_task(supervisor.kill_often((0.01, 0.02)))
        await wait_for_async(lambda: len(journal.kills) >= 2, "two kills")
        task.cancel()
        await supervisor.settle()
        assert bot.number not in (None, first)
        assert not command(first)
        assert supervisor.failures == []
    finally:
        await bot.dispose()


async def test_a_bot_that_ends_by_itself_is_a_failure(
    server: RecordingServer, tmp_path: Path
) -> None:
    journal = Journal()
    bot = SoakBot(server, tmp_path, (sys.executable, "-c", "raise SystemExit(3)"))
    supervisor = Supervisor(bot, journal, seed=1)
    await bot.start()
    task = asyncio.create_task(supervisor.kill_often((LAST_RESORT, LAST_RESORT)))
    await wait_for_async(lambda: len(supervisor.failures) >= 2, "failures")
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await supervisor.settle()
    assert supervisor.failures[0] == "the bot ended by itself with status 3"
    assert journal.kills == []


async def test_only_processes_that_the_bot_started_are_killed_and_sampled(
    server: RecordingServer, tmp_path: Path
) -> None:
    journal = Journal()
    # A child ends with its parent, whose end closes its input.
    child = "subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE).wait()"
    program = f"import subprocess, sys\nfor _ in range(9): {child}"
    bot = SoakBot(server, tmp_path, (sys.executable, "-c", program))
    await bot.start()
    try:
        number = bot.number
        assert number is not None
        await wait_for_async(lambda: len(list_family(number)) == 2, "a child")
        sampler = Sampler()
        await sampler.take(number, lambda: (1.5, 3))
        sample = sampler.samples[0]
        assert sample.processes == 2
        assert sample.memory >= sample.anonymous > 0
        assert sample.seconds[HARNESS] > 0
        assert (sample.age, sample.waiting) == (1.5, 3)
        task = asyncio.create_task(Supervisor(bot, journal, 1).kill_children_often((0.01, 0.02)))
        await wait_for_async(lambda: journal.child_kills, "a kill")
        task.cancel()
        assert bot.number == number
    finally:
        await bot.dispose()


async def test_a_process_that_has_ended_has_no_memory_and_no_role(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "this", stdout=DEVNULL)
    await process.wait()
    assert read_memory(process.pid) == (0, 0)
    assert name_role(process.pid) == ""
    assert ProcessorClock().read([process.pid]).keys() == {HARNESS}


async def test_a_condition_that_never_comes_is_not_waited_for_longer_than_asked() -> None:
    assert not await await_condition(lambda: False, 0.01)
    assert await await_condition(lambda: True, 0)


def test_faults_come_by_their_shares_and_only_while_they_are_switched_on() -> None:
    journal = Journal()
    faults = RandomFaults(journal, seed=2)
    assert not any(faults.strike("sendMessage", 5) for _ in range(1000))
    faults.is_active = True
    count = sum(faults.strike("sendMessage", 5) is not None for _ in range(10_000))
    assert count == len(journal.faults)
    assert 200 < count < 400
    assert {fault.kind for fault in journal.faults} == {*FAULT_SHARES}
    assert all(1 <= each.seconds <= 5 for each in journal.faults if each.kind == Kind.FLOOD)
    held = [each for each in journal.faults if each.kind in (Kind.HOLD, Kind.LOST)]
    journal.faults.clear()
    for _ in range(10_000):
        faults.strike("getUpdates", None)
    assert len([each for each in journal.faults if each.kind in (Kind.HOLD, Kind.LOST)]) < len(held)
