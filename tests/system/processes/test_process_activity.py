import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.system.processes import process_activity
from bot.system.processes.process_activity import ProcessActivity, read_activity
from tests.waiting import wait_for


@contextmanager
def _process(code: str) -> Iterator[int]:
    process = subprocess.Popen([sys.executable, "-c", code])
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def _read(pid: int) -> ProcessActivity:
    activity = read_activity(pid)
    assert activity is not None
    return activity


def test_a_process_that_computes_advances() -> None:
    with _process("while True: pass") as pid:
        wait_for(lambda: _read(pid).is_runnable, "a running process")
        start = _read(pid)
        wait_for(lambda: _read(pid).cpu_time != start.cpu_time, "some computing")
        assert _read(pid).has_advanced(start)


def test_a_process_that_sleeps_stands_still() -> None:
    with _process("import time; time.sleep(600)") as pid:
        activities = [_read(pid)]

        def stands_still() -> bool:
            activities.append(_read(pid))
            return not activities[-1].has_advanced(activities[-2])

        wait_for(stands_still, "the end of its beginning")
        assert not activities[-1].is_runnable


def test_a_process_that_waits_for_a_core_is_not_at_a_standstill() -> None:
    previous = ProcessActivity("7 2", is_runnable=False)
    assert ProcessActivity("7 2", is_runnable=True).has_advanced(previous)
    assert ProcessActivity("8 2", is_runnable=False).has_advanced(previous)
    assert not ProcessActivity("7 2", is_runnable=False).has_advanced(previous)


def test_of_a_process_that_ended_nothing_is_known() -> None:
    with _process("") as pid:
        pass
    assert read_activity(pid) is None


def test_where_there_is_no_proc_ps_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.CompletedProcess(command, 0, "R+    0:01.25\n", "")

    monkeypatch.setattr(subprocess, "run", answer)
    assert process_activity._ask_ps(1) == ProcessActivity("0:01.25", is_runnable=True)
