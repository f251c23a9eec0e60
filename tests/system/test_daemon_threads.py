"""The threads off the event loop: used again, and never waited for."""

import asyncio
import subprocess
import sys
import threading
import weakref
from functools import partial

from bot.system.daemon_threads import DaemonThreads
from tests.waiting import LAST_RESORT, wait_for, wait_for_async


def test_a_job_does_not_wait_for_another() -> None:
    threads, gate = DaemonThreads("test"), threading.Event()
    results: list[int] = []

    def wait_and_note(number: int) -> None:
        gate.wait(LAST_RESORT)
        results.append(number)

    for number in range(3):
        threads.run(partial(wait_and_note, number))
    threads.run(lambda: results.append(-1))
    wait_for(lambda: results, "the job behind three that wait")
    assert results == [-1]
    gate.set()
    wait_for(lambda: len(results) == 4, "all jobs")
    assert sorted(results) == [-1, 0, 1, 2]


def test_threads_are_used_again() -> None:
    threads, names = DaemonThreads("test"), set[int]()
    for number in range(20):
        threads.run(lambda: names.add(threading.get_ident()))
        wait_for(lambda: threads._idle_count == 1, f"job {number}")
    assert len(names) == 1


async def test_who_takes_turns_never_needs_more_threads_than_turns() -> None:
    threads, turns, names = DaemonThreads("test"), asyncio.Semaphore(2), set[int]()

    async def call() -> None:
        await turns.acquire()
        await threads.call(lambda: names.add(threading.get_ident()), turns.release)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # so that a thread that has reported is often not idle yet
    try:
        await asyncio.gather(*(call() for _ in range(2000)))
    finally:
        sys.setswitchinterval(interval)
    assert len(names) <= 2


async def test_an_idle_thread_holds_nothing_of_its_last_job() -> None:
    class Result:
        pass

    threads = DaemonThreads("test")
    result = weakref.ref(await threads.call(Result, lambda: None))
    await wait_for_async(lambda: result() is None, "the end of the result")
    assert result() is None


def test_a_job_without_an_end_does_not_keep_the_process() -> None:
    program = (
        "import threading\n"
        "from bot.system.daemon_threads import DaemonThreads\n"
        "DaemonThreads('test').run(threading.Event().wait)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=LAST_RESORT).returncode == 0
