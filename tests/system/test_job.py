import asyncio
import json
import logging
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from bot.errors import UnavailableError
from bot.system.job import JobError, SubprocessJob, run_job
from tests.paths import PROJECT
from tests.processes import command
from tests.programs import program, wait_for_job
from tests.waiting import wait_for

MODULE = "tests.system.obedient_job"

Start = Callable[[], SubprocessJob]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setenv("DATELINE_TELEGRAM_TOKEN", "123:hidden")
    jobs: list[SubprocessJob] = []

    def start_job() -> SubprocessJob:
        jobs.append(SubprocessJob(MODULE))
        return jobs[-1]

    yield start_job
    for job in jobs:
        job.close()


def test_request_arrives_and_the_result_comes_back(start: Start) -> None:
    request = {"deed": "echo", "text": "ü 🙂 \udcff\n", "much": "x" * 1_000_000}
    assert start().run(request) == request


def test_progress_and_logs_come_back(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    seen: list[str] = []

    def track(items: Iterable[object], label: str, total: int | None = None) -> Iterator[object]:
        for item in items:
            seen.append(label)
            yield item

    assert start().run({"deed": "work"}, track, "Working") == {"done": 5000}  # type: ignore[arg-type]
    assert seen == ["Working"] * 5000
    assert ("sent", logging.WARNING, "It says 100% of it.") in caplog.record_tuples


def test_what_a_job_prints_is_not_its_result(start: Start) -> None:
    assert start().run({"deed": "print"}) == {"printed": True}


def test_an_error_keeps_its_message(start: Start) -> None:
    with pytest.raises(JobError, match="the harbour is closed"):
        start().run({"deed": "fail"})
    with pytest.raises(UnavailableError, match="nobody answers"):
        start().run({"deed": "unavailable"})


@pytest.mark.parametrize(
    ("deed", "reason"), [("crash", "ZeroDivisionError"), ("die", "SIGSEGV"), ("leave", "status 3")]
)
def test_a_crash_is_an_error_and_the_log_says_why(
    start: Start, caplog: pytest.LogCaptureFixture, deed: str, reason: str
) -> None:
    with pytest.raises(JobError, match="the log says why"):
        start().run({"deed": deed})
    assert reason in caplog.text
    assert "hidden" not in caplog.text


def test_a_job_knows_no_secret_but_its_request(start: Start) -> None:
    request = {"deed": "look", "url": "https://name:password@search.example"}
    seen = start().run(request)
    assert "hidden" not in json.dumps(seen)
    assert "password" not in json.dumps(seen)
    assert os.environ["DATELINE_TELEGRAM_TOKEN"] == "123:hidden"


def test_a_job_runs_at_low_priority(start: Start) -> None:
    assert start().run({"deed": "look"})["niceness"] >= 19


async def test_a_job_nobody_waits_for_is_killed(tmp_path: Path) -> None:
    number = tmp_path / "number"
    waiting = asyncio.create_task(run_job(MODULE, {"deed": "hang", "number": str(number)}))
    await asyncio.to_thread(_read_pid, number)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not _runs(_read_pid(number))


def test_closing_a_job_kills_what_it_has_started(start: Start, tmp_path: Path) -> None:
    number = tmp_path / "number"
    job = start()
    with pytest.raises(JobError):
        job.run({"deed": "spawn", "number": str(number)}, _closing(job, number))  # type: ignore[arg-type]
    _wait_until_gone(_read_pid(number))


def test_a_killed_parent_takes_its_job_along(tmp_path: Path) -> None:
    number = tmp_path / "number"
    with subprocess.Popen(program(wait_for_job, MODULE, number), cwd=PROJECT) as process:
        pid = _read_pid(number)
        assert _runs(pid)
        process.kill()
    _wait_until_gone(pid)


def _closing(job: SubprocessJob, number: Path) -> Callable[..., Iterator[object]]:
    """Return a progress that closes the job as soon as its child has begun."""

    def track(items: Iterable[object], label: str, total: int | None = None) -> Iterator[object]:
        _read_pid(number)
        job.close()
        return iter(())

    return track


def _read_pid(number: Path) -> str:
    wait_for(number.exists, "the job's begin")
    return wait_for(number.read_text, "the job's number")


def _wait_until_gone(pid: str) -> None:
    wait_for(lambda: not _runs(pid), "the end of the job")


def _runs(pid: str) -> bool:
    return bool(command(int(pid)))
